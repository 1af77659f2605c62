/**
 * Reports why none of the stored builds is comparable. The branch to compare with has no builds while others have,
 * such as a release branch or a misspelt name, or its builds failed, are incomplete, or began later.
 */
import type { Build } from '../model/build.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { OtherSeries, StoredBuild } from '../model/history.ts';
import { baselineUnreadable, type Problem } from '../model/problem.ts';
import type { Options } from '../settings/options.ts';
import { isInWorkflow, type Run, readWhole } from './advise-here.ts';
import { notCompared } from './not-compared.ts';

const codes = [
  'baseline-branch-empty',
  'baseline-unfit',
  'baseline-other-series',
  'baseline-unstored',
] as const;
const mostNamed = 3;

/**
 * @param branch of the baseline; null: all
 * @param builds of the series, of all branches
 * @returns nothing if none are stored by earlier runs
 */
export function describeElsewhere(
  build: Pick<Build, 'id' | 'startTimeMs' | 'context'>,
  branch: string | null,
  builds: readonly StoredBuild[],
): Problem[] {
  const { runId } = build.context;
  const earlier = builds.filter(
    ({ id, ...stored }) => id !== build.id && (runId === null || stored.runId !== runId),
  );
  const ofBranches = describeBranches(branch, earlier, build.context);
  return ofBranches.length > 0 ? ofBranches : describeUnfit(build, branch, earlier);
}

function describeBranches(branch: string | null, builds: readonly StoredBuild[], run: Run): Problem[] {
  const own = builds.filter((build) => build.pullRequest === null);
  if (branch === null || own.some((build) => build.branch === branch)) return [];
  const counts = new Map<string, number>();
  for (const build of own)
    if (build.branch !== null) counts.set(build.branch, (counts.get(build.branch) ?? 0) + 1);
  const branches = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const [largest] = branches;
  if (largest === undefined) return [];
  const named = branches.slice(0, mostNamed).map(([name, count]) => `${name} has ${plural(count, 'build')}`);
  const more = branches.length - mostNamed;
  const rest = more > 0 ? `, ${formatCount(more)} other branches have some` : '';
  const what = `No baseline: ${branch} has no builds yet, ${named.join(', ')}${rest}`;
  const fix = isInWorkflow(run)
    ? `Run this workflow on pushes to ${branch}, or set baseline-branch: ${largest[0]}.`
    : `Check builds of ${branch} with \`--branch ${branch}\`, or use \`--baseline-branch ${largest[0]}\`.`;
  return [note(codes[0], what, fix)];
}

/** The builds that could be compared are not fit for it. */
function describeUnfit(
  { startTimeMs, context }: Pick<Build, 'startTimeMs' | 'context'>,
  branch: string | null,
  builds: readonly StoredBuild[],
): Problem[] {
  if (builds.length === 0) return [];
  const report = (what: string, fix: string): Problem[] => [note(codes[1], what, fix)];
  const count = (some: readonly StoredBuild[]): string => plural(some.length, 'stored build');
  const place = branch ?? 'the baseline branch';
  const own = builds.filter(
    (build) => build.pullRequest === null && (branch === null || build.branch === branch),
  );
  if (own.length === 0)
    return report(
      `No baseline: none of ${count(builds)} is of ${place}`,
      isInWorkflow(context)
        ? `Run this workflow on pushes to ${place}.`
        : `Check builds of ${place}${branch === null ? '' : ` with \`--branch ${branch}\``}.`,
    );
  const whole = own.filter(({ complete, degraded }) => complete && !degraded);
  if (whole.length === 0)
    return report(
      `No baseline: ${count(own)} with an incomplete log`,
      `${readWhole(context)} Only complete builds are compared.`,
    );
  const earlier = whole.filter((build) => startTimeMs === null || build.startTimeMs <= startTimeMs);
  if (earlier.length === 0)
    return report(
      `No baseline: ${count(whole)} began after this one`,
      'Check the times in the log: it may be of an earlier build, or its clock may be wrong.',
    );
  return report(
    `No baseline for the build time: ${count(earlier)} failed`,
    `Fix what fails on ${place}: only successful builds count.`,
  );
}

/**
 * Other series in the place of a history that has no builds yet: a job, workflow or name may have been changed. Other
 * jobs of the same run were not.
 */
export function describeOtherSeries(
  { name, context }: Pick<Build, 'name' | 'context'>,
  { named: all, more }: OtherSeries = { named: [], more: 0 },
): Problem[] {
  const others = all
    .filter(({ runId }) => runId === null || runId !== context.runId)
    .map((other) => other.name);
  const [newest] = others;
  if (newest === undefined) return [];
  const named = others.map((other) => `\`${other}\``);
  const rest = more > 0 ? ` and ${formatCount(more)} more` : '';
  const what = `${notCompared.missing} for ${name}`;
  const setting = isInWorkflow(context)
    ? `set \`name: ${newest}\``
    : `use \`--name ${/^[\w./-]+$/.test(newest) ? newest : `'${newest}'`}\``;
  const one = isInWorkflow(context) ? 'this job or workflow' : 'it';
  const fix = `The history has builds of ${named.join(', ')}${rest}: if ${one} was renamed, ${setting}.`;
  return [note(codes[2], what, fix)];
}

/** A series without a stored build, whose builds such a run does not store. */
export function describeUnstored(name: string, saveHistory: Options['saveHistory']): Problem {
  const what = `No baseline yet: no build of ${name} is stored`;
  const fix =
    saveHistory === 'never'
      ? '`record` and runs with `save-history: never` store no build: set `save-history: auto` where builds of the baseline branch are checked.'
      : 'Run this workflow on pushes to the default branch: builds of tags and merge queues are not stored.';
  return note(codes[3], what, fix);
}

/** A series without a stored build, whose build could not be stored either; `problems` say why. */
export function describeUnsaved(name: string, problems: readonly Problem[]): Problem {
  const what = `No baseline, and this build of ${name} could not be stored`;
  return note(codes[3], what, problems[0]?.fix ?? '');
}

/** For a build with a possible regression. */
export const unconfirmable = note('build-unstored', 'This build is not stored.', '');

function note(code: Problem['code'], what: string, fix: string): Problem {
  return { level: 'info', code, where: 'history', what, fix };
}

/** The problem in a list of problems. */
export function findElsewhere(problems: readonly Problem[]): Problem | null {
  const unreadable = problems.find(({ code }) => code === baselineUnreadable);
  return unreadable ?? problems.find(({ code }) => codes.some((own) => own === code)) ?? null;
}
