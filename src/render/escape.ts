/**
 * Escapes untrusted text for each output of a report: Markdown, Mermaid, HTML, CSV and terminals. Names of tasks,
 * branches and files come from the user's build and may contain anything. GitHub Flavored Markdown:
 * https://github.github.com/gfm/; workflow commands: actions/runner, ActionCommand.cs.
 */

import { breakCommands } from '../ingest/break-commands.ts';
import { cutMiddle } from '../words/cut-middle.ts';

/** Characters that reorder, hide or break text: controls, bidirectional marks, invisible ones, half characters. */
const unseen =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

/** Words of visible ASCII and of signs in our texts and names, with single spaces: unchanged. */
const plainText = /^(?:[!-~±·×–—…›−]+(?: [!-~±·×–—…›−]+)*)?$/;

/**
 * One line of visible text: line breaks and tabs become spaces, invisible characters become U+FFFD.
 * @param maxLength in characters; longer text ends in `…`.
 */
export function cleanText(text: string, maxLength = 200): string {
  // Most names are already clean.
  if (text.length <= maxLength && plainText.test(text)) return text;
  // Very long text is cut first, so that the cost does not grow with hostile input.
  const head = text.length > maxLength * 8 ? text.slice(0, maxLength * 8) : text;
  const line = head
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(unseen, '\ufffd')
    .trim();
  const cut = head.length < text.length;
  if (line.length <= maxLength && !cut) return line;
  const characters = Array.from(line);
  if (characters.length <= maxLength && !cut) return line;
  return `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** The same of a name, which is cut in its middle. */
export function cleanLongName(text: string, maxLength = 200): string {
  return cutMiddle(cleanText(cutMiddle(text, maxLength * 4), maxLength * 4), maxLength);
}

/**
 * A name as a Markdown code span: no mention, reference, link or markup works inside. A fence longer than
 * every run of backticks inside closes it (GFM 6.3). In a table the row escapes `|` (`tableRow`).
 */
export function codeSpan(text: string, maxLength = 120): string {
  const clean = breakCommands(cleanLongName(text, maxLength)).replace(/<!(?=-)/g, '<\\!');
  if (clean === '') return '` `';
  const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
  return fence + pad + clean + pad + fence + endDirection(clean);
}

/** After a name in Arabic or Hebrew script a number would be shown before the name. */
export function endDirection(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(name) ? '&lrm;' : '';
}

/**
 * A row of a Markdown table from cells that are already Markdown. Parsers disagree on a pipe after an even run of
 * backslashes (GFM 4.10), so such a run gets one more.
 */
export function tableRow(cells: readonly string[]): string {
  const safe = cells.map((cell) =>
    cell.replace(/(\\*)\|/g, (_, run: string) => `${run}${run.length % 2 === 1 ? '\\' : ''}\\|`),
  );
  return `| ${safe.join(' | ')} |`;
}

/** Text that GitHub would convert into a mention, a reference, a commit link or an address. */
const linking = /@\w|#\d|\bGH-\d|:\/\/|\bwww\.|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b/i;

/**
 * A sentence as Markdown. Parts in backticks become code spans, and so does each word that GitHub would link; all
 * other markup is shown literally.
 */
export function escapeMarkdown(text: string, maxLength = 600): string {
  return cleanText(text, maxLength)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part, maxLength) : escapeWords(part)))
    .join('')
    .replace(/^(?:[-+=:]|\d+[.)](?= |$))/, (start) => start.slice(0, -1) + escapeCharacter(start.slice(-1)));
}

function escapeWords(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => {
      if (!linking.test(word)) return escapeSigns(word);
      // What opens or ends a clause stays outside of the code.
      const [, start = '', inner = '', end = ''] = /^(\(*)(.*?)([.,;:!?)]*)$/s.exec(word) ?? [];
      return escapeSigns(start) + codeSpan(inner, inner.length) + escapeSigns(end);
    })
    .join('');
}

function escapeSigns(text: string): string {
  return text.replace(/[<>&|`*_~[\]#\\$]/g, escapeCharacter);
}

/** Character references are never markup (GFM 6.2), so they are used where a backslash might be removed. */
function escapeCharacter(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML elements and quoted attributes. */
export function escapeHtml(text: string, maxLength = 600): string {
  return breakCommands(cleanText(text, maxLength)).replace(
    /[&<>"']/g,
    (character) => entities[character] ?? '',
  );
}

/** A name for the same places. */
export function escapeName(text: string, maxLength = 200): string {
  return escapeHtml(cleanLongName(text, maxLength), maxLength);
}

/** JSON for a `<script type="application/json">`: its content cannot end the element or open a comment. */
export function jsonForScript(value: unknown): string {
  const json = JSON.stringify(value);
  // Megabytes, mostly without any: searching one after another is faster than an expression.
  if (!unsafeInScript.some((sign) => json.includes(sign))) return json;
  return json.replace(
    /##\[|[<>&\u2028\u2029]/g,
    (found) =>
      `${found.slice(0, -1)}\\u${found
        .charCodeAt(found.length - 1)
        .toString(16)
        .padStart(4, '0')}`,
  );
}

/** Long lists are written in parts of as many values. */
const valuesAtOnce = 1_000;

/** The same in parts. */
export function* streamForScript(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) yield jsonForScript(value);
  else if (Array.isArray(value)) yield* writeList(value);
  else {
    let before = '{';
    for (const [key, of] of Object.entries(value)) {
      if (of === undefined) continue;
      yield `${before}${jsonForScript(key)}:`;
      yield* streamForScript(of);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}

function* writeList(values: readonly unknown[]): Generator<string> {
  const areRecords = values.length < 100 && typeof values[0] === 'object';
  if (values.length <= valuesAtOnce && !areRecords) {
    yield jsonForScript(values);
    return;
  }
  for (let from = 0; from < values.length; from += areRecords ? 1 : valuesAtOnce) {
    yield from === 0 ? '[' : ',';
    if (areRecords) yield* streamForScript(values[from]);
    else yield jsonForScript(values.slice(from, from + valuesAtOnce)).slice(1, -1);
  }
  yield ']';
}

const unsafeInScript = ['##[', '<', '>', '&', '\u2028', '\u2029'];

/** A quoted Mermaid label: letters, digits and a few signs stay, everything else becomes a space. */
export function mermaidLabel(text: string, maxLength = 60): string {
  const plain = cleanText(text, maxLength * 2).replace(/[^\p{L}\p{N} .,/()+_-]/gu, ' ');
  return `"${cleanText(plain, maxLength) || 'build'}"`;
}

/** Text for a terminal or a log: no escape sequences, one line, no runner commands. */
export function escapeTerminal(text: string, maxLength = 400): string {
  return breakCommands(cleanText(text, maxLength));
}

/** A link target for Markdown and HTML, or null if it is not a plain web address. */
export function safeUrl(url: string | undefined): string | null {
  if (url === undefined || !/^https?:\/\/[\w.-]+(:\d+)?(\/[\w\-.~%/?#=&+:@,;]*)?$/.test(url)) return null;
  return url;
}
