/** Detection consists of three plain stages: each takes the output of the stage before it. */
import { expect, expectTypeOf, it } from 'vitest';
import { type CollectedBuild, collectBuild } from '../../src/detect/collect/collect-build.ts';
import { concludeBuild, type Detection } from '../../src/detect/conclude/conclude-build.ts';
import { detect } from '../../src/detect/detect.ts';
import { type JudgedBuild, judgeBuild } from '../../src/detect/judge/judge-build.ts';
import { finalTasks } from '../../src/metrics/final-tasks.ts';
import { listChanges, noisy, onMain, stepsOf, toHistory } from './judge-in-turn.ts';

it('collected series, judged series, conclusions', () => {
  expectTypeOf<ReturnType<typeof collectBuild>>().toEqualTypeOf<CollectedBuild>();
  expectTypeOf(judgeBuild).parameter(0).toEqualTypeOf<CollectedBuild>();
  expectTypeOf<ReturnType<typeof judgeBuild>>().toEqualTypeOf<JudgedBuild>();
  expectTypeOf(concludeBuild).parameter(0).toEqualTypeOf<JudgedBuild>();
  expectTypeOf<ReturnType<typeof concludeBuild>>().toEqualTypeOf<Detection>();

  const builds = stepsOf([...noisy(40, 10_000), 20_000]);
  const build = builds.at(-1)!;
  const history = toHistory(builds.slice(0, -1));
  const collected = collectBuild(build, finalTasks(build.tasks), history, 'main', []);
  expect(collected.series.length).toBeGreaterThan(0);
  const judged = judgeBuild(collected, []);
  expect(judged.tested).toHaveLength(collected.series.length);
  const { changes } = concludeBuild(judged, { rules: [], acknowledgements: [], gateOn: 'confirmed' });
  expect(listChanges(changes)).toContain('suspect new build duration');
  expect(changes).toEqual(detect(build, history, onMain).changes);
});
