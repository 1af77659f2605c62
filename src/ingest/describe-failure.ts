/**
 * Reduces a failure's texts to a form that may be shown: first lines and a place in the code, no stack, no secrets.
 */
import type { Failure } from '../model/failure.ts';
import { cleanName, stripWrittenCodes } from './clean-text.ts';
import { findLocation } from './find-location.ts';
import { maskSecrets } from './mask-secrets.ts';
import { relativePath, stripRoots } from './strip-roots.ts';

/** A failure from a log. */
export interface FailureDraft {
  /** The message field of the tool. */
  readonly message?: string | null;
  /** Output or stack; searched for a message if there is none, and for the place. */
  readonly text?: string | null;
  /** `message`, `file` and `line` are exact: they are not searched, only limited and masked. */
  readonly isExact?: boolean;
  /** The location of the test; used if the texts contain no place. */
  readonly file?: string | null;
  readonly line?: number | null;
}

/** The rules for showing failures. */
export interface Privacy {
  /** False: no message is kept. */
  readonly failureMessages: boolean;
  /** Values to mask, as `listMasks` gives them. */
  readonly masks: readonly string[];
}

export const openPrivacy: Privacy = { failureMessages: true, masks: [] };

/** Maximum length of a failure's texts that is read. Formats need not keep more. */
export const failureTextLength = 8_192;

const maxLines = 8;
const maxLineLength = 300;
const maxLength = 1_000;

/** null if the log has no details about the failure. */
export function describeFailure(draft: FailureDraft, privacy: Privacy): Failure | null {
  const [own, text] = [draft.message, draft.text].map((part) => plainText(part ?? '')) as [string, string];
  const found = draft.isExact ? null : (findLocation(text) ?? findLocation(own));
  const { file = null, line = null } = found ?? draft;
  const lines = draft.isExact ? own : firstLines(own) || firstLines(text);
  const message = privacy.failureMessages ? bound(maskSecrets(stripRoots(lines), privacy.masks)) : null;
  const path = file && cleanPath(file, privacy);
  if (message === null && !path) return null;
  return { message, file: path || null, line: path && isLine(line) ? line : null };
}

function isLine(line: number | null): boolean {
  return line !== null && Number.isInteger(line) && line > 0 && line < 2 ** 31;
}

/** Without colours, and short enough to be searched. */
function plainText(text: string): string {
  return stripWrittenCodes(text.slice(0, failureTextLength)).replaceAll('\r\n', '\n');
}

/** A word that every failure of a tool has, and its place: neither explains the failure. */
const empty = /^(?:test )?(?:failed|failure|error|fail)[.!:]?$/i;
const rule = /^(?:[\s─━═*=~_.+|`-]*|\s*`{3,}\w*\s*)$/;
const frame =
  /^\s*(?:at\s.{0,500}[:(]\d+|at\s+[\w$.<>/]{1,300}\(|❯\s.{0,500}:\d+|File ".{0,300}", line \d+|Traceback \(most recent|\.{3} \d+ more|goroutine \d+|created by |[^\s:()]{1,300}\.\w{1,10}:\d+\s*$)/;
/** Lines of code around the failure, as Jest, Vitest, Playwright and pytest show them. */
const excerpt = /^\s*(?:>?\s*\d{1,6}\s*\||\|\s*\^|[>^]\s)/;
/** Lines about the test itself that tools write before the error. */
const label =
  /^\s*(?:=== (?:RUN|PAUSE|CONT|NAME)|--- FAIL|\[[\w -]{1,40}\] › |[\w./\\-]{1,200}:\d+:\d+\s(?!.*(?:error|expect|assert)))/i;
const place =
  /^(?:[A-Za-z]:)?[^\s:()]{1,300}\.\w{1,10}[:(]\d+(?:[:,]\d+)?\)?:?\s*(?:(?:error|Failure)\b:?\s*)?/;
/** Lines with which tools begin the error message, at any position. */
const telling =
  /^\s*(?:E\s{2,}\S|[\w.$]{0,100}(?:Error|Exception|Failure)\b\s*[:[(]|panic: |Failed asserting|thread '.{1,200}' panicked)/;

/** The lines of the error message, up to the stack or a second paragraph of output. */
function firstLines(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => telling.test(line));
  const kept: string[] = [];
  for (const line of lines.slice(Math.max(0, start))) {
    if (frame.test(line) && kept.length > 0) break;
    if (rule.test(line) || frame.test(line) || excerpt.test(line) || label.test(line)) continue;
    const bare = line.replace(/^E\s{2,}/, '').replace(kept.length === 0 ? /^\s*/ : '', '');
    const rest = kept.length === 0 ? bare.replace(place, '') : bare;
    if (rest.trim() === '' || (kept.length === 0 && empty.test(rest.trim()))) continue;
    kept.push(rest);
    if (kept.length === maxLines) break;
  }
  return kept.join('\n');
}

/** Lines without control characters, as many as fit. */
function bound(text: string): string | null {
  const lines = text.split('\n', maxLines).map(cleanLine);
  let joined = '';
  for (const line of lines) {
    if (joined.length + line.length + 1 > maxLength) break;
    joined += joined === '' ? line : `\n${line}`;
  }
  return joined === '' ? null : joined;
}

/** Keeps the indentation, which shows the structure. */
function cleanLine(line: string): string {
  const indent = /^[ \t]{0,8}/.exec(line)?.[0].replaceAll('\t', '  ') ?? '';
  return indent + cleanName(line, maxLineLength);
}

function cleanPath(file: string, { masks }: Privacy): string | null {
  const plain = relativePath(file.slice(0, 4096).replace(/^file:\/\/\/?/, ''), null).replace(
    /^(?:\.\/)+/,
    '',
  );
  return cleanName(maskSecrets(plain, masks), maxLineLength) || null;
}
