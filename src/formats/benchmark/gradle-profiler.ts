/** gradle-profiler's benchmark.json. Reference: https://github.com/gradle/gradle-profiler#benchmarking */

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
  readTime,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { stripRoots } from '../../ingest/strip-roots.ts';
import { addMeasure, concludeBenchmarks } from './add-measure.ts';

export const gradleProfiler: Format = {
  id: 'gradle-profiler',
  title: 'gradle-profiler',
  versions: 'gradle-profiler with Gradle 6.7',
  family: 'benchmarks',
  reference: 'https://github.com/gradle/gradle-profiler#benchmarking',
  howTo: '`gradle-profiler --benchmark --scenario-file app.scenarios` writes `benchmark.json`',
  claims: ({ shape, keys, records }) =>
    shape === 'object' &&
    keys.includes('scenarios') &&
    (records.length > 0
      ? records.every((record) => isFields(record['definition']) && Array.isArray(record['iterations']))
      : keys.includes('environment')),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, ['scenarios'], (record, key) => {
      if (key === null) draft.facts.startTimeMs = readTime(record, 'date');
      else addScenario(record, draft, distinguish);
    });
    concludeBenchmarks(draft);
  },
};

/** The first sample is the build's execution; warm-ups are not measured. */
function addScenario(scenario: Fields, draft: Draft, distinguish: Distinguish): void {
  const definition = readFields(scenario, 'definition');
  const title = readText(definition, 'name') ?? readText(definition, 'title') ?? 'scenario';
  const properties = ['buildTool', 'title', 'tasks', 'action', 'javaHome'].map((key) =>
    readText(definition, key),
  );
  const name = distinguish(
    title,
    properties.map((text) => text && stripRoots(text)),
  );
  const measured = readList(scenario, 'iterations')
    .filter(isFields)
    .filter((iteration) => readText(iteration, 'phase') === 'MEASURE')
    .map((iteration) => readFields(iteration, 'values'));
  for (const [place, sample] of readList(scenario, 'samples').filter(isFields).entries()) {
    const key = readText(sample, 'name');
    if (key === null) continue;
    addMeasure(draft, {
      name: place === 0 ? name : `${name} › ${key}`,
      unit: readText(sample, 'unit') ?? 'ms',
      value: null,
      samples: measured.flatMap((values) => readNumber(values, key) ?? []),
      // Operations that a build did not run took no time.
      mayBeZero: place > 0,
    });
  }
}
