/** A stored build that is checked again without its branch and commit keeps them: it stays in its baseline. */
import type { Build } from '../model/build.ts';
import type { StoredBuild } from '../model/history.ts';

export function keepContext(build: Build, builds: readonly StoredBuild[]): Build {
  const { context } = build;
  const stored = builds.find(({ id }) => id === build.id);
  if (
    stored === undefined ||
    context.branch !== null ||
    context.commit !== null ||
    context.pullRequest !== null
  )
    return build;
  const { branch, commit, pullRequest } = stored;
  return { ...build, context: { ...context, branch, commit, pullRequest } };
}
