/** `prices`: what models cost, for logs that have tokens and no cost. */
import { calendarDay } from './acknowledgements.ts';
import type { KeySpec } from './key-spec.ts';
import { showValue } from './show-value.ts';
import { mapping, optional, record, refine, required, type ValueSpec } from './value-spec.ts';

/** US dollars for a million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheCreation: number;
}

export interface Prices {
  /** The day of the prices, `YYYY-MM-DD`. */
  readonly date: string;
  /** By the model's name, with `*` wildcards; the first match applies. */
  readonly models: ReadonlyMap<string, ModelPrice>;
}

const usd: ValueSpec<number> = {
  schema: { type: 'number', minimum: 0 },
  read: ({ value, refuse }) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0
      ? value
      : refuse(
          `${showValue(value)} is not a price.`,
          'Write US dollars for a million tokens, such as `3.75`.',
        ),
};

const price = refine(
  record({
    input: required(usd, 'A million input tokens that are not cached'),
    output: required(usd, 'A million output tokens'),
    'cache-read': optional(usd, 'A million input tokens read from the cache. Default: as input'),
    'cache-creation': optional(usd, 'A million input tokens written to the cache. Default: as input'),
  }),
  ({ input = 0, output = 0, 'cache-read': read, 'cache-creation': creation }): ModelPrice => ({
    input,
    output,
    cacheRead: read ?? input,
    cacheCreation: creation ?? input,
  }),
);

export const pricesKey: KeySpec<Prices | null> = {
  value: refine(
    record({
      date: required(calendarDay, 'The day of the price list, `YYYY-MM-DD`'),
      models: required(mapping(price, 'claude-sonnet-*: { input: 3, output: 15 }'), 'Prices by model'),
    }),
    ({ date = '', models = new Map() }): Prices => ({ date, models }),
  ),
  description: 'Prices of models, for logs that have tokens and no cost.',
  fallback: null,
  docs: {
    title: 'Prices',
    text: 'US dollars for a million tokens, by model. A cost in the log is kept. A task with tokens and a model in this list gets its cost from the list; the report states how many tasks did, and the date of the prices. A model that is not in the list has no cost: none is guessed.',
    example: `prices:
  date: 2026-11-01
  models:
    claude-sonnet-*: { input: 3, output: 15, cache-read: 0.3, cache-creation: 3.75 }
    gpt-5-mini: { input: 0.25, output: 2, cache-read: 0.025 }
`,
  },
};
