/** Divides the extra cost, or extra tokens, of a build among its tasks: they add up to the sum. */
import { sumTokens } from '../../metrics/final-tasks.ts';
import type { CauseFacts } from '../../model/cause.ts';
import type { Task } from '../../model/task.ts';
import { taskKey } from '../../model/task-key.ts';
import type { Assessed } from '../judge/assessed.ts';
import { divideMoves, leastListedShare, type Move } from './group-moves.ts';
import type { UsualOf } from './usual-before.ts';
import type { Runs } from './waits.ts';

type Amount = 'cost' | 'tokens';

interface Work {
  readonly assessed: readonly Assessed[];
  readonly tasks: readonly Task[];
  readonly runs: Runs;
  /** Tasks that no comparable build had, by `taskKey`. */
  readonly unknown: ReadonlySet<string>;
  /** These, and what is new of those that share a name. */
  readonly added: readonly Task[];
  readonly usualOf: UsualOf;
}

/** @param added extra cost or tokens of the build, in the unit; negative: less */
export function explainAmount(added: number, measure: Amount, work: Work): CauseFacts[] {
  if (added === 0) return [];
  const unit = measure === 'cost' ? 'usd' : 'tokens';
  const { named, rest } = divideMoves([...listMoves(measure, work), ...listAdded(measure, work)], added);
  const factsOf = (by: number) => ({ by, unit, share: Math.max(0, Math.min(1, by / added)) }) as const;
  const causes = named.map(
    ({ name, by, count, taskKind, isOneName }): CauseFacts =>
      count === 1
        ? { kind: 'larger-task', task: name, ...factsOf(by) }
        : { kind: 'larger-tasks', group: name, isOneName, count, taskKind, ...factsOf(by) },
  );
  if (rest.count === 0 || Math.abs(rest.by / added) < leastListedShare) return causes;
  // Savings of other tasks are listed separately: otherwise the parts would add up to more than all.
  const facts = rest.by / added < 0 ? { ...factsOf(rest.by), share: null } : factsOf(rest.by);
  return [
    ...causes,
    {
      kind: 'larger-tasks',
      group: null,
      isOneName: false,
      count: rest.count,
      taskKind: rest.taskKind,
      ...facts,
    },
  ];
}

function listMoves(measure: Amount, { assessed, runs, usualOf }: Work): Move[] {
  return assessed.flatMap((each) => {
    const { key, scale, scaled } = each.series;
    const { judgement } = each.assessment;
    if (key.scope !== 'task' || key.measure !== measure || judgement.learning) return [];
    const by = scale.from(scaled.at(-1) as number) - scale.from(usualOf(each));
    const [name, taskKind] = [key.task ?? '', key.kind ?? ''];
    const count = runs.get(taskKey({ kind: taskKind, name }))?.length ?? 1;
    return [{ name, taskKind, by: by * count, count }];
  });
}

/** The whole cost of a new task was added. */
function listAdded(measure: Amount, { tasks, unknown, added }: Work): Move[] {
  // If every build has different names, others are gone, and nothing was added.
  if (tasks.every((task) => unknown.has(taskKey(task)))) return [];
  return added.flatMap((task) => {
    const by = measure === 'cost' ? task.costUsd : sumTokens(task);
    return by === null ? [] : [{ name: task.name, taskKind: task.kind, by, count: 1 }];
  });
}
