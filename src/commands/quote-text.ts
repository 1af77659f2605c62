/** Quotes names and paths where their characters have a meaning: in YAML and in a shell. */

/** A scalar in YAML, in a block or a flow mapping. JSON strings are YAML too. */
export function quoteYaml(text: string): string {
  const isPlain = /^[A-Za-z](?:[\w .()@/-]*[\w.()@/-])?$/.test(text);
  const isOther = /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !isOther ? text : JSON.stringify(text);
}

/** One argument of a shell command. Globs are quoted: the program expands them. */
export function quoteShell(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
