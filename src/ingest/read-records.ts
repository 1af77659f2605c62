/** Reads the JSON records of an input, whatever its shape, and counts skipped records. */
import type { Draft } from './draft.ts';
import type { Input } from './format.ts';
import type { JsonRecord } from './parse-record.ts';
import { type Fields, isFields } from './read-fields.ts';
import { recallRecords, type VisitRepeat } from './recall-records.ts';
import { splitJsonRuns } from './split-json.ts';
import { splitLineRuns } from './split-lines.ts';

/**
 * Calls `visit` for each record that is an object. Malformed ones are skipped and counted.
 * @param arrays top-level arrays of a root object with records as elements
 * @param endOpen called if only the end of the root array is missing
 */
export async function readRecords(
  input: Input,
  draft: Draft,
  arrays: readonly string[],
  visit: (record: Fields, key: string | null) => void,
  endOpen: () => void = draft.markTruncated,
): Promise<void> {
  const take = taker(draft, visit, endOpen);
  const runs =
    input.sample.shape === 'lines'
      ? splitLineRuns(input.chunks(), draft.limits)
      : splitJsonRuns(input.chunks(), arrays, draft.limits);
  for await (const records of runs) {
    for (const record of records) take(record);
  }
}

/**
 * The same for a document of records of which many are equal but for their numbers. `visit` must not keep them: an
 * equal record is the same object.
 */
export async function readRepeats(
  input: Input,
  draft: Draft,
  arrays: readonly string[],
  visit: VisitRepeat,
  endOpen: () => void,
): Promise<void> {
  const take = taker(draft, visit, endOpen);
  const visitKnown: VisitRepeat = (record, key, shape) => {
    draft.countRecord();
    visit(record, key, shape);
  };
  const takeAll = (records: readonly JsonRecord[]): void => {
    for (const record of records) take(record);
  };
  const recall = recallRecords(draft.limits, visitKnown, takeAll);
  for await (const records of splitJsonRuns(input.chunks(), arrays, draft.limits, recall)) takeAll(records);
}

/** The same for records that an adapter splits. */
export async function visitRecords(
  records: AsyncIterable<JsonRecord>,
  draft: Draft,
  visit: (record: Fields, key: string | null) => void,
): Promise<void> {
  const take = taker(draft, visit, draft.markTruncated);
  for await (const record of records) take(record);
}

function taker(
  draft: Draft,
  visit: (record: Fields, key: string | null) => void,
  endOpen: () => void,
): (record: JsonRecord) => void {
  return (record) => {
    if (record.kind === 'truncated') return record.isBetween ? endOpen() : draft.markTruncated();
    if (record.kind === 'skipped' && areWords(record))
      return draft.report('warning', 'malformed-record', describeWords(record));
    draft.countRecord();
    if (record.kind === 'skipped') {
      // A record that is too large may be a task of the build.
      if (record.code === 'too-large') draft.facts.complete = false;
      draft.skipRecord(record.offset, record.why, redact(record.excerpt));
    } else if (isFields(record.value)) visit(record.value, record.key);
    else draft.skipRecord(record.offset, 'it is not an object:', redact(JSON.stringify(record.value) ?? ''));
  };
}

type Skipped = Extract<JsonRecord, { kind: 'skipped' }>;

/** Output of a tool between the records is not a record of its log, complete or cut. */
function areWords({ code, excerpt }: Skipped): boolean {
  return code === 'malformed' && !/^\s*[{[]|":|[}\]]\s*$/.test(excerpt);
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
