/** A build dated before stored ones: the order of the builds decides what it is compared with. */
import type { Build } from '../model/build.ts';
import { plural } from '../model/counts.ts';
import type { StoredBuild } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { dayMs } from '../model/time-units.ts';
import { formatTime } from './numbers.ts';

/** The warning about a new build that began more than a day before stored ones; builds side by side differ by less. */
export function describeEarlier(
  { id, name, startTimeMs }: Pick<Build, 'id' | 'name' | 'startTimeMs'>,
  builds: readonly StoredBuild[],
): readonly Problem[] {
  if (startTimeMs === null) return [];
  const own = builds.filter((stored) => stored.name === name);
  const later = own.filter((stored) => stored.startTimeMs - startTimeMs > dayMs);
  if (later.length === 0 || own.some((stored) => stored.id === id)) return [];
  return [
    {
      level: 'warning',
      code: 'earlier-build',
      where: 'build',
      what: `This build began ${formatTime(startTimeMs)}, before ${plural(later.length, 'stored build')} (the last one ${formatTime(later.at(-1)?.startTimeMs ?? null)}). It is compared only with builds that began before it.`,
      fix: 'Check the clock of the machine that wrote the log. Add builds of the past with `build-telemetry history import`.',
    },
  ];
}
