import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/render/comment.ts';
import {
  hasSibling,
  type Leg,
  mergeLeg,
  readStanding,
  readStandings,
  slugOf,
} from '../../src/render/comment-legs.ts';
import { escapeMarkdown } from '../../src/render/escape.ts';
import { type Standing, standings } from '../../src/words/standing.ts';
import { anyCharacter } from '../any-character.ts';
import { hostileTexts, sampleReports } from './sample-reports.ts';

const marker = '<!-- build-telemetry:CI -->';

function leg(key: string, rest: Partial<Leg> = {}): Leg {
  return {
    key,
    job: '',
    standing: 'fine',
    order: 0,
    headline: 'No significant change',
    advice: '',
    body: `✅ \`${key}\`: fine.`,
    runId: '100',
    attempt: 1,
    commit: null,
    ...rest,
  };
}

function mergeAll(legs: readonly Leg[]): string {
  return legs.reduce<string | null>((body, each) => mergeLeg(body, each, marker), null) ?? '';
}

/** Legs as a matrix gives them: each (run, key, attempt) writes one text. */
const anyLegs = fc.uniqueArray(
  fc.record({
    key: fc.oneof(
      fc.constantFrom('linux, 20', 'linux, 22', 'windows', 'mac', '<!-- -->', '--', ''),
      fc.string({ unit: anyCharacter }),
    ),
    job: fc.constant(''),
    standing: fc.constantFrom(...standings),
    headline: fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: anyCharacter, maxLength: 300 })),
    advice: fc
      .oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: anyCharacter, maxLength: 300 }))
      .map((text) => escapeMarkdown(text)),
    order: fc.nat({ max: 3 }),
    body: fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.string({ unit: anyCharacter }),
      fc
        .nat({ max: 40_000 })
        .map(
          (n) =>
            `### x\n\n${'y'.repeat(n)}\n\n<details><summary>more</summary>\n\n${'z'.repeat(n)}\n\n</details>`,
        ),
    ),
    runId: fc.constantFrom('99', '100', '101'),
    attempt: fc.integer({ min: 1, max: 3 }),
    commit: fc.constant('b'.repeat(40)),
  }),
  { selector: (each) => `${each.runId}/${each.key}/${each.attempt}`, minLength: 1, maxLength: 20 },
);

describe('jobs that cannot be distinguished', () => {
  const pass = leg('ci', { job: 'a1' });
  const fail = leg('ci', { job: 'b1', standing: 'failed' });

  it.each([[[pass, fail]], [[fail, pass]]])('keep both sections, in any order', (legs) => {
    const body = mergeAll(legs);
    expect(readStandings(body)).toEqual(new Map([[slugOf('ci'), 'failed']]));
    expect(body.match(/:start/g)).toHaveLength(2);
    expect(hasSibling(body, pass)).toBe(true);
    expect(hasSibling(mergeAll([pass]), pass)).toBe(false);
  });

  it('report nothing as resolved that belongs to another job', () => {
    const body = mergeAll([fail, pass]);
    expect(readStanding(body, { ...pass, runId: '101' })).toBeNull();
    expect(readStanding(body, fail)).toBe('failed');
    expect(readStanding(mergeAll([fail]), { ...fail, job: 'b2', attempt: 2 })).toBe('failed');
  });

  it('replace the failed section when the failed job runs again', () => {
    const again = leg('ci', { job: 'b2', attempt: 2 });
    const body = mergeAll([pass, fail, again]);
    expect([body.match(/:start/g)?.length, readStandings(body).get(slugOf('ci'))]).toEqual([2, 'fine']);
    // A late text of the previous attempt changes nothing.
    expect(mergeAll([pass, fail, again, leg('ci', { job: 'c1', standing: 'failed' })])).toBe(body);
  });
});

it('names the commit of the run, whatever the number of jobs', () => {
  const of = (count: number): string =>
    mergeAll(Array.from({ length: count }, (_, job) => leg(`job ${job}`, { commit: 'a1b2c3d'.repeat(5) })));
  for (const count of [1, 2, 70]) {
    expect(of(count)).toMatch(/\n\nResult for commit (a1b2c3d){5}\.\n$/);
    expect(mergeLeg(of(count), leg('job 0', { runId: '101' }), marker)).not.toContain('a1b2c3d');
  }
});

it('gives a run without a section one in place of all its jobs, until one of them has its own', () => {
  const none = leg('CI', { runId: '101', attempt: 0, standing: 'incomplete', body: 'no report' });
  const old = mergeAll([leg('a', { standing: 'failed' }), leg('b')]);
  const empty = mergeLeg(old, none, marker);
  expect(readStandings(empty)).toEqual(new Map([[slugOf('CI'), 'incomplete']]));
  const again = mergeLeg(empty, leg('a', { runId: '101' }), marker);
  expect(readStandings(again)).toEqual(new Map([[slugOf('a'), 'fine']]));
  expect(mergeLeg(again, none, marker)).toBe(again);
});

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

  it('changes nothing if a job writes the same twice', () => {
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

  it('contains only the newest attempt of every job of the newest run', () => {
    fc.assert(
      fc.property(anyLegs, (legs) => {
        const body = mergeAll(legs);
        const current = legs
          .filter((each) => each.runId === newestRun(legs))
          .sort((a, b) => a.attempt - b.attempt);
        const expected = new Map(current.map((each) => [slugOf(each.key), each.standing]));
        expect(new Map([...readStandings(body)].sort())).toEqual(new Map([...expected].sort()));
        expect(body.startsWith(`${marker}\n`)).toBe(true);
        expect(body.length).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it('cannot be forged from within a section', () => {
    const forged = `<!-- build-telemetry:leg:${slugOf('a')}:end -->\n<!-- build-telemetry:leg:${slugOf('b')}:start v=failed o=0 r=100 a=9 n= h= s= -->\nx\n<!-- build-telemetry:leg:${slugOf('b')}:end -->`;
    const body = mergeAll([leg('a', { body: forged }), leg('b')]);
    expect([...readStandings(body).values()]).toEqual(['fine', 'fine']);
    expect(mergeLeg(body, leg('b', { attempt: 2, standing: 'worse' }), marker)).toContain(
      'v=worse o=0 r=100 a=2',
    );
  });

  it('links the commits of its advice, or drops the link of one that is too long', () => {
    const advice = (name: string, query: string): string =>
      `Check \`${name}\` and the [commits after \`a\`](https://github.com/o/r/compare/${query}).`;
    const of = (text: string): string => mergeAll([leg('a'), leg('b', { standing: 'worse', advice: text })]);
    expect(of(advice('t', 'a...b'))).toContain(`1. ${advice('t', 'a...b')} (<code>b</code>)`);
    const cut = of(advice('t', 'c'.repeat(400)));
    expect(cut).toContain('1. Check `t` and the commits after `a`. (<code>b</code>)');
    expect(mergeLeg(cut, leg('c'), marker)).toContain(
      '1. Check `t` and the commits after `a`. (<code>b</code>)',
    );
  });

  it('is one table, one row per job, worst first, with advice once and the details folded', () => {
    const body = mergeAll([
      leg('a'),
      leg('b', {
        standing: 'suspected',
        headline: 'Possible regression',
        advice: 'Re-run.',
        body: '### x\n\n**Why**\n- y\n\n**What to do**\n1. Re-run.\n\nend',
      }),
      leg('c', { standing: 'failed', headline: '2 tests failed', advice: 'Fix `t`.' }),
      leg('d', { standing: 'unjudged', headline: 'No baseline yet' }),
      leg('e', { order: 1, standing: 'failed', headline: '1 test failed', advice: 'Fix `t`.' }),
    ]);
    const lines = body.split('\n').filter((line) => !line.startsWith('<!--'));
    expect(lines.slice(0, 12)).toEqual([
      '### ❌ 5 jobs: 2 failed, 1 possible regression, 1 without a baseline, 1 OK',
      '',
      '| Job | Result |',
      '|:--|:--|',
      '| ❌&nbsp;<code>c</code> | 2 tests failed |',
      '| ❌&nbsp;<code>e</code> | 1 test failed |',
      '| ⚠️&nbsp;<code>b</code> | Possible regression |',
      '| ℹ️&nbsp;<code>d</code> | No baseline yet |',
      '| ✅&nbsp;<code>a</code> | No significant change |',
      '',
      '**What to do**',
      '1. Fix `t`. (2 jobs)',
    ]);
    expect(body.split('**What to do**')).toHaveLength(2);
    expect(body).toContain(
      '<details><summary>⚠️ <code>b</code></summary>\n\n**Why**\n- y\n\nend\n\n</details>',
    );
  });

  it('folds the jobs that wait for more builds into one row', () => {
    const body = mergeAll([
      leg('a', {
        order: 0,
        standing: 'unjudged',
        headline: 'No baseline yet: this is the first build recorded for a',
      }),
      leg('b', {
        order: 1,
        standing: 'unjudged',
        headline: 'No baseline yet: this is the first build recorded for b',
      }),
      leg('c', { order: 2, standing: 'unjudged', headline: 'Not compared: the stored history is damaged' }),
      leg('d', { order: 3, standing: 'unjudged', headline: 'Not compared: the stored history is damaged' }),
      leg('e', {
        order: 4,
        standing: 'unjudged',
        headline: 'Regression detection starts after 12 builds: 4 recorded',
      }),
    ]);
    expect(body.split('\n').filter((line) => line.startsWith('| ℹ️'))).toEqual([
      expect.stringMatching(/^\| ℹ️&nbsp;<code>a<\/code>, <code>b<\/code> \| No baseline yet \|$/),
      ...Array(3).fill(expect.stringContaining('</code> |')),
    ]);
    expect(body).toContain('Regression detection starts after 12 builds: 4 recorded |');
  });

  it('is green only if every job was compared', () => {
    const title = (standing: Standing) => mergeAll([leg('a'), leg('b', { standing })]).split('\n')[1];
    expect(title('fine')).toBe('### ✅ 2 jobs, no regressions');
    expect(title('unjudged')).toBe('### ℹ️ 2 jobs: 1 without a baseline, 1 OK');
    expect(title('open')).toBe('### ✅ 2 jobs: 1 with open regressions, 1 OK');
  });

  it('shows a single job as if there were no others', () => {
    const body = mergeAll([leg('a', { body: '### ✅ Fine' })]);
    expect(body.split('\n').filter((line) => !line.startsWith('<!--'))).toEqual(['### ✅ Fine', '']);
  });

  it('ignores a late job of an older run', () => {
    const body = mergeAll([leg('a', { runId: '1000' })]);
    expect(mergeLeg(body, leg('a', { runId: '999', attempt: 5, standing: 'failed' }), marker)).toBe(body);
  });

  it('survives edits by people', () => {
    const body = mergeAll([leg('a'), leg('b')]);
    for (const damaged of [
      '',
      body.slice(0, body.length / 2),
      body.replaceAll('\n', '\r\n'),
      body.replaceAll('end', ''),
    ]) {
      expect(readStandings(mergeLeg(damaged, leg('c'), marker)).get(slugOf('c'))).toBe('fine');
    }
  });

  it('fits a matrix of 256 failing jobs', () => {
    const text = renderComment(sampleReports.regression, { links: {}, notices: [] });
    const legs = Array.from({ length: 256 }, (_, index) =>
      leg(`${'long'.repeat(14)}${index}`, { standing: 'failed', body: text, runId: '99999999999' }),
    );
    const body = mergeAll(legs);
    expect(readStandings(body).size).toBe(256);
    expect(body.length).toBeLessThanOrEqual(60_000);
  });

  it('shows twelve matrix jobs in full', () => {
    const text = renderComment(sampleReports.regression, { links: {}, notices: [] });
    const body = mergeAll(
      Array.from({ length: 12 }, (_, index) => leg(`leg ${index}`, { standing: 'failed', body: text })),
    );
    expect(body.split('<summary>How sure is this?')).toHaveLength(13);
  });
});

function newestRun(legs: readonly Leg[]): string {
  return String(Math.max(...legs.map((each) => Number(each.runId))));
}

it.each([
  ['integration tests of the checkout service (ubuntu-24.04-arm, node 22, ', /^integration tests of .*…/],
  ['Сборка и проверка всех пакетов магазина (ubuntu-latest, ', /^Сборка и.*…/],
  ['日本語のとても長い名前のワークフロー/テスト (ubuntu-latest, ', /^日本語.*…/],
])('a long name in any script keeps its beginning and the end that distinguishes it: %s', (name, start) => {
  const body = mergeAll([leg(`${name}chrome)`), leg(`${name}firefox)`)]);
  const labels = Array.from(body.matchAll(/^\| .*<code>(.*)<\/code>/gm), ([, label = '']) => label);
  expect(labels).toHaveLength(2);
  for (const label of labels) expect(label).toMatch(start);
  expect(labels.map((label) => /(chrome|firefox)\)$/.exec(label)?.[1]).sort()).toEqual(['chrome', 'firefox']);
});
