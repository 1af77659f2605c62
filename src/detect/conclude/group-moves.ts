/**
 * Changes of tasks that explain the change of their sum: a package, file or suite as one if most of it
 * changed in the same direction.
 */
import { commonKind } from '../../metrics/common-kind.ts';
import { findGroups } from '../../metrics/find-groups.ts';
import { isPartOf, namePath } from '../../metrics/name-path.ts';

/** Extra time, cost or tokens of the tasks with one name; negative: less. */
export interface Move {
  readonly name: string;
  readonly taskKind: string;
  readonly by: number;
  readonly count: number;
}

/** Number of listed changes; the others are summed up. */
const maxNamed = 3;
/** A smaller share of the change is not listed. */
export const leastListedShare = 0.05;

/** Each change, or group of changes, with its number of tasks. */
type GroupedMove = Omit<Move, 'taskKind'> & Kinds & { readonly isOneName: boolean };

interface Kinds {
  readonly count: number;
  /** The kind that all of them have; null for mixed kinds. */
  readonly taskKind: string | null;
}

function kindsOf(moves: readonly Move[]): Kinds {
  return { count: countTasks(moves), taskKind: commonKind(moves.map(({ taskKind }) => taskKind)) };
}

function countTasks(moves: readonly { readonly count: number }[]): number {
  return moves.reduce((total, { count }) => total + count, 0);
}

function sumMoves(moves: readonly { readonly by: number }[]): number {
  return moves.reduce((total, { by }) => total + by, 0);
}

/**
 * The largest parts of the extra amount, which are listed, and the sum of the rest.
 * @param judgedGroups groups that were judged as one: each is one part
 */
export function divideMoves(
  moves: readonly Move[],
  added: number,
  judgedGroups: readonly string[] = [],
): {
  readonly named: readonly GroupedMove[];
  readonly rest: Kinds & { readonly by: number };
} {
  const named = [...joinJudged(moves, judgedGroups), ...groupMoves(leaveOut(moves, judgedGroups))]
    .filter(({ by }) => by / added >= leastListedShare)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .slice(0, maxNamed);
  const count = countTasks(moves) - countTasks(named);
  const rest = { ...kindsOf(moves), by: sumMoves(moves) - sumMoves(named), count };
  return { named, rest };
}

function joinMoves(name: string, members: readonly Move[]): GroupedMove {
  return { name, ...kindsOf(members), by: sumMoves(members), isOneName: false };
}

function joinJudged(moves: readonly Move[], judgedGroups: readonly string[]): GroupedMove[] {
  return judgedGroups.flatMap((name) => {
    const own = moves.filter((move) => isPartOf(move.name, name));
    return own.length === 0 ? [] : [joinMoves(name, own)];
  });
}

function leaveOut(moves: readonly Move[], judgedGroups: readonly string[]): readonly Move[] {
  if (judgedGroups.length === 0) return moves;
  return moves.filter(({ name }) => !namePath(name).some((group) => judgedGroups.includes(group)));
}

function* groupMoves(moves: readonly Move[]): Generator<GroupedMove> {
  const total = sumMoves(moves);
  // A change within the noise (below a fifth of an even part) does not widen a group.
  const isPart = (by: number): boolean => (by / total) * moves.length > 0.2;
  const moved = moves.map(({ name, by }) => ({ name, moved: isPart(by) }));
  const groups = moves.length > maxNamed ? findGroups(moved) : [];
  const grouped = new Set(groups.flatMap((group) => group.moved));
  for (const { name, moved: at } of groups) {
    const members = at.map((each) => moves[each] as Move);
    yield joinMoves(name, members);
  }
  for (const [at, move] of moves.entries()) if (!grouped.has(at)) yield { ...move, isOneName: true };
}
