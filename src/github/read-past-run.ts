/** A past run's jobs as a build, as `check` reads the output of `gh api …/jobs`. */
import { readBuild } from '../formats/read-build.ts';
import type { Build } from '../model/build.ts';
import type { PastRun } from './past-runs.ts';

/** null for a run without executed jobs. */
export async function readPastRun(
  { id, attempt, context }: PastRun,
  jobs: readonly unknown[],
  series: { readonly name: string; readonly legId: string },
): Promise<Build | null> {
  const bytes = new TextEncoder().encode(JSON.stringify({ total_count: jobs.length, jobs }));
  const open = async function* (): AsyncIterable<Uint8Array> {
    yield bytes;
  };
  const { build } = await readBuild([{ name: `jobs of run ${id}`, open }], {
    name: series.name,
    format: 'github-jobs',
    id: `gh-${id}-${attempt}-${series.legId}`,
    context,
  });
  return build;
}
