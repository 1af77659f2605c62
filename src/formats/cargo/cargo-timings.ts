/** Cargo's timings of a build: the HTML report, or its log. Reference: https://doc.rust-lang.org/cargo/reference/timings.html */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { FileRefusal, Format, Input, Sample } from '../../ingest/format.ts';
import { type Fields, parseTime, readList, readNumber, readText } from '../../ingest/read-fields.ts';
import { visitRecords } from '../../ingest/read-records.ts';
import { splitJson } from '../../ingest/split-json.ts';
import { readTextLines } from '../../ingest/text-lines.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { Result } from '../../model/task.ts';
import { isCargoAnalysis, readCargoAnalysis } from './cargo-analysis.ts';
import { nameUnit } from './cargo-unit.ts';

export const cargoTimings: Format = {
  id: 'cargo-timings',
  title: 'Cargo timings',
  versions: 'Cargo 1.95, and a page of 2020',
  family: 'builds',
  reference: 'https://doc.rust-lang.org/cargo/reference/timings.html',
  howTo: '`cargo build --timings`, which writes `target/cargo-timings/cargo-timing.html`',
  claims: ({ shape, root, text, records }) =>
    shape === 'lines'
      ? isCargoAnalysis(records)
      : shape === 'xml' &&
        root === 'html' &&
        text.includes('<h1>Cargo Build Timings</h1>') &&
        /Dirty units:/.test(text),
  refuses: refuseMessages,
  read: (input, draft) =>
    input.sample.shape === 'xml' ? readReport(input, draft) : readCargoAnalysis(input, draft),
};

const messageReasons = ['compiler-artifact', 'compiler-message', 'build-script-executed', 'build-finished'];

function refuseMessages({ shape, records }: Sample): FileRefusal | null {
  const isMessage = ({ reason }: Fields): boolean => messageReasons.includes(String(reason));
  const isStream =
    (shape === 'lines' || shape === 'object') && records.length > 0 && records.every(isMessage);
  if (!isStream) return null;
  const what = 'This is the output of `cargo --message-format=json`, which has no times.';
  const fix = 'Build with `--timings`, and read `target/cargo-timings/cargo-timing.html`.';
  return { code: 'no-times', what, fix };
}

/** The table above the units. */
interface Summary {
  startTimeMs: number | null;
  durationMs: number | null;
  fresh: number | null;
  dirty: number | null;
  /** Number of failed jobs; 0 without any; null if only the failure of the build is stated. */
  failed: number | null;
  hasUnits: boolean;
  isWhole: boolean;
  /** The page's own end was read. */
  hasEnd: boolean;
}

async function readReport(input: Input, draft: Draft): Promise<void> {
  const summary: Summary = {
    startTimeMs: null,
    durationMs: null,
    fresh: null,
    dirty: null,
    failed: 0,
    hasUnits: false,
    isWhole: false,
    hasEnd: false,
  };
  let units = 0;
  const open: Fields[] = [];
  const idle: Fields[] = [];
  const orderOf = createOrder();
  const json = splitJson(readUnits(input, draft, summary), [], draft.limits);
  await visitRecords(json, input, draft, (unit) => {
    // No unit begins before Cargo has read the packages: these were up to date, or never started.
    const isTimeless = readNumber(unit, 'duration') === 0;
    const isIdle = isTimeless && readNumber(unit, 'start') === 0;
    // They run after the build; Cargo does not count them either.
    if (isIdle && readText(unit, 'target')?.endsWith('(doc test)')) return;
    units += 1;
    if (isIdle) idle.push(unit);
    // A unit that failed has no duration, and a unit below the shown precision does not either.
    else if (isTimeless && summary.failed !== 0) open.push(unit);
    else addUnit(unit, summary, draft, 'success', orderOf(unit));
  });
  // Older versions do not list failed units: a listed unit without a duration was below the shown precision.
  const isListed = units >= (summary.dirty ?? 0);
  const failed = !isListed ? 'success' : open.length === summary.failed ? 'failure' : 'unknown';
  for (const unit of open) addUnit(unit, summary, draft, failed);
  const fresh = idle.length === summary.fresh ? 'skip' : 'unknown';
  for (const unit of idle) addUnit(unit, summary, draft, fresh);
  if (summary.isWhole && units <= (summary.dirty ?? 0)) noteFresh(summary.fresh ?? 0, draft);
  finish(summary, units, draft);
}

/** Older versions state how many units were up to date, and list only the others. */
function noteFresh(value: number, draft: Draft): void {
  if (value === 0) return;
  const what = `${plural(value, 'unit of work was', 'units of work were')} up to date, which this version of Cargo does not list.`;
  draft.report('info', 'unlisted-fresh-units', what);
  draft.addMetric({ name: 'cargo.units.fresh', value, unit: '1', better: 'higher', samples: null });
}

/** Reads the table on the way, then returns the bytes of the array of units, and checks for the end of the page. */
async function* readUnits(input: Input, draft: Draft, summary: Summary): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const { text } of readTextLines(input.chunks(), draft.limits.recordBytes)) {
    summary.hasEnd ||= text.endsWith('</html>');
    if (summary.isWhole) continue;
    const isEnd = summary.hasUnits && /^\];?$/.test(text);
    if (summary.hasUnits) yield encoder.encode(`${isEnd ? ']' : text}\n`);
    else if (/^\s*(const|var|let) UNIT_DATA = \[/.test(text)) {
      summary.hasUnits = true;
      const isEmpty = text.trimEnd().endsWith('[];');
      yield encoder.encode(isEmpty ? '[]' : '[');
      if (isEmpty) summary.isWhole = true;
    } else readRows(text, summary);
    if (isEnd) summary.isWhole = true;
  }
}

/** A minified page has all rows in one line. */
function readRows(line: string, summary: Summary): void {
  for (const [, key, value = ''] of line.matchAll(/<td[^<>]*>([\w ]+):<\/td>\s*<td>([^<]*)/g))
    readRow(key, value, summary);
}

function readRow(key: string | undefined, value: string, summary: Summary): void {
  if (key === 'Build start') summary.startTimeMs = parseTime(value);
  else if (key === 'Total time') summary.durationMs = Math.round(Number.parseFloat(value) * 1000);
  else if (key === 'Fresh units') summary.fresh = readCount(value);
  else if (key === 'Dirty units') summary.dirty = readCount(value);
  else if (key === 'Error') summary.failed = readCount(/^(\d+) jobs? failed/.exec(value)?.[1] ?? '');
}

function readCount(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/**
 * The dependencies of a unit: each lists those that became ready when it, or its first part, was done. Cargo lists
 * units by their start, so these come later.
 */
function createOrder(): (unit: Fields) => Pick<TaskDraft, 'id' | 'dependsOn'> {
  const waited = new Map<string, string[]>();
  return (unit) => {
    const index = readNumber(unit, 'i');
    if (index === null) return {};
    const id = String(index);
    const freed = [
      ...['unblocked_units', 'unblocked_rmeta_units', 'unlocked_units', 'unlocked_rmeta_units'],
    ].flatMap((key) => readList(unit, key).map(String));
    for (const later of freed) waited.set(later, [...(waited.get(later) ?? []), id]);
    return { id, dependsOn: waited.get(id) ?? [] };
  };
}

/** @param result `skip` for a unit that was up to date */
function addUnit(
  unit: Fields,
  summary: Summary,
  draft: Draft,
  result: Result,
  order: Pick<TaskDraft, 'id' | 'dependsOn'> = {},
): void {
  const crate = readText(unit, 'name');
  if (crate === null) return draft.report('warning', 'unnamed-task', 'A unit without a name is left out.');
  const named = nameUnit(crate, readText(unit, 'version'), readText(unit, 'target') ?? '');
  if (result === 'skip') {
    draft.addTask({ ...named, result: 'success', cache: 'hit' });
    return;
  }
  const start = readNumber(unit, 'start') || null;
  const seconds = readNumber(unit, 'duration');
  draft.addTask({
    ...named,
    ...order,
    startTimeMs: start === null || summary.startTimeMs === null ? null : summary.startTimeMs + start * 1000,
    durationMs: seconds === null || result !== 'success' ? null : Math.round(seconds * 1e6) / 1e3,
    result,
    cache: start === null ? 'unknown' : 'miss',
  });
}

function finish(summary: Summary, units: number, draft: Draft): void {
  const { facts } = draft;
  facts.startTimeMs = summary.startTimeMs;
  facts.durationMs = Number.isNaN(summary.durationMs) ? null : summary.durationMs;
  facts.result = summary.failed === 0 ? 'success' : 'failure';
  if (summary.hasEnd && !summary.hasUnits) {
    Object.assign(facts, { complete: false, result: 'unknown' });
    const what = 'The report is a drawing without data, as written by the first versions of Cargo.';
    draft.report('warning', 'no-units', what, 'Build with Cargo 1.60 or newer.');
  } else if (!summary.isWhole || !summary.hasEnd) {
    facts.result = 'unknown';
    if (facts.complete) draft.markTruncated();
  } else if (summary.dirty !== null && units < summary.dirty) {
    facts.complete = false;
    const what = `It lists ${formatCount(units)} of ${plural(summary.dirty, 'unit of work', 'units of work')}: the build failed before the others.`;
    draft.report('warning', 'unlisted-units', what);
  }
}
