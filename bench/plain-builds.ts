/** Unremarkable builds: tasks of many levels with 10% noise, one build an hour up to now. */
import type { Build } from '../src/model/build.ts';
import { makeBuild as makeRichBuild, openRandom } from './builds.ts';

const hourMs = 3_600_000;
/** The build after the last stored one. */
const mostBuilds = 500;
/** Of the whole process that stores or checks them. */
const now = Math.floor(Date.now() / hourMs) * hourMs;

/** The nth of hourly builds; the 500th is the newest. */
export function makeBuild(number: number, tasks: number): Build {
  const random = openRandom(number + 1);
  const rich = makeRichBuild(number, 0);
  const [task] = makeRichBuild(number, 1).tasks;
  if (task === undefined) throw new Error('a build of one task has none');
  return {
    ...rich,
    id: `b${number}`,
    startTimeMs: now - (mostBuilds - number) * hourMs,
    durationMs: 60_000 * (0.95 + random() / 10),
    tasks: Array.from({ length: tasks }, (_, at) => ({
      ...task,
      id: `t${at}`,
      name: `//service-${at % 97}/module-${at}:compile`,
      startTimeMs: null,
      durationMs: (50 + (at % 300) * 7) * (0.95 + random() / 10),
      result: 'success' as const,
      cache: 'miss' as const,
    })),
    context: { ...rich.context, runId: null, commit: null, event: 'local', cpuModel: 'bench' },
  };
}
