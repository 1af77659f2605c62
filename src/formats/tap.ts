/** Test Anything Protocol 12 to 14. Reference: https://testanything.org/tap-version-14-specification.html */

import { countNames, type Distinguish } from '../ingest/count-names.ts';
import { type FailureDraft, failureTextLength } from '../ingest/describe-failure.ts';
import type { Draft } from '../ingest/draft.ts';
import type { Format, Sample } from '../ingest/format.ts';
import { parseDuration } from '../ingest/parse-duration.ts';
import { parseJson } from '../ingest/parse-record.ts';
import { isFields, readFields, readNumber, readText } from '../ingest/read-fields.ts';
import { readTextLines } from '../ingest/text-lines.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Result } from '../model/task.ts';
import { addRuns } from './tests/collect-tests.ts';

export const tap: Format = {
  id: 'tap',
  title: 'TAP',
  versions: 'Node 18 to 24, Vitest 4.1, AVA 7, Deno 2.9, Bats 1.8, node-tap 21, tape 5, prove 3.44',
  family: 'tests',
  reference: 'https://testanything.org/tap-version-14-specification.html',
  howTo: '`node --test --test-reporter=tap > tests.tap`, `bats --timing --formatter tap13 tests > tests.tap`',
  signs: ['TAP version 14'],
  claims: isTap,
  read: async (input, draft) => {
    const reader: Reader = {
      draft,
      hasTitles: areTitled(input.sample.text),
      hasTimes: areTimed(input.sample.text),
      distinguish: countNames(draft),
      addTimes: addRuns(draft),
      title: '',
      file: null,
      hasFiles: false,
      hasVerdict: false,
      aside: '',
      points: [],
      planned: null,
      listed: 0,
      failed: 0,
      statedFailed: 0,
      block: null,
    };
    for await (const { text, isOpen } of readTextLines(input.chunks(), failureTextLength)) {
      // The name in an unfinished line may be a part of one.
      if (isOpen && reader.block === null && pointLine.test(text)) draft.markTruncated();
      else takeLine(reader, text);
    }
    finish(reader);
  },
};

/** The plan of a file without tests, with the reason if all of them are skipped. */
const emptyPlan = /^1\.\.0(?: *# *(skip).*)?\r?$/i;

/**
 * A version, a plan of no tests alone, or a plan with numbered test points; one of them may be missing in a cut file.
 */
function isTap({ shape, text }: Sample): boolean {
  if (shape !== 'text') return false;
  const hasPoint = /^(not )?ok \d+( |\r?$)/m.test(text);
  if (/^TAP version 1[2-4]\r?$/m.test(text)) return hasPoint || /^1\.\.\d+/m.test(text);
  const [line, ...others] = text.split('\n', 100).filter((each) => !/^(?:#.*|\s*)$/.test(each));
  if (line !== undefined && others.length === 0 && emptyPlan.test(line)) return true;
  return hasPoint && (/^1\.\.\d+/m.test(text) || /^(not )?ok 1( |\r?\n)/.test(text));
}

/** Bats appends times to the names, and then to all of them: a name may itself end in `in 5ms`. */
function areTimed(text: string): boolean {
  const points = text.match(/^(?:not )?ok \d+.*$/gm) ?? [];
  return points.length > 0 && points.every((line) => / in \d+ ?(?:ms|sec)(?: #|$)/.test(line));
}

/** Tape names its tests in comments. In reports with subtests, comments are what the tests print. */
function areTitled(text: string): boolean {
  return /^TAP version 13\r?\n# /m.test(text) && !/^ *# Subtest: /m.test(text);
}

/** One line `ok` or `not ok`, and the text below it. */
interface Point {
  readonly indent: number;
  readonly isOk: boolean;
  readonly name: string;
  readonly directive: 'skip' | 'todo' | null;
  durationMs: number | null;
  /** Points of the subtest that this one sums up: those before it, or in braces after it. */
  readonly children: Point[];
  /** Its line ends with a brace. */
  braces: 'none' | 'open' | 'closed';
  /** The text of the YAML block, or the comments in its place. */
  details: string;
  hasBlock: boolean;
  /** The output before it. */
  readonly aside: string;
  readonly file: string | null;
}

interface Reader {
  readonly draft: Draft;
  /** Tape names its tests in comments, and lists their assertions. */
  readonly hasTitles: boolean;
  readonly hasTimes: boolean;
  readonly distinguish: Distinguish;
  readonly addTimes: ReturnType<typeof addRuns>;
  title: string;
  /** Deno names the file of its tests in a comment. */
  file: string | null;
  /** The title is a file. */
  hasFiles: boolean;
  /** Prove has finished. */
  hasVerdict: boolean;
  /** Comments that belong to no point yet: output of the tests. */
  aside: string;
  /** Points that no point with a lower indent has summed up yet. */
  points: Point[];
  /** Sum of the outermost plans. */
  planned: number | null;
  listed: number;
  failed: number;
  /** The counts in the comments at the end. */
  statedFailed: number;
  /** Indent of the open YAML block. */
  block: number | null;
}

const pointLine = /^( *)(not )?ok\b(?: +(\d+))?(?: +- ?| +|$)(.*)$/;
const planLine = /^( *)1\.\.(\d+)/;
/** A mark after the name. Node names a test that has to fail, and did, in capitals. */
const markOf = /(?:^|\s)#\s{0,9}(skip|todo)(?:ped)?\b.*/i;
const expectedMark = /\s# EXPECTED FAILURE\b.*/;
/** The counts at the end of a report. */
const countComment = /^(?:tests|suites|pass|fail|ok|cancelled|skip|skipped|todo)\s+\d+\s*$/;

function takeLine(reader: Reader, line: string): void {
  const { draft } = reader;
  if (reader.block !== null) return takeBlock(reader, line, reader.block);
  const [plan, indent = '', count = ''] = planLine.exec(line) ?? [];
  if (takeProveLine(reader, line)) return;
  if (plan !== undefined) {
    if (indent !== '') return;
    reader.planned = (reader.planned ?? 0) + Number(count);
    if (emptyPlan.exec(line)?.[1] !== undefined) skipFile(reader);
    return;
  }
  const point = pointLine.exec(line);
  if (point !== null) return takePoint(reader, point);
  if (/^ *---\s*$/.test(line) && reader.points.length > 0) {
    reader.block = line.search(/\S/);
    Object.assign(reader.points.at(-1) as Point, { details: '', hasBlock: true });
    return;
  }
  const [, brace] = /^( *)\}\s*$/.exec(line) ?? [];
  if (brace !== undefined && closeBraces(reader, brace.length)) return;
  if (/^ *Bail out!/i.test(line)) {
    draft.facts.complete = false;
    draft.facts.result = 'failure';
    const what = `The run was aborted:${line.replace(/^ *Bail out!/i, '').slice(0, 200) || ' no reason is given'}.`;
    return draft.report(
      'warning',
      'unfinished',
      what,
      'Fix what stopped it; the tests after it did not run.',
    );
  }
  const [, inner = '', comment] = /^( *)#(?!\s*Subtest:) ?(.*)$/.exec(line) ?? [];
  if (comment !== undefined) takeComment(reader, comment, inner === '');
  else draft.leaveText(`${line}\n`);
}

/** Work that was skipped as a whole does not list its tests. */
function skipFile({ draft, distinguish, title }: Reader): void {
  draft.addTask({ name: distinguish(title || 'all tests'), kind: 'test', result: 'skip' });
}

/**
 * `prove --verbose` prints the file before its lines and a verdict after them. @returns whether it is one of its
 * lines
 */
function takeProveLine(reader: Reader, line: string): boolean {
  const [, file] = /^(\S+) \.{2,} *$/.exec(line) ?? [];
  const [, skipped] = /^(\S+) \.{2,} skipped\b/.exec(line) ?? [];
  if (file !== undefined) {
    flush(reader);
    reader.hasFiles = true;
    reader.title = file;
  }
  if (skipped !== undefined) skipFile({ ...reader, title: skipped });
  const [, verdict] = /^Result: (PASS|FAIL|NOTESTS)/.exec(line) ?? [];
  if (verdict === 'FAIL') reader.statedFailed += 1;
  reader.hasVerdict ||= verdict !== undefined;
  return file !== undefined || (reader.hasFiles && /^ok *$/.test(line));
}

/** Points in braces belong to the point before them. @returns whether there is one */
function closeBraces({ points }: Reader, indent: number): boolean {
  const at = points.findLastIndex((point) => point.indent === indent && point.braces === 'open');
  if (at >= 0) takeInner(points, at).braces = 'closed';
  return at >= 0;
}

function takeInner(points: Point[], at: number): Point {
  const point = points[at] as Point;
  for (const inner of points.splice(at + 1)) point.children.push(inner);
  return point;
}

function takePoint(reader: Reader, [, indent = '', not, number = '', rest = '']: RegExpExecArray): void {
  const { draft } = reader;
  const isRoot = indent === '';
  if (indent.length > draft.limits.depth * 4) return;
  const before = reader.points.at(-1);
  const isWhole = before?.indent === 0 && before.braces !== 'open';
  if (isWhole || reader.points.length > draft.limits.tasks) flush(reader);
  const { points } = reader;
  const summedUp = 1 + points.findLastIndex((point) => point.indent <= indent.length);
  const children = points.splice(summedUp);
  const [mark = '', directive] = markOf.exec(rest) ?? expectedMark.exec(rest) ?? [];
  const description = rest.slice(0, rest.length - mark.length);
  const { name, durationMs } = splitTime(description, reader.hasTimes);
  if (isRoot) reader.listed += 1;
  draft.countRecord();
  points.push({
    indent: indent.length,
    isOk: not === undefined,
    name: [indent === '' || !reader.hasFiles ? reader.title : '', name || `test ${number || reader.listed}`]
      .filter((part) => part !== '')
      .join(' › '),
    directive: (directive?.toLowerCase() as 'skip' | 'todo' | undefined) ?? null,
    durationMs,
    children,
    braces: / \{$/.test(description) ? 'open' : 'none',
    details: '',
    hasBlock: false,
    aside: reader.aside,
    file: reader.file,
  });
  reader.aside = '';
}

/** Node-tap's `# time=3.4ms` and `# time=2m3s`, and Bats' ` in 28ms` and ` in 2 sec`. */
function splitTime(description: string, hasTimes: boolean): { name: string; durationMs: number | null } {
  const found =
    /# time=((?:[\d.,]{1,20}(?:ns|[uµ]s|ms|min|[smhd]) ?){1,6})\{?$/.exec(description) ??
    (hasTimes ? /(?: #)? in (\d+ ?(?:ms|sec))$/.exec(description) : null);
  const name = description
    .slice(0, found?.index)
    .replace(/ \{$/, '')
    .replaceAll(/\\([#\\])/g, '$1')
    .trim();
  return { name, durationMs: found ? readLength(found[1] ?? '') : null };
}

/** Milliseconds, unless a unit follows. */
function readLength(text: string): number | null {
  return parseDuration(text, text.lastIndexOf(',') > text.lastIndexOf('.'), 1);
}

/** The block ends at `...` with its own indent; output of a test in between may look like anything. */
function takeBlock(reader: Reader, line: string, indent: number): void {
  const point = reader.points.at(-1) as Point;
  if (line.trim() === '...' && line.search(/\S/) === indent) {
    reader.block = null;
    return;
  }
  // Vitest continues a message at the beginning of the line.
  const own = line.slice(Math.min(indent, line.search(/\S|$/)));
  const [, duration] = /^duration_ms: *['"]?([\d.,]+(?:e[+-]?\d+)?)/i.exec(own) ?? [];
  if (duration !== undefined) point.durationMs = readLength(duration);
  point.details = append(point.details, own);
}

/** Each report ends with its counts and its time; so do the subtests of node-tap. */
function takeComment(reader: Reader, comment: string, isRoot: boolean): void {
  const [, key, value = ''] = /^(duration_ms|time=|fail) *(\d.{0,40})$/.exec(comment.trim()) ?? [];
  const amount = key === undefined ? null : readLength(value);
  if (amount !== null && key === 'fail') reader.statedFailed += amount;
  else if (amount !== null && isRoot) reader.addTimes({ durationMs: amount });
  const point = reader.points.at(-1);
  const [, file] = /^(\.\/\S+\.[cm]?[jt]sx?)$/.exec(comment) ?? [];
  if (file !== undefined && isRoot) reader.file = file;
  if (reader.hasTitles && !reader.hasFiles) reader.title = comment.trim();
  else if (countComment.test(comment)) return;
  else if (point && !point.hasBlock) point.details = append(point.details, comment);
  else reader.aside = append(reader.aside, comment);
}

function append(text: string, line: string): string {
  return text.length < failureTextLength ? `${text}${line}\n` : text;
}

function flush(reader: Reader): void {
  const { points, draft } = reader;
  for (let at = points.length - 2; at >= 0; at--) {
    const { braces, indent } = points[at] as Point;
    if (braces !== 'open' || (points[at + 1] as Point).indent <= indent) continue;
    takeInner(points, at);
    draft.markTruncated();
  }
  for (const point of points) addPoint(reader, point, []);
  reader.points = [];
}

function addPoint(reader: Reader, point: Point, path: readonly string[]): void {
  const { children } = point;
  const own = [...path, point.name];
  // Assertions without a time are parts of the test that has one.
  const isSuite =
    children.some(({ durationMs }) => durationMs !== null) ||
    children.every(({ directive }) => directive !== null) ||
    point.durationMs === null;
  if (children.length > 0 && isSuite) {
    for (const child of children) addPoint(reader, child, own);
    if (resultOf(point) === 'success' || (children.some(isFailedPoint) && !failsItself(point))) return;
  }
  const result = resultOf(point);
  if (isFailedPoint(point)) reader.failed += 1;
  reader.draft.addTask({
    name: reader.distinguish(own.join(' › '), [point.file]),
    kind: 'test',
    result,
    durationMs: result === 'skip' ? point.durationMs || null : point.durationMs,
    failure: describe((failsItself(point) ? null : children.find(isFailedPoint)) ?? point),
  });
}

/** A test marked as `todo` may fail. */
function resultOf({ isOk, directive, details }: Point): Result {
  if (directive !== null) return 'skip';
  if (isOk) return 'success';
  const [, why] = /^failureType: '(\w+)'/m.exec(details) ?? [];
  if (why === 'testTimeoutFailure') return 'timeout';
  // A test that never ends is cancelled, too.
  return why === 'cancelledByParent' && !details.includes('still pending') ? 'cancellation' : 'failure';
}

/** Node tells a parent whose hook or body failed from one that only sums up. */
function failsItself({ details }: Point): boolean {
  return /^failureType: '(?!subtestsFailed|cancelledByParent)\w+'/m.test(details);
}

function isFailedPoint(point: Point): boolean {
  return point.directive === null && (!point.isOk || point.children.some(isFailedPoint));
}

/** Node uses `error`, Bats `message` or comments, tape and node-tap only the name. */
function describe({ details: lines, name, hasBlock, aside }: Point): FailureDraft {
  // AVA indents the keys of a block.
  const [indent = ''] = /^ */.exec(lines) ?? [];
  const details = hasBlock && indent !== '' ? lines.replaceAll(`\n${indent}`, '\n').trimStart() : lines;
  const deno = details.startsWith('{') ? parseJson(details) : undefined;
  if (isFields(deno)) {
    const at = readFields(deno, 'at');
    return {
      message: readText(deno, 'message') ?? name,
      file: readText(at, 'file'),
      line: readNumber(at, 'line'),
    };
  }
  const vitest = /^error:\n +name: "([^"\n]*)"\n +message: "((?:[^"\\]|\\.)*)/m.exec(details);
  if (vitest !== null) {
    const [, type, quoted = ''] = vitest;
    return {
      message: `${type}: ${quoted.replaceAll(/\\(["\\])/g, '$1')}`,
      text: aside,
      ...findPlace(details),
    };
  }
  const [, value = ''] = /^(?:error|message): *([^\n]*(?:\n(?: +[^\n]*)?)*)/m.exec(details) ?? [];
  const text = /^[|>][-+]?\n/.test(value) ? value.slice(value.indexOf('\n') + 1) : value;
  const own = text.replace(/^(['"])([\s\S]*)\1\s*$/, '$2').replaceAll(/^ {2}/gm, '');
  const message = own || (hasBlock ? name : details) || name;
  // The output of a file that could not be loaded contains the reason; Node itself reports `test failed`.
  return { message, text: aside, ...findPlace(details) };
}

/** The place of the failure from a block, else the place of the test. */
function findPlace(details: string): Pick<FailureDraft, 'file' | 'line'> {
  const stack = details.slice(Math.max(0, details.search(/^ *(?:stack|at): /m)));
  const frame =
    /(?:^|[\s("'])(?:file:\/\/)?(?![^\s()]*node_modules|node:)([^\s()'":]+\.\w+):(\d+):\d+[)"']?$/m;
  const [, file, line] =
    frame.exec(stack) ??
    /^location: '(.+):(\d+):\d+'$/m.exec(details) ??
    /in (?:test )?file (\S+), line (\d+)/.exec(details) ??
    /^ *at (\S+) line (\d+)\.$/m.exec(details) ??
    [];
  return file === undefined ? {} : { file, line: Number(line) };
}

/** More or fewer points than planned: the run, or one of several consecutive ones, was cut. */
function finish(reader: Reader): void {
  const { draft, planned, listed, statedFailed, block } = reader;
  flush(reader);
  if (block !== null || (reader.hasFiles && !reader.hasVerdict)) draft.markTruncated();
  if (statedFailed > 0 && reader.failed === 0) {
    draft.facts.result = 'failure';
    draft.report(
      'warning',
      'unlisted-failure',
      `It counts ${plural(statedFailed, 'failed test')} and lists none.`,
    );
  }
  if (planned === listed) return;
  draft.facts.complete = false;
  const what =
    planned === null
      ? `It has no plan (\`1..N\`) for its ${plural(listed, 'test')}: the run did not finish.`
      : `It plans ${plural(planned, 'test')} and lists ${formatCount(listed)}.`;
  draft.report('warning', 'unlisted-tests', what, 'Check its output for what stopped the run.');
}
