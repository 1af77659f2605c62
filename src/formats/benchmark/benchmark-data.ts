/**
 * github-action-benchmark's `data.js`: many builds in one file, each with measurements alone.
 * https://github.com/benchmark-action/github-action-benchmark (src/write.ts, `DataJson`)
 */

import type { ArchiveFormat } from '../../ingest/archive-format.ts';
import { cleanName } from '../../ingest/clean-text.ts';
import { createDraft } from '../../ingest/draft.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import type { Build, BuildContext } from '../../model/build.ts';
import type { Metric } from '../../model/metric.ts';
import { defaultLimits } from '../../settings/limits.ts';
import { addMeasure } from './add-measure.ts';
import { makeArchivedBuild } from './archived-build.ts';

const assignment = /^\s*window\.BENCHMARK_DATA\s*=\s*/;

/** Tools with rates as values; all others measure times. */
const biggerIsBetter = new Set(['benchmarkjs', 'pytest', 'customBiggerIsBetter']);
const longestName = 500;

export const benchmarkData: ArchiveFormat = {
  id: 'github-action-benchmark',
  claims: (text) => assignment.test(text),
  read: (text, { name, context }, skip) => {
    const data: unknown = JSON.parse(text.replace(assignment, '').replace(/;\s*$/, ''));
    const suites = isFields(data) ? Object.entries(readFields(data, 'entries')) : [];
    return suites.flatMap(([suite, runs]) =>
      (Array.isArray(runs) ? runs : [null]).flatMap((run: unknown) =>
        readRun(
          isFields(run) ? run : {},
          { name: name ?? cleanName(suite, longestName), suite, context },
          skip,
        ),
      ),
    );
  },
};

interface About {
  readonly name: string;
  readonly suite: string;
  readonly context: BuildContext;
}

function readRun(run: Fields, { name, suite, context }: About, skip: () => void): Build[] {
  const better = biggerIsBetter.has(readText(run, 'tool') ?? '') ? 'higher' : 'lower';
  const startTimeMs = readNumber(run, 'date');
  if (startTimeMs === null) {
    skip();
    return [];
  }
  const metrics = readBenches(readList(run, 'benches'), better, skip);
  const commit = readText(readFields(run, 'commit'), 'id');
  return makeArchivedBuild({
    ...{
      format: 'github-action-benchmark',
      identity: [suite, commit, startTimeMs],
      name,
      startTimeMs,
      metrics,
    },
    context: { ...context, commit },
  });
}

/** In the units of later builds, for comparison with them. */
function readBenches(
  benches: readonly unknown[],
  better: Metric['better'],
  skip: () => void,
): readonly Metric[] {
  const draft = createDraft('', defaultLimits);
  for (const each of benches) {
    const bench = isFields(each) ? each : {};
    const name = readText(bench, 'name');
    const value = readNumber(bench, 'value');
    // Go's entries have the rest of the line in their unit.
    const [unit = '1'] = (readText(bench, 'unit') ?? '1').split('\t');
    if (name === null || value === null) {
      skip();
      continue;
    }
    addMeasure(draft, { name: cleanName(name, longestName), unit, value, samples: [], better });
  }
  return draft.finish().metrics;
}
