/** Counts an agent's session once when several files report it: the same log twice, or its log and its telemetry. */
import { sumTokens } from '../metrics/final-tasks.ts';
import type { Problem } from '../model/problem.ts';
import type { Task, Tokens } from '../model/task.ts';
import type { ReadPart } from './distinguish-files.ts';
import type { FilePart } from './draft.ts';

/** A session in one file. */
interface Account {
  readonly read: ReadPart;
  readonly tasks: readonly Task[];
  readonly totalsContinue: boolean;
}

/** Ids of a file's tasks: copies of another file's tasks, and those whose tokens and cost another file contains. */
interface Repeated {
  readonly copies: Set<string>;
  readonly countedElsewhere: Set<string>;
}

/**
 * In one format equal accounts are copies; others belong to processes that continued the session, and add up, unless
 * the totals of one include those of the other. Between formats the one with the most tokens counts, and between
 * equals the one with cost and models.
 */
export function countSessionsOnce(reads: readonly ReadPart[]): readonly ReadPart[] {
  const repeated = new Map<ReadPart, Repeated>();
  const note = (which: keyof Repeated, { read, tasks }: Account): void => {
    const known = repeated.get(read) ?? { copies: new Set(), countedElsewhere: new Set() };
    repeated.set(read, known);
    for (const { id } of tasks) known[which].add(id);
  };
  for (const accounts of sharedSessions(reads)) {
    const formats = [...Map.groupBy(accounts, ({ read }) => read.format).values()].map(splitCopies);
    for (const copy of formats.flatMap(({ copies }) => copies)) note('copies', copy);
    for (const part of formats.flatMap(({ included }) => included)) note('countedElsewhere', part);
    const [, ...others] = formats.map(({ originals }) => originals).sort(byDetail);
    for (const account of others.flat()) note('countedElsewhere', account);
  }
  for (const sides of unnamedSessions(reads))
    for (const account of sides.toSorted(byDetail).slice(1).flat()) note('countedElsewhere', account);
  return reads.map((read) => {
    const found = repeated.get(read);
    return found === undefined ? read : { ...read, part: leaveOut(read, found) };
  });
}

function sharedSessions(reads: readonly ReadPart[]): readonly (readonly Account[])[] {
  const named = [...accountsOf(reads)].filter(([id]) => !isUnnamed(id));
  return named.map(([, accounts]) => accounts).filter((each) => each.length > 1);
}

/** An agent's usage in one format without the session's id, and its sessions in other formats. */
function unnamedSessions(reads: readonly ReadPart[]): readonly (readonly (readonly Account[])[])[] {
  const accounts = [...accountsOf(reads)];
  return accounts.flatMap(([id, unnamed]) => {
    if (!isUnnamed(id)) return [];
    const formats = new Set(unnamed.map(({ read }) => read.format));
    const named = accounts
      .filter(([other]) => other !== id && other.startsWith(id))
      .flatMap(([, each]) => each.filter(({ read }) => !formats.has(read.format)));
    return named.length > 0 ? [[unnamed, named]] : [];
  });
}

/** Only the agent is known. */
function isUnnamed(id: string): boolean {
  return id.endsWith(' ');
}

function accountsOf(reads: readonly ReadPart[]): ReadonlyMap<string, readonly Account[]> {
  const accounts = new Map<string, Account[]>();
  for (const read of reads) {
    if (read.part.sessions.length === 0) continue;
    const tasks = new Map(read.part.tasks.map((task) => [task.id, task]));
    for (const { id, taskIds, totalsContinue = false } of read.part.sessions) {
      const known = accounts.get(id) ?? [];
      accounts.set(id, known);
      known.push({ read, totalsContinue, tasks: taskIds.flatMap((taskId) => tasks.get(taskId) ?? []) });
    }
  }
  return accounts;
}

type Split = Record<'originals' | 'included' | 'copies', readonly Account[]>;

function splitCopies(accounts: readonly Account[]): Split {
  const known = new Set<string>();
  const originals: Account[] = [];
  const copies: Account[] = [];
  // Of copies the one with the model is kept.
  for (const account of accounts.toSorted((a, b) => countModels(b) - countModels(a))) {
    const figures = account.tasks.map((task) => [task.tokens, task.costUsd, task.durationMs]);
    const text = JSON.stringify(figures);
    // Sessions without any data are equal without being copies.
    const isKnown = figures.flat().some((figure) => figure !== null);
    (isKnown && known.has(text) ? copies : originals).push(account);
    known.add(text);
  }
  const included = originals.filter((account) => originals.some((other) => includesTotals(other, account)));
  return { originals: originals.filter((account) => !included.includes(account)), included, copies };
}

function countModels({ tasks }: Account): number {
  return tasks.filter(({ model }) => model !== null).length;
}

function includesTotals(whole: Account, part: Account): boolean {
  if (!whole.totalsContinue || part.tasks.every(({ tokens }) => tokens === null)) return false;
  const of = (account: Account, count: (tokens: Tokens) => number): number =>
    account.tasks.reduce((sum, { tokens }) => sum + (tokens === null ? 0 : count(tokens)), 0);
  const inputs = ({ input, cacheRead, cacheCreation }: Tokens): number => input + cacheRead + cacheCreation;
  const more = [inputs, ({ output }: Tokens) => output].map((count) => of(whole, count) - of(part, count));
  return more.every((count) => count >= 0) && more.some((count) => count > 0);
}

function byDetail(a: readonly Account[], b: readonly Account[]): number {
  const rank = (accounts: readonly Account[]): readonly number[] => {
    const tasks = accounts.flatMap((account) => account.tasks);
    return [
      tasks.reduce((sum, task) => sum + (sumTokens(task) ?? 0), 0),
      tasks.filter(({ costUsd }) => costUsd !== null).length,
      accounts.reduce((sum, account) => sum + countModels(account), 0),
      tasks.filter(hasMoreDetails).length,
    ];
  };
  const of = rank(a);
  return rank(b).reduce((order, figure, place) => order || figure - (of[place] ?? 0), 0);
}

/** In addition to the usage. */
function hasMoreDetails({ durationMs, result }: Task): boolean {
  return durationMs !== null || result !== 'unknown';
}

function leaveOut({ part, where }: ReadPart, { copies, countedElsewhere }: Repeated): FilePart {
  const tasks = part.tasks.flatMap((task) => {
    if (copies.has(task.id)) return [];
    if (!countedElsewhere.has(task.id)) return [task];
    return hasMoreDetails(task) ? [{ ...task, tokens: null, costUsd: null }] : [];
  });
  const what = 'Another file reports the same sessions: they count once.';
  const problem: Problem = { level: 'info', code: 'same-session', where, what, fix: '' };
  const left = { ...part, tasks, problems: [...part.problems, problem] };
  if (tasks.length > 0 || copies.size === 0) return left;
  // It contributes nothing of its own.
  return { ...left, metrics: [], events: [], facts: { ...part.facts, startTimeMs: null, durationMs: null } };
}
