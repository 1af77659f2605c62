/** Events of `go test -json`. Reference: https://pkg.go.dev/cmd/test2json */

import type { Draft } from '../../ingest/draft.ts';
import type { Format, Input, Sample } from '../../ingest/format.ts';
import { type Fields, isFields, readText } from '../../ingest/read-fields.ts';
import { isForeign, leaveUnread, redact, splitAnyLayout } from '../../ingest/read-records.ts';
import { plural } from '../../model/counts.ts';
import { createGoTests, type GoTests } from './go-test-packages.ts';

export const goTest: Format = {
  id: 'go-test',
  title: 'go test -json',
  versions: 'Go of 2018 to 1.26',
  family: 'tests',
  reference: 'https://pkg.go.dev/cmd/test2json',
  howTo: '`go test -json ./... > go-test.json`',
  claims: (sample) => {
    const events = firstEvents(sample);
    return events.length > 0 && events.every(isEvent) && events.some(namesPlace);
  },
  read: async (input, draft) => {
    const tests = createGoTests(draft);
    await readEvents(input, draft, tests);
    tests.finish();
  },
};

const actions = new Set([
  ...['start', 'run', 'pause', 'cont', 'pass', 'bench', 'fail', 'output', 'skip', 'attr', 'artifacts'],
  ...['build-output', 'build-fail'],
]);

const keys = new Set([
  ...['Time', 'Action', 'Package', 'ImportPath', 'Test', 'Elapsed', 'Output', 'OutputType', 'FailedBuild'],
  ...['Key', 'Value', 'Path'],
]);

/** Later versions may add keys next to a place. */
function isEvent(record: Fields): boolean {
  const action = readText(record, 'Action');
  if (action === null || !actions.has(action)) return false;
  return namesPlace(record) || Object.keys(record).every((key) => keys.has(key));
}

/** Without `-p` test2json has no package, but it has the test. */
function namesPlace(record: Fields): boolean {
  return ['Package', 'ImportPath', 'Test'].some((key) => readText(record, key) !== null);
}

/** The go command's own output may come first. */
function firstEvents({ shape, records, text }: Sample): readonly Fields[] {
  if (shape === 'xml') return [];
  if (shape !== 'text') return records;
  const events: Fields[] = [];
  for (const line of text.split('\n', 1000)) {
    if (!line.startsWith('{"')) continue;
    try {
      const record: unknown = JSON.parse(line);
      if (!isFields(record)) return [];
      events.push(record);
    } catch {
      return events;
    }
    if (events.length >= 5) break;
  }
  return events;
}

/** Lines that are not JSON are output of the go command and its compiler. */
async function readEvents(input: Input, draft: Draft, tests: GoTests): Promise<void> {
  let others = 0;
  const sample = { shape: input.sample.shape, records: firstEvents(input.sample) };
  for await (const record of splitAnyLayout(input, draft)) {
    leaveUnread(record, draft);
    if (record.kind === 'document') continue;
    if (record.kind === 'truncated') draft.markTruncated();
    else if (record.kind === 'value' && isFields(record.value)) {
      draft.countRecord();
      tests.take(record.value);
      if (!isEvent(record.value)) draft.leaveText(`${JSON.stringify(record.value)}\n`);
    } else if (record.kind === 'value') others += 1;
    else if (!record.excerpt.startsWith('{') && isForeign(record, sample)) {
      tests.takeLine(record.excerpt);
      others += 1;
    } else {
      draft.countRecord();
      draft.skipRecord(record.offset, record.why, redact(record.excerpt), isForeign(record, sample));
    }
  }
  if (others === 0) return;
  const what = `${plural(others, 'line of other output is', 'lines of other output are')} not read: only test events are.`;
  draft.report('info', 'other-lines', what);
}
