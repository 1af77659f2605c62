import { describe, expect, it } from 'vitest';
import { putInParentheses } from '../../scripts/compile-early.ts';

const code = `
const table = [1, 2].map((n) => double(n));
export function sum(a, b = double(1)) {
  const ways = { plus() { return (x) => (y) => x + y; }, get kept() { return table; } };
  return ways.kept.reduce(function (left, right) { return left + right; }, 0) + ways.plus()(a)(b);
}
function double(n) {
  return n * 2;
}
export const late = () => sum(1);
class Counter {
  #n = 0;
  next() { return (this.#n += 1); }
}
export { Counter };
const ways = { called: [1].map((n) => n), first: (n) => n + 1, second: (n) => n + 2, third() { return () => 3; } };
export const useWays = () => [ways.first(1), ways.second(1), ways.third()(), ...ways.called];
export async function* each() { yield* table.values(); }
export default function () { return 'default'; }
`;

async function load(text: string): Promise<Record<string, unknown>> {
  return await import(`data:text/javascript,${encodeURIComponent(text)}`);
}

describe('putInParentheses', () => {
  const names = ['sum', 'double', 'late', 'each', 'ways', 'ways.first', 'ways.third', 'unknown'];

  it('keeps what a module exports and does, with functions used before their declaration', async () => {
    for (const some of [names, ['double'], ['sum', 'late'], []]) {
      const module = (await load(putInParentheses(code, 'module.js', some))) as Record<string, () => never>;
      expect(Object.keys(module).sort()).toEqual(['Counter', 'default', 'each', 'late', 'sum', 'useWays']);
      const { sum, late, each, useWays, Counter } = module as Record<string, never> as unknown as {
        sum: (a: number, b?: number) => number;
        late: () => number;
        each: () => AsyncIterable<number>;
        useWays: () => number[];
        Counter: new () => { next: () => number };
      };
      expect([sum(1), sum(1, 1), late()]).toEqual([9, 8, 9]);
      const found: number[] = [];
      for await (const n of each()) found.push(n);
      expect(found).toEqual([2, 4]);
      expect(new Counter().next()).toBe(1);
      expect(module['default']?.()).toBe('default');
      expect(useWays()).toEqual([2, 3, 3, 1]);
      expect(sum.name).toBe('sum');
    }
  });

  it('puts the named functions and what they contain in parentheses, but no methods', () => {
    const changed = putInParentheses(code, 'module.js', names);
    expect(changed).toContain('var double = (function double(n) {');
    expect(changed).toContain('return ((x) => ((y) => x + y));');
    expect(changed).toContain('reduce((function (left, right)');
    expect(changed).toContain('export const late = (() => sum(1));');
    expect(changed).toContain('map((n) => double(n))');
    expect(changed).toContain(
      'called: [1].map(((n) => n)), first: ((n) => n + 1), second: (n) => n + 2, third() { return () => 3; }',
    );
    expect(changed).toContain('get kept() {');
  });
});
