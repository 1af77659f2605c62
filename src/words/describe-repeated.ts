/** Reports that a build of another commit is stored under the id of this one: its logs may be those of that build. */
import type { Build } from '../model/build.ts';
import type { StoredBuild } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { shortCommit } from './numbers.ts';

export function describeRepeated(
  { id, context: { commit } }: Pick<Build, 'id' | 'context'>,
  builds: readonly StoredBuild[],
): Problem[] {
  const before = builds.find((stored) => stored.id === id)?.commit ?? null;
  if (before === null || commit === null || before === commit) return [];
  const ofCommit = `for commit ${shortCommit(before)}`;
  // The id is a hash of the logs, unless `--build-id` sets it.
  const [what, fix] = id.startsWith('local-')
    ? [
        `The same logs were checked before, ${ofCommit}.`,
        'Check that the build has run since then, and writes its logs to these paths.',
      ]
    : [`This build id was used before, ${ofCommit}.`, 'Give each build its own `--build-id`.'];
  return [{ level: 'warning', code: 'build-repeated', where: 'history', what, fix }];
}
