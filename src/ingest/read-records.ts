/** Reads the JSON records of an input, whatever its shape, and counts skipped records. */
import type { Draft } from './draft.ts';
import type { Input, Sample } from './format.ts';
import type { JsonPiece, JsonRecord } from './parse-record.ts';
import { type Fields, isFields } from './read-fields.ts';
import { recallRecords, type VisitRepeat } from './recall-records.ts';
import { reportSeveralBuilds } from './separate-builds.ts';
import { splitJson, splitJsonRuns } from './split-json.ts';
import { splitLineRuns, splitLines } from './split-lines.ts';

type VisitRecord = (record: Fields, key: string | null) => void;

/**
 * Calls `visit` for each record that is an object. Malformed ones are skipped and counted.
 * @param arrays top-level arrays of a root object with records as elements
 * @param endOpen called if only the end of the root array is missing
 */
export async function readRecords(
  input: Input,
  draft: Draft,
  arrays: readonly string[],
  visit: VisitRecord,
  endOpen: () => void = draft.markTruncated,
): Promise<void> {
  const take = taker(input.sample, draft, visit, endOpen);
  const runs =
    input.sample.shape === 'lines'
      ? splitLineRuns(input.chunks(), draft.limits)
      : splitJsonRuns(input.chunks(), arrays, draft.limits);
  for await (const records of runs) {
    for (const record of records) take(record);
  }
}

/**
 * The same for a document that is a whole build: of several in a file only the last one is read, and this is reported.
 * @param start is called before each document; absent: nothing is kept between records
 */
export async function readLastDocument(
  input: Input,
  draft: Draft,
  arrays: readonly string[],
  { start, visit }: { readonly start?: () => void; readonly visit: VisitRecord },
): Promise<void> {
  const take = taker(input.sample, draft, visit, draft.markTruncated);
  let documents = 1;
  start?.();
  for await (const records of splitJsonRuns(input.chunks(), arrays, draft.limits)) {
    for (const record of records) {
      if (record.kind === 'document') {
        documents += 1;
        draft.startDocument(record.head);
        draft.startOver();
        start?.();
      } else take(record);
    }
  }
  reportSeveralBuilds(draft, documents, 'last');
}

/**
 * The same for a document of records of which many are equal but for their numbers. `visit` must not keep them: an
 * equal record is the same object.
 * @returns how many documents follow one another
 */
export async function readRepeats(
  input: Input,
  draft: Draft,
  arrays: readonly string[],
  visit: VisitRepeat,
  endOpen: () => void,
): Promise<number> {
  const take = taker(input.sample, draft, visit, endOpen);
  const visitKnown: VisitRepeat = (record, key, shape) => {
    draft.countRecord();
    visit(record, key, shape);
  };
  let documents = 1;
  const takeAll = (records: readonly JsonPiece[]): void => {
    for (const record of records) {
      if (record.kind === 'document') documents += 1;
      take(record);
    }
  };
  const recall = recallRecords(draft.limits, visitKnown, takeAll);
  for await (const records of splitJsonRuns(input.chunks(), arrays, draft.limits, recall)) takeAll(records);
  return documents;
}

/** The records of a log of lines, which other programs write over several lines or as one array. */
export function splitAnyLayout({ sample, chunks }: Input, { limits }: Draft): AsyncIterable<JsonPiece> {
  const isDocument = sample.shape === 'array' || sample.shape === 'object';
  return isDocument ? splitJson(chunks(), [], limits) : splitLines(chunks(), limits);
}

/** The same for records that an adapter splits. */
export async function visitRecords(
  records: AsyncIterable<JsonPiece>,
  { sample }: Input,
  draft: Draft,
  visit: VisitRecord,
): Promise<void> {
  const take = taker(sample, draft, visit, draft.markTruncated);
  for await (const record of records) take(record);
}

/** What is no record of the log may be a part of another report. */
export function leaveUnread(record: JsonPiece, { startDocument, leaveText }: Draft): void {
  if (record.kind === 'document') startDocument(record.head);
  else if (record.kind === 'skipped') leaveText(`${record.excerpt}\n`);
  else if (record.kind === 'value' && !isFields(record.value)) leaveText(`${JSON.stringify(record.value)}\n`);
}

function taker(
  sample: Sample,
  draft: Draft,
  visit: VisitRecord,
  endOpen: () => void,
): (record: JsonPiece) => void {
  return (record) => {
    leaveUnread(record, draft);
    if (record.kind === 'document') return;
    if (record.kind === 'truncated') return record.isBetween ? endOpen() : draft.markTruncated();
    if (record.kind === 'skipped' && areWords(record))
      return draft.report(
        record.code === 'words' ? 'info' : 'warning',
        'malformed-record',
        describeWords(record),
      );
    draft.countRecord();
    if (record.kind === 'skipped')
      draft.skipRecord(record.offset, record.why, redact(record.excerpt), isForeign(record, sample));
    else if (isFields(record.value)) visit(record.value, record.key);
    else
      draft.skipRecord(
        record.offset,
        'it is not an object:',
        redact(JSON.stringify(record.value) ?? ''),
        true,
      );
  };
}

type Skipped = Extract<JsonRecord, { kind: 'skipped' }>;

/** Output of a tool between the records is not a record of its log, complete or cut. */
function areWords({ code, excerpt }: Skipped): boolean {
  return code === 'words' || (code === 'malformed' && !/^\s*[{[]|":|[}\]]\s*$/.test(excerpt));
}

/** Other programs write between the lines of a log, but not into a document. Damaged lines begin as its records do. */
export function isForeign(
  { code, excerpt, offset }: Skipped,
  { shape, records }: Pick<Sample, 'shape' | 'records'>,
): boolean {
  if (code === 'words') return true;
  if (code === 'too-large' || (shape !== 'lines' && shape !== 'text')) return false;
  // The log begins with it.
  if (offset === 0 && excerpt.startsWith('{')) return false;
  const text = excerpt.replaceAll(/\{\s+/g, '{');
  return !records.some((record) => text.includes(`{${JSON.stringify(Object.keys(record)[0] ?? '')}`));
}

function describeWords({ offset, excerpt }: Skipped): string {
  return `The line at byte ${offset} was skipped, it is no record: \`${redact(excerpt).slice(0, 80)}\``;
}

/** The parts of an unknown record that may be shown: its keys and numbers, not its texts. */
export function redact(text: string): string {
  const pattern = /"((?:[^"\\]|\\.)*)"?(\s*:)?|=\S+|[^\s"{}[\],:=]{13,}/g;
  return text.slice(0, 1000).replaceAll(pattern, (found: string, key?: string, colon?: string) => {
    if (colon !== undefined && key !== undefined) return `"${key.slice(0, 40)}":`;
    return found.startsWith('"') ? '"…"' : found.startsWith('=') ? '=…' : '…';
  });
}
