/** `size-limit --json`. Reference: https://github.com/ai/size-limit#reports */

import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { type Fields, readFlag, readNumber, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { formatCount, plural } from '../../model/counts.ts';
import { addMeasure } from '../benchmark/add-measure.ts';

export const sizeLimit: Format = {
  id: 'size-limit',
  title: 'size-limit',
  versions: 'size-limit 13.1',
  family: 'sizes',
  reference: 'https://github.com/ai/size-limit#reports',
  howTo: '`size-limit --json > size.json`',
  claims: ({ shape, records }) =>
    shape === 'array' &&
    records.length > 0 &&
    records.every(
      (record) =>
        typeof record['name'] === 'string' && ('size' in record || 'total' in record) && isCheck(record),
    ),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, [], (record) =>
      addCheck(record, distinguish(readText(record, 'name') ?? 'size'), draft),
    );
  },
};

function isCheck(record: Fields): boolean {
  return 'passed' in record || 'sizeLimit' in record || ('loading' in record && 'running' in record);
}

/** A check with a limit is work that may fail; `loading` and `running` are estimates, in seconds. */
function addCheck(record: Fields, name: string, draft: Draft): void {
  const passed = readFlag(record, 'passed');
  const size = readNumber(record, 'size');
  const limit = readNumber(record, 'sizeLimit');
  if (passed !== null) {
    // The report does not contain a time limit.
    const message =
      size === null || limit === null
        ? 'It is above the limit of its configuration.'
        : `${plural(size, 'byte is', 'bytes are')} above the limit of ${formatCount(limit)}.`;
    draft.addTask({ name, kind: 'check', result: passed ? 'success' : 'failure', failure: { message } });
  }
  if (size !== null) addMeasure(draft, { name, unit: 'B', value: size, samples: [] });
  for (const key of ['loading', 'running']) {
    const seconds = readNumber(record, key);
    if (seconds !== null && seconds > 0)
      addMeasure(draft, { name: `${name} › ${key}`, unit: 's', value: seconds, samples: [] });
  }
}
