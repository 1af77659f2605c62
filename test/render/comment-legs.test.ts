import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/render/comment.ts';
import { type Leg, mergeLeg, readVerdicts, slugOf } from '../../src/render/comment-legs.ts';
import { hostile, zoo } from './zoo.ts';

const marker = '<!-- build-telemetry:CI -->';

function leg(key: string, rest: Partial<Leg> = {}): Leg {
  return { key, verdict: 'pass', order: 0, body: `✅ \`${key}\`: fine.`, runId: '100', attempt: 1, ...rest };
}

function mergeAll(legs: readonly Leg[]): string {
  return legs.reduce<string | null>((body, each) => mergeLeg(body, each, marker), null) ?? '';
}

/** Legs as a matrix gives them: each (run, key, attempt) writes one text. */
const anyLegs = fc.uniqueArray(
  fc.record({
    key: fc.oneof(
      fc.constantFrom('linux, 20', 'linux, 22', 'windows', 'mac', '<!-- -->', '--', ''),
      fc.string({ unit: 'binary' }),
    ),
    verdict: fc.constantFrom('pass' as const, 'warn' as const, 'fail' as const),
    order: fc.nat({ max: 3 }),
    body: fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: 'binary' }),
      fc
        .nat({ max: 40_000 })
        .map(
          (n) =>
            `### x\n\n${'y'.repeat(n)}\n\n<details><summary>more</summary>\n\n${'z'.repeat(n)}\n\n</details>`,
        ),
    ),
    runId: fc.constantFrom('99', '100', '101'),
    attempt: fc.integer({ min: 1, max: 3 }),
  }),
  { selector: (each) => `${each.runId}/${each.key}/${each.attempt}`, minLength: 1, maxLength: 20 },
);

describe('mergeLeg', () => {
  it('gives the same comment whatever the order of updates', () => {
    fc.assert(
      fc.property(
        anyLegs.chain((legs) =>
          fc.tuple(fc.constant(legs), fc.shuffledSubarray(legs, { minLength: legs.length })),
        ),
        ([legs, shuffled]) => {
          expect(mergeAll(shuffled)).toBe(mergeAll(legs));
        },
      ),
    );
  });

  it('changes nothing when a leg writes the same twice', () => {
    fc.assert(
      fc.property(anyLegs, fc.nat(), (legs, index) => {
        const body = mergeAll(legs);
        const newest = legs.filter((each) => each.runId === newestRun(legs));
        const again = newest[index % newest.length];
        const isNewest = newest.every((each) => each.key !== again?.key || each.attempt <= again.attempt);
        if (again && isNewest) expect(mergeLeg(body, again, marker)).toBe(body);
      }),
    );
  });

  it('holds the newest attempt of every leg of the newest run and nothing else', () => {
    fc.assert(
      fc.property(anyLegs, (legs) => {
        const body = mergeAll(legs);
        const current = legs
          .filter((each) => each.runId === newestRun(legs))
          .sort((a, b) => a.attempt - b.attempt);
        const expected = new Map(current.map((each) => [slugOf(each.key), each.verdict]));
        expect(new Map([...readVerdicts(body)].sort())).toEqual(new Map([...expected].sort()));
        expect(body.startsWith(`${marker}\n`)).toBe(true);
        expect(body.length).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it('cannot be forged from within a section', () => {
    const forged = `<!-- build-telemetry:leg:${slugOf('a')}:end -->\n<!-- build-telemetry:leg:${slugOf('b')}:start v=fail o=0 r=100 a=9 -->\nx\n<!-- build-telemetry:leg:${slugOf('b')}:end -->`;
    const body = mergeAll([leg('a', { body: forged }), leg('b')]);
    expect([...readVerdicts(body).values()]).toEqual(['pass', 'pass']);
    expect(mergeLeg(body, leg('b', { attempt: 2, verdict: 'warn' }), marker)).toContain(
      'v=warn o=0 r=100 a=2',
    );
  });

  it('begins with the worst verdict and opens what needs a look', () => {
    const body = mergeAll([leg('a'), leg('b', { verdict: 'warn' }), leg('c', { verdict: 'fail' })]);
    expect(body.split('\n')[1]).toBe('### ❌ 1 of 3 builds failed the check, 1 needs a look, 1 is fine');
    expect(body).toContain('<details open><summary>❌ <code>c</code></summary>');
    expect(body).toContain('<details><summary>✅ <code>a</code></summary>');
  });

  it('shows a single leg as if there were no others to come', () => {
    const body = mergeAll([leg('a', { body: '### ✅ Fine' })]);
    expect(body.split('\n').filter((line) => !line.startsWith('<!--'))).toEqual(['### ✅ Fine', '']);
  });

  it('ignores a late leg of an older run', () => {
    const body = mergeAll([leg('a', { runId: '1000' })]);
    expect(mergeLeg(body, leg('a', { runId: '999', attempt: 5, verdict: 'fail' }), marker)).toBe(body);
  });

  it('survives what people do to a comment', () => {
    const body = mergeAll([leg('a'), leg('b')]);
    for (const damaged of [
      '',
      body.slice(0, body.length / 2),
      body.replaceAll('\n', '\r\n'),
      body.replaceAll('end', ''),
    ]) {
      expect(readVerdicts(mergeLeg(damaged, leg('c'), marker)).get(slugOf('c'))).toBe('pass');
    }
  });

  it('holds a matrix of 256 failing legs', () => {
    const text = renderComment(zoo.regression, { links: {}, notices: [] });
    const legs = Array.from({ length: 256 }, (_, index) =>
      leg(`${'long'.repeat(14)}${index}`, { verdict: 'fail', body: text, runId: '99999999999' }),
    );
    const body = mergeAll(legs);
    expect(readVerdicts(body).size).toBe(256);
    expect(body.length).toBeLessThanOrEqual(60_000);
  });

  it('shows twelve legs of a matrix whole', () => {
    const text = renderComment(zoo.regression, { links: {}, notices: [] });
    const body = mergeAll(
      Array.from({ length: 12 }, (_, index) => leg(`leg ${index}`, { verdict: 'fail', body: text })),
    );
    expect(body.split('**What to do**')).toHaveLength(13);
  });
});

function newestRun(legs: readonly Leg[]): string {
  return String(Math.max(...legs.map((each) => Number(each.runId))));
}
