import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import { noLimits } from '../../src/history/segment.ts';
import { readNamedSeries } from '../../src/stores/read-named-series.ts';
import { anyBuild } from '../history/any-build.ts';
import {
  applyCompaction,
  makeHistoryBuild,
  makeHistoryTask,
  makeNthBuild,
  startMs,
} from '../history/make-history-build.ts';
import { runs } from '../property-runs.ts';
import { tempFolder } from '../temp-folder.ts';

let folder = '';
beforeEach(() => {
  folder = tempFolder('task-series');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('returns each series of any history as loading everything does', async () => {
  const sets = fc.array(anyBuild, { minLength: 1, maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(sets, async (builds) => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      const files = applyCompaction(builds.map((build) => encodeBuild(build, startMs)));
      for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
      const { history } = readSegments(files, noLimits);
      const some = [...history.series].filter((_, at) => at % 7 === 0);
      for (const series of some) {
        const read = readNamedSeries(folder, series.name);
        expect(read?.builds).toEqual(history.builds);
        expect(read?.series).toEqual([...history.series].filter(({ name }) => name === series.name));
      }
      expect(readNamedSeries(folder, 'no such task')).toEqual({ builds: history.builds, series: [] });
    }),
    { numRuns: runs(1) },
  );
});

it('reads tasks beyond one page, one row group and the footer that is read first', () => {
  const tasks = Array.from({ length: 70_000 }, (_, at) =>
    makeHistoryTask({ id: `${at}`, name: `task-${String(at % 35_000).padStart(5, '0')}`, durationMs: at }),
  );
  const { name, bytes } = encodeBuild(makeHistoryBuild('big', { tasks }), startMs);
  writeFileSync(join(folder, name), bytes);
  // Each task appears twice, so its row is twice its number.
  for (const at of [0, 4095, 4096, 32_767, 32_768, 34_999]) {
    const [series] = readNamedSeries(folder, `task-${String(at).padStart(5, '0')}`)?.series ?? [];
    expect([...(series?.durationMs ?? [])].sort((a, b) => a - b)).toEqual([at, at + 35_000]);
  }
});

it('returns nothing for a folder with a damaged file', () => {
  for (let number = 0; number < 3; number++) {
    const { name, bytes } = encodeBuild(makeNthBuild(number), startMs);
    writeFileSync(join(folder, name), bytes);
  }
  const [first = ''] = readdirSync(folder).sort();
  const bytes = readFileSync(join(folder, first));
  for (const damaged of [bytes.subarray(0, 50), Buffer.alloc(0), Buffer.alloc(bytes.length)]) {
    writeFileSync(join(folder, first), damaged);
    expect(readNamedSeries(folder, 'task-1')).toBeNull();
  }
});

it('finds nothing without a folder', () => {
  expect(readNamedSeries(join(folder, 'none'), 'a')).toBeNull();
});
