/** Custom numbers, as github-action-benchmark takes them. Reference: https://github.com/benchmark-action/github-action-benchmark#tool-required */

import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format, Input, Sample } from '../../ingest/format.ts';
import { type Fields, readNumber, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import type { Metric } from '../../model/metric.ts';
import { addMeasure, concludeBenchmarks } from './add-measure.ts';

const reference = 'https://github.com/benchmark-action/github-action-benchmark#tool-required';

export const customBenchmark: Format = {
  id: 'custom-benchmark',
  title: 'Custom benchmarks, smaller is better',
  versions: 'github-action-benchmark 1',
  family: 'benchmarks',
  reference,
  howTo: '`[{"name": "bundle", "unit": "kB", "value": 312}]`, from a script of your own',
  claims: isList,
  read: (input, draft) => readBenchmarks(input, draft, 'lower'),
};

/** The file does not state that more is better, so this format must be chosen explicitly. */
export const customBiggerIsBetter: Format = {
  id: 'custom-bigger-is-better',
  title: 'Custom benchmarks, bigger is better',
  versions: 'github-action-benchmark 1',
  family: 'benchmarks',
  reference,
  howTo: 'the same file, and `format: custom-bigger-is-better`',
  claims: () => false,
  read: (input, draft) => readBenchmarks(input, draft, 'higher'),
};

const keys = new Set(['name', 'unit', 'value', 'range', 'extra']);

function isList({ shape, records }: Sample): boolean {
  return shape === 'array' && records.length > 0 && records.every(isEntry);
}

/** Units of which more is better. */
const rates = /\/\s*s(?:ec|econd)?$|^(?:[kmg]?(?:bps|hz|i?ops|flops)|[rqtf]ps)$/i;

function isEntry(record: Fields): boolean {
  const hasAll = readText(record, 'name') !== null && typeof record['unit'] === 'string';
  return hasAll && readNumber(record, 'value') !== null;
}

async function readBenchmarks(input: Input, draft: Draft, better: Metric['better']): Promise<void> {
  const distinguish = countNames(draft);
  const others = new Set<string>();
  await readRecords(input, draft, [], (record) => {
    for (const key of Object.keys(record))
      if (!keys.has(key) && others.size < 5) others.add(key.slice(0, 40));
    const name = readText(record, 'name');
    if (name === null)
      return draft.report('warning', 'unnamed-metric', 'A number without a name is left out.');
    const unit = readText(record, 'unit') ?? '1';
    if (better === 'lower' && rates.test(unit)) {
      const what = `\`${name.slice(0, 200)}\` is in ${unit.slice(0, 40)}: lower is assumed to be better.`;
      draft.report(
        'warning',
        'direction',
        what,
        'Set `format: custom-bigger-is-better` if higher is better.',
      );
    }
    addMeasure(draft, {
      name: distinguish(name),
      unit,
      value: readNumber(record, 'value'),
      samples: [],
      better,
      mayBeZero: true,
    });
  });
  if (others.size > 0) {
    const shown = [...others].map((key) => `\`${key}\``).join(', ');
    draft.report('info', 'other-keys', `These keys are ignored: ${shown}.`);
  }
  concludeBenchmarks(draft);
}
