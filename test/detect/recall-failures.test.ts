import { describe, expect, it } from 'vitest';
import type { Outcome, Outcomes } from '../../src/detect/collect/outcomes.ts';
import { recallFailures } from '../../src/detect/conclude/recall-failures.ts';

const letters: Readonly<Record<string, Outcome>> = { p: 'passed', f: 'failed', x: 'flaked' };

/** One letter a build, oldest first, the current one last: passed, failed, or both on one commit. */
function past(text: string, print: string | null = null, builds = 5) {
  const list = Array.from(text, (letter) => letters[letter] as Outcome);
  const ran = list.map((_, i) => ({ id: `b${i}`, commit: `c${i}`, runId: null, startTimeMs: i }));
  const outcomes: Outcomes = {
    name: 'login',
    kind: 'test',
    list,
    builds: ran,
    rerunMs: list.map(() => 0),
    failurePrint: 'aa',
    isCurrent: true,
  };
  const comparable = {
    past: Array.from({ length: builds }, (_, i) => i),
    runs: [],
    fresh: [],
    isChange: false,
  };
  return recallFailures({ outcomes: [outcomes], comparable })('test', 'login', print);
}

describe('a failure', () => {
  it.each([
    ['ppppf', 'new'],
    ['fpppf', 'new'],
    ['pppff', 'known'],
    ['fffff', 'known'],
    ['pxppf', 'flaky'],
    ['ppppx', 'flaky'],
    ['pxpff', 'known'],
    ['fpffpf', 'new'],
    ['fpfpfpf', 'flaky'],
  ])('after %s is %s', (text, state) => expect(past(text).state).toBe(state));

  it('that is known has its first build, and the number of consecutive failures', () => {
    expect(past('ppfff').since).toEqual({ buildId: 'b2', commit: 'c2', builds: 2 });
    expect(past('pppf').since).toBeNull();
  });

  it('is recognised by its message, too', () => {
    expect(past('ppff', 'aa').sameError).toBe(true);
    expect(past('ppff', 'bb').sameError).toBe(false);
    expect(past('ppff').sameError).toBeNull();
  });

  it('counts flakes and failures among the newest twenty', () => {
    expect(past(`${'x'.repeat(30)}${'p'.repeat(18)}xpf`)).toMatchObject({ flakes: 1, builds: 20, failed: 0 });
    expect(past('fpfppf')).toMatchObject({ state: 'new', failed: 2, builds: 5 });
  });

  it('of a new task is new, and not compared without any build', () => {
    const comparable = { past: [0], runs: [], fresh: [], isChange: false };
    expect(recallFailures({ outcomes: [], comparable })('test', 'x', null).state).toBe('new');
    expect(
      recallFailures({ outcomes: [], comparable: { ...comparable, past: [] } })('test', 'x', null).state,
    ).toBe('unknown');
  });
});
