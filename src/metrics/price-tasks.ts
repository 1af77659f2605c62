/** Costs from a price list, for tasks whose log has tokens and no cost. Pure. */

import type { Build } from '../model/build.ts';
import { plural } from '../model/counts.ts';
import type { Task, Tokens } from '../model/task.ts';

/** US dollars for a million tokens of each sort; null for a model without a price. */
export type PriceOf = (model: string) => Readonly<Tokens> | null;

/**
 * The build with computed costs, and a problem that reports how many; costs from the log are kept.
 * @param date of the price list, for the problem
 */
export function priceTasks(build: Build, priceOf: PriceOf, date: string): Build {
  let priced = 0;
  const unpriced = new Set<string>();
  const tasks = build.tasks.map((task) => {
    if (task.tokens === null || task.costUsd !== null || task.model === null) return task;
    const costUsd = costOf(task.tokens, priceOf(task.model));
    if (costUsd === null) unpriced.add(task.model);
    else priced += 1;
    return costUsd === null ? task : { ...task, costUsd };
  });
  if (priced === 0 && unpriced.size === 0) return build;
  return { ...build, tasks, problems: [...build.problems, describe(priced, unpriced, date)] };
}

function costOf(tokens: NonNullable<Task['tokens']>, price: Readonly<Tokens> | null): number | null {
  if (price === null) return null;
  const { input, output, cacheRead, cacheCreation } = tokens;
  const sum =
    input * price.input +
    output * price.output +
    cacheRead * price.cacheRead +
    cacheCreation * price.cacheCreation;
  return Number((sum / 1e6).toPrecision(12));
}

function describe(priced: number, unpriced: ReadonlySet<string>, date: string): Build['problems'][number] {
  const counted = `The cost of ${plural(priced, 'task')} is from the prices of ${date}.`;
  const missing = [...unpriced].slice(0, 5).map((model) => `\`${model}\``);
  const lacks = missing.length === 0 ? '' : ` There is no price for ${missing.join(', ')}.`;
  return {
    level: 'info',
    code: 'cost-from-prices',
    where: 'prices',
    what: `${priced > 0 ? counted : 'No task got a cost from the prices.'}${lacks}`,
    fix: missing.length === 0 ? '' : 'Add the model to `prices`.',
  };
}
