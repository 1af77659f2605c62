/** tinybench's tasks or table as JSON. Reference: https://github.com/tinylibs/tinybench#readme */
import { countNames, type Distinguish } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addMeasure, concludeBenchmarks, numbersOf, reportFailed } from './add-measure.ts';

export const tinybench: Format = {
  id: 'tinybench',
  title: 'tinybench',
  versions: 'tinybench 2.9 and 6.2',
  family: 'benchmarks',
  reference: 'https://github.com/tinylibs/tinybench#readme',
  howTo:
    '`writeFileSync("bench.json", JSON.stringify(bench.tasks.map(({ name, result }) => ({ name, result }))))`',
  claims: ({ shape, records }) =>
    shape === 'array' && records.length > 0 && (records.every(isTask) || records.every(isRow)),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, [], (record) => {
      if (isRow(record)) addRow(record, draft, distinguish);
      else addTask(record, draft, distinguish);
    });
    concludeBenchmarks(draft);
  },
};

function isTask(record: Fields): boolean {
  const result = readFields(record, 'result');
  const isMeasured = isFields(result['latency']) || ('hz' in result && 'mean' in result);
  return (
    typeof record['name'] === 'string' &&
    (isMeasured || 'error' in result || readText(result, 'state') === 'errored')
  );
}

function isRow(record: Fields): boolean {
  return (
    'Task name' in record &&
    (Object.keys(record).some((key) => key.startsWith('Latency')) || 'Error' in record)
  );
}

/** Version 2 has its statistics in the result itself. */
function addTask(record: Fields, draft: Draft, distinguish: Distinguish): void {
  const name = distinguish(readText(record, 'name') ?? 'benchmark');
  const result = readFields(record, 'result');
  if ('error' in result || readText(result, 'state') === 'errored')
    return reportFailed(draft, name, readText(readFields(result, 'error'), 'message'));
  const latency = isFields(result['latency']) ? readFields(result, 'latency') : result;
  addMeasure(draft, {
    name,
    unit: 'ms',
    value: readNumber(latency, 'p50') ?? readNumber(latency, 'mean'),
    samples: numbersOf(readList(latency, 'samples')),
  });
}

/** `"Latency med (ns)": "12464 ± 2831.0"`. */
function addRow(row: Fields, draft: Draft, distinguish: Distinguish): void {
  const name = distinguish(readText(row, 'Task name') ?? 'benchmark');
  if ('Error' in row) return reportFailed(draft, name, readText(row, 'Error'));
  const columns = Object.keys(row).filter((key) => key.startsWith('Latency'));
  const column = columns.find((key) => / med/.test(key)) ?? columns[0] ?? '';
  const [, unit = 'ns'] = /\((\w+)\)$/.exec(column) ?? [];
  const value = Number.parseFloat(readText(row, column)?.replaceAll(',', '') ?? '');
  addMeasure(draft, { name, unit, value, samples: [] });
}
