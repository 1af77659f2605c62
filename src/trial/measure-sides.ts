/** Measures two commands, or one command in two commits, alternately on this machine. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunPair } from '../compare/collect-pairs.ts';
import { measurePairs, type PairPlan, type Side } from '../compare/measure-pairs.ts';
import { refuseUnknownFormat } from '../formats/choose-format.ts';
import type { ReadOptions } from '../formats/read-build.ts';
import type { Comparison } from '../model/comparison.ts';
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import type { Options } from '../settings/options.ts';
import type { RegressionRule } from '../settings/regression-rules.ts';
import { listenForSignals } from './listen-for-signals.ts';
import { countDirtyFiles, openWorktree, type Worktree, withoutGit } from './open-worktree.ts';
import { runCommand, runSide, TrialError } from './run-side.ts';

export interface TrialRequest {
  readonly options: Options;
  /** Where the commands run: the workspace. */
  readonly folder: string;
  readonly rules: readonly RegressionRule[];
  readonly judges: PairPlan['judges'];
  readonly read: ReadOptions;
  readonly notify: (problem: Problem) => void;
  readonly onPair: (so: Comparison) => void;
}

export interface Measured {
  readonly comparison: Comparison;
  readonly pairs: readonly RunPair[];
}

/** Runs until the answer is clear. If a signal arrives, ends this process after the clean-up. */
export async function measureSides(
  request: TrialRequest,
): Promise<Measured | { problems: readonly Problem[] }> {
  const wrong = findMissing(request.options) ?? findUnknownFormat(request);
  if (wrong !== null) return { problems: [wrong] };
  if (request.read.format !== 'auto' && request.options.events.length === 0) request.notify(unusedFormat);
  const { stop, release } = listenForSignals();
  const scratch = await mkdtemp(join(tmpdir(), 'build-telemetry-compare-'));
  let worktree: Worktree | null = null;
  try {
    if (request.options.compareBaseRef !== '') {
      const opened = await openBase(request, join(scratch, 'base'));
      if ('problem' in opened) return { problems: [opened.problem] };
      worktree = opened;
    }
    return await measure(request, worktree, join(scratch, 'logs'), stop);
  } catch (error) {
    if (error instanceof TrialError) return { problems: error.problems };
    throw error;
  } finally {
    await worktree?.close();
    await rm(scratch, { recursive: true, force: true });
    release();
  }
}

async function openBase(
  { options, folder, notify }: TrialRequest,
  into: string,
): ReturnType<typeof openWorktree> {
  const dirty = await countDirtyFiles(folder);
  if (dirty !== null && dirty > 0)
    notify({
      level: 'info',
      code: 'dirty-tree',
      where: 'head',
      what: `The head is the working tree, with ${plural(dirty, 'changed or untracked file')}.`,
      fix: '',
    });
  return await openWorktree(folder, options.compareBaseRef, into);
}

async function measure(
  { options, folder, rules, judges, read, onPair }: TrialRequest,
  worktree: Worktree | null,
  scratch: string,
  stop: AbortSignal,
): Promise<Measured> {
  await mkdir(scratch);
  const env = worktree === null ? withoutRunner(process.env) : withoutGit(withoutRunner(process.env));
  const sides = {
    base: { command: options.compareBase || options.compareHead, folder: worktree?.folder ?? folder },
    head: { command: options.compareHead, folder },
  };
  const counts = { base: 0, head: 0 };
  const prepare = async (side: Side, command: string, what: string): Promise<void> => {
    if (command !== '')
      await runCommand({ command, folder: sides[side].folder, stop, label: `${side}, ${what}` }, env);
  };
  const run = async (side: Side): ReturnType<typeof runSide> => {
    await prepare(side, options.comparePrepare, 'prepare');
    counts[side]++;
    const id = `${side}-${counts[side]}`;
    return await runSide({
      ...sides[side],
      env,
      stop,
      events: options.events,
      scratch,
      label: `${side}, run ${counts[side]}`,
      read: { ...read, id, nowMs: Date.now() },
    });
  };
  for (const side of ['base', 'head'] as const) await prepare(side, options.compareSetup, 'setup');
  for (let warm = 0; warm < options.compareWarmup; warm++)
    for (const side of ['base', 'head'] as const) {
      await prepare(side, options.comparePrepare, 'prepare');
      await prepare(side, sides[side].command, 'warm-up');
    }
  const maxPairs = options.compareRuns;
  return await measurePairs({ ...nameSides(options), maxPairs, rules, judges, run, onPair });
}

/** By their commits if a commit is compared, else by their commands. */
function nameSides({ compareBaseRef, compareBase, compareHead }: Options): Record<Side, string> {
  if (compareBaseRef !== '') return { base: compareBaseRef, head: 'the working tree' };
  return { base: compareBase || compareHead, head: compareHead };
}

/** An action's inputs and the runner's own tokens, which the command of no other step gets. */
function withoutRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:INPUT|ACTIONS)_/.test(name)));
}

function findUnknownFormat({ read }: TrialRequest): Problem | null {
  const unknown = refuseUnknownFormat(read.format);
  return unknown && { level: 'error', where: 'format', ...unknown };
}

const unusedFormat: Problem = {
  level: 'warning',
  code: 'unused-format',
  where: 'format',
  what: 'It has no effect without `events`: only the command is compared, and what `exec` and `emit` record in it.',
  fix: "Name the logs that each run writes, such as `--events 'reports/*.xml'`.",
};

/** Both sides must be named: a comparison with nothing is not a comparison. */
function findMissing({ compareHead, compareBase, compareBaseRef }: Options): Problem | null {
  const isHead = compareHead === '';
  if (!isHead && (compareBase !== '' || compareBaseRef !== '')) return null;
  return {
    level: 'error',
    code: 'no-command',
    where: 'compare',
    what: isHead ? 'Missing: the command of the head.' : 'Missing: what the head is compared with.',
    fix: isHead
      ? "Give it with `--head 'make test'`, in a workflow with the input `compare-head`."
      : "Give another command with `--base 'make old'` (`compare-base`), or a commit with `--base-ref main` (`compare-base-ref`).",
  };
}
