/** What moved together with a change: ranked, with its share of it, and nothing without evidence. */
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import type { Cause } from '../../src/model/cause.ts';
import type { Task } from '../../src/model/task.ts';
import { phraseCauses } from '../../src/words/cause-text.ts';
import {
  changeOf,
  type DetectedBuild,
  judgeInTurn,
  judgeOne,
  noisy,
  type Step,
  stepOf,
} from './judge-in-turn.ts';

type Row = Partial<Task> & { readonly name: string };
const total = noisy(60, 60_000, 0.01, 9);
const usual = noisy(60, 20_000, 0.01, 4);

/** 42 builds without changes, and one that differs. */
function judgeLast(
  stepAt: (i: number, isLast: boolean) => Step & { readonly durationMs?: number },
): DetectedBuild {
  const builds = Array.from({ length: 43 }, (_, i): Build => {
    const { durationMs = total[i] as number, ...step } = stepAt(i, i === 42);
    return stepOf(i, durationMs, step);
  });
  return judgeOne(builds.slice(0, -1), builds.at(-1) as Build);
}

const at = (i: number): number => usual[i] as number;
const causesOf = (
  played: DetectedBuild,
  name = 'build',
  measure: Parameters<typeof changeOf>[2] = 'duration',
): Cause[] => [...phraseCauses(changeOf(played, name, measure)).causes];
const one = (causes: readonly Cause[], kind: Cause['kind']): Cause | undefined =>
  causes.find((cause) => cause.kind === kind);

/** A chain of tasks, one after another, so that all of them are on the critical path. */
function chain(rows: readonly Row[]): Row[] {
  let start = Date.UTC(2026, 0, 1);
  return rows.map((row) => {
    const startTimeMs = start;
    start += row.durationMs ?? 0;
    return { ...row, startTimeMs };
  });
}

describe('a slower build', () => {
  it('is explained by the task that it waits for, with its share', () => {
    const found = judgeLast((i, isLast) => {
      const test = isLast ? 44_000 : at(i);
      return {
        durationMs: (total[i] as number) + (isLast ? 24_000 : 0),
        tasks: chain([
          { name: 'compile', durationMs: at(i) },
          { name: 'test', durationMs: test },
        ]),
      };
    });
    const cause = one(causesOf(found), 'slower-task');
    expect(cause?.text).toMatch(/^`test` \+2[34](\.\d)? s on the critical path$/);
    expect(cause?.share).toBeCloseTo(1, 1);
    expect(causesOf(found).filter(({ kind }) => kind === 'slower-task')).toHaveLength(1);
  });

  it('is explained completely by many small parts: the slower package, and the rest', () => {
    const found = judgeLast((i, isLast) => {
      const each = (at(i) as number) / 40;
      const tests = Array.from({ length: 40 }, (_, n) => ({
        name: `billing/t${n}`,
        kind: 'test',
        durationMs: isLast ? each * 2 : each,
      }));
      return {
        // 20 s of tests, and 5 s that no task accounts for.
        durationMs: (total[i] as number) + (isLast ? 25_000 : 0),
        tasks: chain([{ name: 'compile', durationMs: at(i) }, ...tests]),
      };
    });
    const causes = causesOf(found);
    expect(causes.map(({ kind }) => kind)).toEqual(['slower-tasks', 'unexplained']);
    expect(causes[0]?.text).toMatch(/^40 tests of `billing` \+(19|20)(\.\d)? s on the critical path$/);
    expect(causes[0]?.share).toBeCloseTo(0.8, 1);
    expect(causes[1]?.text).toMatch(/^unexplained: \+[45](\.\d+)? s /);
    expect(causes.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 5);
  });

  it('is explained by all tasks with one name, which are compared by their median', () => {
    const calls = (durationMs: number, costUsd: number): Row[] =>
      Array.from({ length: 4 }, () => ({ name: 'call', durationMs, costUsd }));
    const found = judgeLast((i, isLast) => ({
      durationMs: 2 * at(i) + (isLast ? 20_000 : 0),
      tasks: chain([
        { name: 'compile', durationMs: at(i) },
        ...calls(at(i) / 4 + (isLast ? 5000 : 0), isLast ? 0.2 : 0.1),
      ]),
    }));
    const [cause, ...others] = causesOf(found);
    expect(others).toEqual([]);
    expect(cause?.text).toMatch(/^4 tasks named `call` \+(19|20)(\.\d)? s on the critical path$/);
    expect(cause?.share).toBeCloseTo(1, 1);
    expect(one(causesOf(found, 'call'), 'critical-path')?.text).toMatch(
      /^on the critical path: (all|(19|20)(\.\d)? s) of the build's \+(19|20)(\.\d)? s$/,
    );
    expect(causesOf(found, 'build', 'cost').map(({ text }) => text)).toEqual(['4 tasks named `call` +$0.40']);
  });

  it('without times is explained if its tasks ran one after the other', () => {
    const found = judgeLast((i, isLast) => ({
      durationMs: at(i) * 2 + (isLast ? 20_000 : 0),
      tasks: [
        { name: 'a.xml › x', durationMs: at(i) },
        { name: 'a.xml › y', durationMs: at(i) + (isLast ? 20_000 : 0) },
      ],
    }));
    const cause = one(causesOf(found), 'slower-task');
    expect(cause?.text).toMatch(/^`a\.xml › y` \+(19|20)/);
    expect(cause?.share).toBeCloseTo(1, 1);
  });

  it.each([
    ['as long as all tasks together', 40_000, 0.98, false],
    ['longer than its tasks did', 60_000, 0.65, true],
    ['less long than its tasks did', 4_000, 0.98, false],
  ])(
    'without a critical path is divided by the number of parallel tasks, when it took %s',
    (_, addedMs, expected, hasRest) => {
      const found = judgeLast((i, isLast) => ({
        // Four at once; the log has neither times nor workers.
        durationMs: at(i) * 2 + (isLast ? addedMs : 0),
        tasks: Array.from({ length: 8 }, (_, n) => ({
          name: `${n < 4 ? 'billing' : 'cart'}/t${n}`,
          kind: 'test',
          durationMs: at(i) * (isLast && n < 4 ? 3 : 1),
        })),
      }));
      const change = changeOf(found, 'build', 'duration');
      const whole = change.to - change.from;
      const by = change.causes.map((cause) => ('byMs' in cause ? cause.byMs : 'by' in cause ? cause.by : 0));
      // All of it, except for a rest of less than 5%.
      const sum = by.reduce((total, each) => total + each, 0) / whole;
      expect(sum).toBeGreaterThan(0.95);
      expect(sum).toBeLessThanOrEqual(1 + 1e-9);
      expect(change.causes[0]).toMatchObject({ kind: 'slower-tasks', group: 'billing', count: 4 });
      expect(change.causes[0]?.share).toBeGreaterThan(expected - 0.2);
      expect([...by].sort((a, b) => b - a)).toEqual(by);
      expect(causesOf(found)[0]?.text).toMatch(/^4 tests of `billing` ≈ \+\d+(\.\d+)? s$/);
      // The build may have waited longer for them than for others: their whole time is more than the rest.
      expect(causesOf(found)[1]?.text.replace(/[\d.]+ s/, 'N s')).toBe(
        hasRest ? 'unexplained: +N s, as the log does not show which tasks the build waited for' : undefined,
      );
    },
  );

  it('is explained by the suite that took as much longer as the build, next to others in parallel', () => {
    const found = judgeLast((i, isLast) => ({
      // Three suites at once, without times of their tests.
      durationMs: at(i) * 4 * (isLast ? 2 : 1),
      tasks: ['api', 'billing', 'web'].flatMap((suite) =>
        Array.from({ length: 4 }, (_, n) => ({
          name: `${suite} › t${n}`,
          kind: 'test',
          durationMs: at(i) * (isLast && suite === 'billing' ? 2 : 1),
        })),
      ),
    }));
    expect(causesOf(found)).toMatchObject([
      { kind: 'slower-tasks', text: expect.stringMatching(/^4 tests of `billing` ≈ \+1m \d+s$/), share: 1 },
    ]);
  });

  it.each([
    ['time', 'duration'],
    ['cost', 'cost'],
  ] as const)('has the same causes of its %s while it is open, up to its acceptance', (_, measure) => {
    const builds = Array.from({ length: 36 }, (_, i): Build => {
      const [api, billing] = [at(i), (usual[59 - i] as number) * (i < 16 ? 1 : 2)];
      const tasks = chain([
        { name: 'api', durationMs: api, costUsd: api / 1e5 },
        { name: 'billing', durationMs: billing, costUsd: billing / 1e5 },
      ]);
      return stepOf(i, api + billing, { tasks });
    });
    const open = judgeInTurn(builds.slice(0, 16), builds.slice(16)).filter(({ changes }) =>
      changes.some(
        ({ series, state }) => series.scope === 'build' && series.measure === measure && state === 'open',
      ),
    );
    expect(open.length).toBeGreaterThan(12);
    for (const found of open) expect(causesOf(found, 'build', measure)[0]?.text).toMatch(/^`billing` \+/);
  });

  it('by more tasks of a known name is one of new tasks', () => {
    const more = noisy(6, 10_000, 0.02, 5);
    const builds = Array.from({ length: 26 }, (_, i) => {
      const each = Array.from({ length: i < 20 ? 2 : 5 }, () => ({
        name: 'retry policy',
        kind: 'test',
        durationMs: more[i % 6] as number,
        costUsd: 0.2 + (i % 3) / 100,
      }));
      const step = { tasks: chain(each), costUsd: each.reduce((sum, { costUsd }) => sum + costUsd, 0) };
      return stepOf(i, each.length * (more[i % 6] as number), step);
    });
    const [found] = judgeInTurn(builds.slice(0, 22), builds.slice(22, 23));
    expect(found && causesOf(found)).toMatchObject([{ text: expect.stringMatching(/^3 new tests, /) }]);
    expect(found && causesOf(found, 'build', 'cost').map(({ kind }) => kind)).not.toContain('unexplained');
    for (const open of judgeInTurn(builds.slice(0, 22), builds.slice(22)).slice(1))
      expect(causesOf(open)).toMatchObject([{ text: expect.stringMatching(/^3 new tests, /) }]);
  });

  it('without any changed task is reported as unexplained', () => {
    const found = judgeLast((i, isLast) => ({
      durationMs: (total[i] as number) + (isLast ? 20_000 : 0),
      tasks: chain([{ name: 'compile', durationMs: at(i) }]),
    }));
    expect(causesOf(found)).toMatchObject([
      {
        kind: 'unexplained',
        text: expect.stringMatching(/^unexplained: \+(19|20)\S* s that no task of the log/),
      },
    ]);
  });

  it('is not explained by a task that ran in parallel with a longer one', () => {
    const start = Date.UTC(2026, 0, 1);
    const found = judgeLast((i, isLast) => ({
      durationMs: (total[i] as number) + (isLast ? 20_000 : 0),
      tasks: [
        { name: 'long', durationMs: 60_000, startTimeMs: start },
        { name: 'beside', durationMs: isLast ? 40_000 : at(i), startTimeMs: start },
      ],
    }));
    expect(one(causesOf(found), 'slower-task')).toBeUndefined();
    expect(one(causesOf(found, 'beside'), 'critical-path')?.text).toBe(
      'not on the critical path (no effect on total duration)',
    );
  });

  it('is never explained by more than its extra time', () => {
    const found = judgeLast((i, isLast) => ({
      durationMs: (total[i] as number) + (isLast ? 12_000 : 0),
      tasks: chain([
        { name: 'compile', durationMs: isLast ? 34_000 : at(i) },
        { name: 'test', durationMs: isLast ? 30_000 : (usual[59 - i] as number) },
      ]),
    }));
    const change = changeOf(found, 'build', 'duration');
    const parts = change.causes.flatMap((cause) => (cause.kind === 'slower-task' ? [cause] : []));
    expect(parts.map(({ task }) => task)).toEqual(['compile', 'test']);
    expect(parts.reduce((sum, { byMs }) => sum + byMs, 0)).toBeCloseTo(change.to - change.from, 3);
    expect(parts.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 6);
  });

  it('is explained by new work', () => {
    const found = judgeLast((i, isLast) => ({
      durationMs: (total[i] as number) + (isLast ? 30_000 : 0),
      tasks: chain([
        { name: 'compile', durationMs: at(i) },
        ...(isLast ? [{ name: 'scan', durationMs: 15_000 }] : []),
      ]),
    }));
    const cause = one(causesOf(found), 'tasks');
    expect(cause?.text).toBe('1 new task, 15 s in all');
    expect(cause?.share).toBeCloseTo(0.5, 1);
  });

  it('is explained by lost cache hits, and by more retries', () => {
    const found = judgeLast((i, isLast) => ({
      durationMs: (total[i] as number) + (isLast ? 30_000 : 0),
      tasks: [
        ...chain(
          Array.from({ length: 10 }, (_, t) => ({
            name: `t${t}`,
            durationMs: isLast && t < 5 ? 6_000 : 50,
            cache: (isLast && t < 5) || t === 9 ? ('miss' as const) : ('hit' as const),
          })),
        ),
        ...(isLast
          ? [
              { name: 'login', durationMs: 100, result: 'failure' as const },
              { name: 'login', durationMs: 100, attempt: 2 },
            ]
          : [{ name: 'login', durationMs: 100 }]),
      ],
    }));
    const causes = causesOf(found);
    expect(one(causes, 'cache')?.text).toBe('cache hits 90% → 40%');
    expect(one(causes, 'cache')?.share).toBeCloseTo(1, 1);
    expect(one(causes, 'retries')?.text).toBe('retried tasks 0 → 1');
    // Largest share first.
    const shares = causes.map(({ share }) => share ?? 0);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
  });

  it('has another runner and another image as causes, if both are known', () => {
    const found = judgeLast((_, isLast) => ({
      durationMs: isLast ? 90_000 : 60_000,
      tasks: [],
      context: isLast ? { runnerOs: 'macOS', cpuModel: null, runnerImage: 'macos15/1' } : { cpuModel: null },
    }));
    expect(one(causesOf(found), 'runner')?.text).toBe('runner changed: Linux/X64 → macOS/X64');
    expect(one(causesOf(found), 'image')?.text).toBe(
      'runner image changed: ubuntu24/20260105.1.0 → macos15/1',
    );
    const unknown = judgeLast((_, isLast) => ({
      durationMs: isLast ? 90_000 : 60_000,
      tasks: [],
      context: isLast
        ? { runnerOs: null, runnerArch: null, cpuModel: null, runnerImage: null }
        : { cpuModel: null },
    }));
    expect(causesOf(unknown)).toEqual([]);
  });

  it('with only a known time has no cause', () => {
    const found = judgeLast((_, isLast) => ({ durationMs: isLast ? 90_000 : 60_000, tasks: [] }));
    expect(causesOf(found)).toEqual([]);
  });

  it('lists at most five causes, none of them for a task that got faster', () => {
    const found = judgeLast((i, isLast) => ({
      durationMs: (total[i] as number) + (isLast ? 60_000 : 0),
      tasks: chain([
        ...Array.from({ length: 8 }, (_, t) => ({
          name: `t${t}`,
          durationMs: at(i) + (isLast ? 9_000 + t : 0),
        })),
        { name: 'faster', durationMs: isLast ? 2_000 : at(i) },
      ]),
    }));
    expect(causesOf(found).length).toBeLessThanOrEqual(5);
    expect(
      causesOf(found)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('faster');
  });
});

describe('a slower task', () => {
  const task = (rowAt: (i: number, isLast: boolean) => Partial<Task>): Cause[] =>
    causesOf(
      judgeLast((i, isLast) => ({
        tasks: [{ name: 'test', durationMs: isLast ? 40_000 : at(i), ...rowAt(i, isLast) }],
      })),
      'test',
    );

  it('computes more, or waits more', () => {
    expect(
      one(
        task((_, isLast) => ({ cpuMs: isLast ? 20_000 : 10_000 })),
        'cpu',
      )?.text,
    ).toBe('CPU time +100%');
    expect(
      one(
        task(() => ({ cpuMs: 10_000 })),
        'cpu',
      )?.text,
    ).toBe('same CPU time: it waits longer');
    expect(
      one(
        task((_, isLast) => ({ cpuMs: isLast ? null : 10_000 })),
        'cpu',
      ),
    ).toBeUndefined();
  });

  it('takes more memory', () => {
    const gib = 1024 ** 3;
    expect(
      one(
        task((_, isLast) => ({ memoryBytes: isLast ? 3 * gib : gib })),
        'memory',
      )?.text,
    ).toBe('memory 1 GiB → 3 GiB');
    expect(
      one(
        task(() => ({ memoryBytes: gib })),
        'memory',
      ),
    ).toBeUndefined();
  });

  it('used another model', () => {
    expect(
      one(
        task((_, isLast) => ({ model: isLast ? 'opus' : 'sonnet' })),
        'model',
      )?.text,
    ).toBe('model sonnet → opus');
    expect(
      one(
        task(() => ({ model: 'sonnet' })),
        'model',
      ),
    ).toBeUndefined();
  });
});

describe('a more expensive build', () => {
  const tokens = (input: number): Task['tokens'] => ({ input, output: 0, cacheRead: 0, cacheCreation: 0 });
  const usual = (name: string): Row => ({
    name,
    costUsd: 0.1,
    tokens: tokens(1_000),
    model: 'small',
  });
  /** Four tasks, of which `count` change in the last build. */
  const judgeAmount = (count: number, now: Partial<Task>) =>
    judgeLast((i, isLast) => ({
      tasks: ['plan', 'review', 'test', 'fix'].map((name, at) => ({
        ...usual(name),
        durationMs: 1_000 + i,
        ...(isLast && at < count ? now : {}),
      })),
    }));

  it('is explained by its most expensive task, and that by its tokens and its model', () => {
    const found = judgeAmount(1, { costUsd: 0.4, tokens: tokens(2_000), model: 'large' });
    expect(causesOf(found, 'build', 'cost')).toEqual([
      { kind: 'larger-task', text: '`plan` +$0.30', share: expect.closeTo(1, 6) },
    ]);
    expect(causesOf(found, 'plan', 'cost')).toEqual([
      { kind: 'model', text: 'model small → large', share: expect.closeTo(0.5, 6) },
      { kind: 'tokens', text: 'tokens +100%', share: expect.closeTo(0.5, 6) },
    ]);
    expect(causesOf(found, 'build', 'tokens')).toEqual([
      { kind: 'larger-task', text: '`plan` +1,000', share: expect.closeTo(1, 6) },
    ]);
  });

  it('is explained by a new task', () => {
    const found = judgeLast((i, isLast) => ({
      tasks: ['plan', ...(isLast ? ['extra'] : [])].map((name) => ({
        ...usual(name),
        durationMs: 1_000 + i,
      })),
    }));
    expect(causesOf(found, 'build', 'cost')).toMatchObject([{ text: '`extra` +$0.10', share: 1 }]);
  });

  it('is not explained by tasks that are new in each build', () => {
    const found = judgeLast((i, isLast) => ({
      tasks: [{ ...usual(`session ${i}`), durationMs: 1_000 + i, ...(isLast && { costUsd: 0.2 }) }],
    }));
    expect(causesOf(found, 'build', 'cost').map(({ kind }) => kind)).toEqual(['unexplained']);
  });

  it('is explained by its tokens if all tasks use more', () => {
    const found = judgeLast((i, isLast) => ({
      tasks: Array.from({ length: 12 }, (_, at) => ({
        ...usual(`job ${at}`),
        durationMs: 1_000 + i,
        ...(isLast ? { costUsd: 0.2, tokens: tokens(2_000) } : {}),
      })),
    }));
    expect(causesOf(found, 'build', 'cost')).toEqual([
      { kind: 'tokens', text: 'tokens +100%', share: expect.closeTo(1, 6) },
    ]);
  });

  it('with a cost of zero before has no shares', () => {
    const found = judgeLast((i, isLast) => ({
      tasks: [
        {
          name: 'review',
          durationMs: at(i),
          costUsd: isLast ? 0.2 : 0,
          tokens: tokens(isLast ? 2_000 : 1_000),
        },
      ],
    }));
    for (const { share } of causesOf(found, 'build', 'cost'))
      expect(share === null || (share >= 0 && share <= 1)).toBe(true);
  });
});

describe('a failing task', () => {
  it('shows its current error', () => {
    const builds = Array.from({ length: 43 }, (_, i) => {
      const failed = i >= 30 && i % 2 === 0;
      return stepOf(i, total[i] as number, {
        result: failed ? 'failure' : 'success',
        tasks: [
          {
            name: 'login',
            kind: 'test',
            durationMs: 900,
            result: failed ? 'failure' : 'success',
            errorType: failed ? 'TimeoutError' : null,
          },
        ],
      });
    });
    const found = judgeOne(builds.slice(0, -1), builds.at(-1) as Build);
    expect(one(causesOf(found, 'login', 'success_rate'), 'errors')?.text).toBe(
      'newest failures: TimeoutError',
    );
  });
});

describe('shares', () => {
  it('are between 0 and 1, and never change the finding', () => {
    const found = judgeLast((i, isLast) => ({
      durationMs: (total[i] as number) + (isLast ? 12_000 : 0),
      tasks: chain([
        { name: 'a', durationMs: isLast ? 60_000 : at(i) },
        { name: 'b', durationMs: isLast ? 3_000 : at(i) },
        ...(isLast ? [{ name: 'new', durationMs: 50_000 }] : []),
      ]),
    }));
    for (const { share } of found.changes.flatMap(({ causes }) => causes))
      if (share !== null) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
  });
});
