/** Finds the place of a failure in the texts of test tools: the first line of code outside of libraries. */

export interface Location {
  readonly file: string;
  readonly line: number;
}

/** A path with an extension and without spaces at its ends; a Windows drive may come first. */
const path = String.raw`((?:[A-Za-z]:)?[^\s:()"'<>|*?]{0,300}\.[A-Za-z]\w{0,9})`;

/** Patterns, the most certain first. */
const forms: readonly RegExp[] = [
  // V8: `at f (file:///a/b.ts:3:1)`, `at a/b.ts:3:1`; Vitest: `❯ a/b.ts:3:1` (escaped, as bundles are
  // ASCII); Deno, Bun.
  new RegExp(
    String.raw`^\s*(?:at|\u276f)\s(?:.{0,300}?\()?(?:async\s)?(?:file:\/\/\/?)?${path}:(\d+)(?::\d+)?\)?\s*$`,
  ),
  // .NET: `at Ns.Class.Method() in /src/A.cs:line 12`.
  new RegExp(String.raw`^\s*at\s.{0,500}\sin\s${path}:line (\d+)\s*$`),
  // Rust: `panicked at src/lib.rs:4:5:`, `thread 'x' panicked at 'msg', src/lib.rs:4:5`.
  new RegExp(String.raw`panicked at (?:'.{0,300}',\s)?${path}:(\d+)`),
  // Go's stacks: `	/src/a_test.go:12 +0x1d`.
  new RegExp(String.raw`^\s+${path}:(\d+) \+0x`),
  // `a/b.py:12: AssertionError`, `a.cc:12: Failure`, `    a_test.go:12: message`, `a.php:24`, `a.rs(12):`.
  new RegExp(String.raw`^\s*(?:[E>#-]\s+)?${path}(?::|\()(\d+)(?:[:),].{0,400}|\s*)$`),
  // Ruby, Elixir: `# ./spec/a_spec.rb:4:in`, `test/a_test.exs:5`.
  new RegExp(String.raw`^\s*#\s${path}:(\d+)`),
];
/** Python: the innermost call comes last. */
const python = /^\s*File "([^"\n]{1,300})", line (\d+)/;
/** JVM: the file's folder is the package of the class. */
const jvm =
  /^\s*at\s+(?:[\w.]{1,100}\/{1,2})?((?:[\w$]{1,100}\.){0,20})[\w$]{1,200}\.[\w$<>]{1,200}\(([\w$]{1,100}\.(?:java|kt|scala|groovy)):(\d+)\)/;

const libraries =
  /(?:^|[/\\])(?:node_modules|site-packages|dist-packages|lib[/\\]python[\d.]*|vendor[/\\]bundle|\.cargo[/\\]registry|rustc[/\\]|go[/\\]pkg[/\\]mod|gems)(?:[/\\]|$)|^(?:node:|internal[/\\]|<)|[/\\](?:go|hostedtoolcache)[/\\][^\s]{0,100}src[/\\](?:testing|runtime)[/\\]/;
const jvmLibraries =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|scala|groovy|org\.(?:junit|testng|assertj|hamcrest|mockito|gradle|apache\.maven|codehaus|opentest4j|spockframework|scalatest|codehaus\.groovy))\./;

const maxLines = 200;

/** The first place outside of libraries; null if the text contains none. */
export function findLocation(text: string): Location | null {
  const lines = text.split('\n', maxLines).map((line) => line.slice(0, 1_000));
  let innermost: Location | null = null;
  for (const line of lines) {
    const [, pythonFile = '', pythonLine] = python.exec(line) ?? [];
    const found = toLocation(pythonFile, pythonLine);
    if (found !== null) innermost = found;
  }
  if (innermost !== null) return innermost;
  for (const line of lines) {
    const found = locateLine(line);
    if (found !== null) return found;
  }
  return null;
}

function locateLine(line: string): Location | null {
  const [, packages = '', classFile = '', classLine] = jvm.exec(line) ?? [];
  if (classFile !== '')
    return jvmLibraries.test(packages)
      ? null
      : toLocation(`${packages.replaceAll('.', '/')}${classFile}`, classLine);
  for (const form of forms) {
    const [, file = '', number] = form.exec(line) ?? [];
    const found = toLocation(file, number);
    if (found !== null) return found;
  }
  return null;
}

function toLocation(file: string, number: string | undefined): Location | null {
  const line = Number(number);
  if (file === '' || libraries.test(file) || !Number.isInteger(line) || line < 1 || line > 10_000_000)
    return null;
  return { file, line };
}
