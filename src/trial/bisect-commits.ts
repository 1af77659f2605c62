/** Finds the commit that made a command slower: `git bisect`, with a comparison with the good commit as the test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { listenForSignals } from './listen-for-signals.ts';
import { type Measured, measureSides, type TrialRequest } from './measure-sides.ts';
import { git, openWorktree } from './open-worktree.ts';

/**
 * The result of a commit compared with the good one. `skip`: its command failed, or its runs gave no clear answer.
 */
export interface BisectStep {
  readonly commit: string;
  readonly verdict: 'good' | 'bad' | 'skip';
  readonly ratio: number | null;
  readonly interval: readonly [number, number] | null;
  readonly pairs: number;
  /** Why it could not be measured; null: it was. */
  readonly reason: string | null;
}

interface BisectRequest extends Omit<TrialRequest, 'judges' | 'onPair'> {
  readonly good: string;
  readonly bad: string;
  /** Steps of an earlier run of the same search, which are not measured again. */
  readonly known: readonly BisectStep[];
  /** Called after each measured step. */
  readonly onStep: (step: BisectStep) => Promise<void>;
}

/** One culprit; several if the commits between them could not be separated. */
export interface Bisected {
  readonly culprits: readonly string[];
  readonly steps: readonly BisectStep[];
}

export async function bisectCommits(
  request: BisectRequest,
): Promise<Bisected | { problems: readonly Problem[] }> {
  const { stop, release } = listenForSignals();
  const scratch = await mkdtemp(join(tmpdir(), 'build-telemetry-bisect-'));
  const worktree = await openWorktree(request.folder, request.bad, join(scratch, 'head'));
  try {
    if ('problem' in worktree) return { problems: [worktree.problem] };
    return await search(request, worktree.folder, stop);
  } finally {
    if (!('problem' in worktree)) {
      await git(worktree.folder, 'bisect', 'reset', 'HEAD').catch(() => undefined);
      await worktree.close();
    }
    await rm(scratch, { recursive: true, force: true });
    release();
  }
}

async function search(
  request: BisectRequest,
  folder: string,
  stop: AbortSignal,
): ReturnType<typeof bisectCommits> {
  const steps: BisectStep[] = [];
  const findKnown = (commit: string): BisectStep | undefined =>
    request.known.find((step) => step.commit === commit);
  const take = async (step: BisectStep): Promise<BisectStep> => {
    if (findKnown(step.commit) === undefined) await request.onStep(step);
    steps.push(step);
    return step;
  };
  /** A commit between the two that cannot be measured is skipped. */
  const judge = async (commit: string): Promise<BisectStep | null> => {
    const measured = findKnown(commit) ?? (await compareWithGood(request, folder, good));
    if (stop.aborted) return null;
    return await take('verdict' in measured ? measured : judgeStep(commit, measured, half));
  };
  const bad = await git(folder, 'rev-parse', 'HEAD');
  // `HEAD~3` would be another commit in the worktree of each step.
  const good = await resolveCommit(request.folder, request.good);
  if (bad === good) return { problems: [isSame(request)] };
  const first = findKnown(bad) ?? (await compareWithGood(request, folder, good));
  if (stop.aborted) return { problems: [] };
  if ('problems' in first) return first;
  const whole = await take('verdict' in first ? first : judgeStep(bad, first, 0));
  if (whole.verdict !== 'bad' || whole.ratio === null) return { problems: [notSlower(request)] };
  // Less than half of the rise counts as the old level.
  const half = Math.log1p(whole.ratio) / 2;
  let output = await git(folder, 'bisect', 'start', bad, good);
  for (;;) {
    const culprits = readCulprits(output);
    if (culprits.length > 0) return { culprits, steps };
    const step = await judge(await git(folder, 'rev-parse', 'HEAD'));
    if (step === null) return { problems: [] };
    // Git exits with an error if only skipped commits are left, and lists them.
    output = await git(folder, 'bisect', step.verdict).catch((error: Error) => error.message);
  }
}

/** An unknown name stays: checking it out reports it. */
export async function resolveCommit(folder: string, name: string): Promise<string> {
  return await git(folder, 'rev-parse', '--verify', '--end-of-options', `${name}^{commit}`).catch(() => name);
}

async function compareWithGood(
  request: BisectRequest,
  folder: string,
  good: string,
): ReturnType<typeof measureSides> {
  const options = { ...request.options, compareBaseRef: good };
  const quiet = { notify: () => {}, onPair: () => {} };
  return await measureSides({ ...request, ...quiet, folder, options, judges: 'build' });
}

/** @param half the logarithm from which on a commit counts as bad */
function judgeStep(
  commit: string,
  measured: Measured | { readonly problems: readonly Problem[] },
  half: number,
): BisectStep {
  const comparison = 'problems' in measured ? null : measured.comparison;
  const build = comparison?.series.find(({ series }) => series.scope === 'build');
  if (comparison === null || build === undefined) {
    const reason = 'problems' in measured ? describeFault(measured.problems) : 'its runs have no duration';
    return { commit, verdict: 'skip', ratio: null, interval: null, pairs: 0, reason };
  }
  const { ratio, interval, standing } = build;
  const isBad = standing === 'worse' && Math.log1p(ratio) > half;
  const verdict = standing === 'unclear' ? 'skip' : isBad ? 'bad' : 'good';
  return { commit, verdict, ratio, interval, pairs: comparison.pairs, reason: null };
}

function describeFault([fault]: readonly Problem[]): string {
  return fault === undefined ? 'its runs were stopped' : `${fault.where}: ${fault.what}`;
}

/** https://git-scm.com/docs/git-bisect: `<commit> is the first bad commit`, or the list of those that it could be. */
function readCulprits(output: string): string[] {
  const found = /^([0-9a-f]{40,64}) is the first bad commit/m.exec(output)?.[1];
  if (found !== undefined) return [found];
  if (!/only .*skip/i.test(output)) return [];
  return [...output.matchAll(/\b[0-9a-f]{40,64}\b/g)].map(([commit]) => commit);
}

function isSame({ good, bad }: BisectRequest): Problem {
  const what = `${good} and ${bad} are the same commit.`;
  const fix = 'Name an older commit with `--good`.';
  return { level: 'error', code: 'same-commit', where: '--good', what, fix };
}

function notSlower({ good, bad }: BisectRequest): Problem {
  return {
    level: 'error',
    code: 'not-slower',
    where: bad,
    what: `It is not clearly slower than ${good}: there is no slow commit to find.`,
    fix: 'Check the two with `build-telemetry compare`, and allow more pairs with `--runs`.',
  };
}
