/** Costs from the configuration's price list: only for tokens of known models. */
import { describe, expect, it } from 'vitest';
import { priceTasks } from '../../src/metrics/price-tasks.ts';
import { readConfig } from '../../src/settings/config.ts';
import { makeBuild, makeTask } from '../make.ts';

const tokens = { input: 1_000_000, output: 100_000, cacheRead: 2_000_000, cacheCreation: 0 };
const price = { input: 3, output: 15, cacheRead: 0.3, cacheCreation: 3.75 };
const priceOf = (model: string) => (model === 'sonnet' ? price : null);

describe('prices', () => {
  it('give a cost to tokens, by billing kind', () => {
    const build = makeBuild({ tasks: [makeTask({ model: 'sonnet', tokens, costUsd: null })] });
    const { tasks, problems } = priceTasks(build, priceOf, '2026-11-01');
    expect(tasks[0]?.costUsd).toBe(5.1);
    expect(problems.at(-1)).toMatchObject({
      level: 'info',
      what: 'The cost of 1 task is from the prices of 2026-11-01.',
    });
  });

  it('keep costs from the log, and guess nothing', () => {
    const tasks = [
      makeTask({ model: 'sonnet', tokens, costUsd: 1 }),
      makeTask({ model: 'unheard', tokens, costUsd: null }),
      makeTask({ model: null, tokens, costUsd: null }),
      makeTask({ model: 'sonnet', tokens: null, costUsd: null }),
    ];
    const priced = priceTasks(makeBuild({ tasks }), priceOf, '2026-11-01');
    expect(priced.tasks.map(({ costUsd }) => costUsd)).toEqual([1, null, null, null]);
    expect(priced.problems.at(-1)?.what).toContain('There is no price for `unheard`');
  });

  it.each([
    ['prices: { models: {} }', '`date` is missing'],
    ['prices: { date: 2026-11-01, models: { a: { input: 3 } } }', '`output` is missing'],
    ['prices: { date: 2026-11-01, models: { a: { input: -3, output: 1 } } }', '`-3` is not a price'],
  ])('are refused as %s', (text, what) => {
    expect(readConfig(text, 'f').problems.map((problem) => problem.what)).toContain(`${what}.`);
  });
});
