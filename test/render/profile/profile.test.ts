/** The flamegraph and the timeline as files, over the zoo and over work that no log should contain. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import type { TaskReport } from '../../../src/model/work.ts';
import { renderFlamegraph } from '../../../src/render/profile/flamegraph.ts';
import { renderFolded } from '../../../src/render/profile/folded.ts';
import { placeInLanes } from '../../../src/render/profile/lanes.ts';
import { renderSpeedscope } from '../../../src/render/profile/speedscope.ts';
import { growFrames, isTimed, listWork } from '../../../src/render/profile/work-tree.ts';
import { renderChromeTrace } from '../../../src/render/profile/write-chrome-trace.ts';
import { expectGolden } from '../golden.ts';
import { sampleReports } from '../sample-reports.ts';

/** The script is the same in every file; the browser's tests check it. */
function withoutScript(text: string): string {
  return text.replace(/<script><!\[CDATA\[.*?\]\]><\/script>/s, '<script/>');
}

describe.each(['regression', 'hostile', 'agent'] as const)('%s', (name) => {
  it('as flamegraph', () =>
    expectGolden(`${name}.flamegraph.svg`, withoutScript(renderFlamegraph(sampleReports[name]))));
  it('as folded stacks', () => expectGolden(`${name}.folded`, renderFolded(sampleReports[name])));
  it('for speedscope', () => expectGolden(`${name}.speedscope.json`, renderSpeedscope(sampleReports[name])));
  it('as Chrome trace', () => expectGolden(`${name}.trace.json`, renderChromeTrace(sampleReports[name])));
});

/** A report of these tasks alone: name, parent, start, duration. */
function makeReport(
  rows: readonly (readonly [string, number | null, number | null, number | null])[],
): Report {
  const tasks = rows.map(
    ([name, parent, startTimeMs, durationMs]): TaskReport => ({
      ...sampleReports.pass.tasks[0]!,
      name,
      parent,
      startTimeMs,
      durationMs,
    }),
  );
  return { ...sampleReports.pass, name: 'ci', tasks, retried: [], spans: [], criticalPath: null };
}

describe('folded stacks', () => {
  it('give a parent the time outside of its children, and add up equal names', () => {
    const report = makeReport([
      ['job', null, 0, 100],
      ['a', 0, 0, 40],
      ['b', 0, 20, 40],
      ['a', 0, 70, 10],
    ]);
    expect(renderFolded(report)).toBe('ci;job 30000\nci;job;a 50000\nci;job;b 40000\n');
  });

  it('keep a task that is named like the folder of another one, whatever their order', () => {
    const tasks = [
      ['lib/net', null, null, 10],
      ['lib/net/client', null, null, 20],
    ] as const;
    const folded = 'ci;lib;lib/net/client 20000\nci;lib;lib/net 10000\n';
    expect(renderFolded(makeReport(tasks))).toBe(folded);
    expect(renderFolded(makeReport(tasks.toReversed()))).toBe(folded);
  });

  it('work without start times', () => {
    const report = makeReport([
      ['job', null, null, 100],
      ['a', 0, null, 40],
      ['b', 0, null, 80],
      ['unknown', null, null, null],
      ['c', 3, null, 7],
    ]);
    expect(renderFolded(report)).toBe('ci;job;b 80000\nci;job;a 40000\nci;unknown;c 7000\n');
  });

  it('keep separators and counts out of names', () => {
    expect(renderFolded(makeReport([['a;b\nc 12', null, null, 1]]))).toBe('ci;a,b c_12 1000\n');
  });

  it('are empty when no duration is known', () => {
    const report = makeReport([['a', null, 5, null]]);
    expect([renderFolded(report), renderFlamegraph(report), renderSpeedscope(report)]).toEqual(['', '', '']);
  });
});

describe('the Chrome trace', () => {
  it('leaves out and counts work without a start', () => {
    const report = makeReport([
      ['a', null, 1_000, 5],
      ['b', null, null, 5],
    ]);
    const trace = JSON.parse(renderChromeTrace(report));
    expect(trace.otherData).toMatchObject({
      'start (epoch ms)': '1000',
      'left out for lack of a start': '1',
    });
    expect(trace.traceEvents.filter((event: { ph: string }) => event.ph === 'X')).toMatchObject([
      { name: 'a', ts: 0, dur: 5_000, tid: 1 },
    ]);
    expect(renderChromeTrace(makeReport([['b', null, null, 5]]))).toBe('');
  });
});

describe('the flamegraph', () => {
  it('draws the largest frames and counts the rest', () => {
    const svg = renderFlamegraph(
      makeReport(Array.from({ length: 5_000 }, (_, i) => [`t${i}`, null, null, i + 1])),
    );
    expect(svg.match(/<g class="f/g)?.length).toBe(4_000);
    expect(svg).toContain('1,001 smaller frames not drawn');
  });

  it('labels a frame without the name of the one above, and keeps whole names for search', () => {
    const names: readonly (readonly [string, number | null])[] = [
      ['src/io', null],
      ['src/io/Read "a"', 0],
      ['src/iota', 0],
      ['c › d', null],
      ['c › d › e', 3],
    ];
    const svg = renderFlamegraph(makeReport(names.map(([name, parent]) => [name, parent, null, 1000])));
    const labels = [...svg.matchAll(/<title>(.*?)&#10;.*?<text [^>]*>(.*?)<\/text>/g)].map(
      ([, ...found]) => found,
    );
    expect(labels).toEqual(
      expect.arrayContaining([
        ['src/io/Read &quot;a&quot;', 'Read &quot;a&quot;'],
        ['src/iota', 'src/iota'],
        ['c › d › e', 'e'],
      ]),
    );
    expect(svg).toContain('data-n="Read &quot;a&quot;"');
  });

  it('shows how work compares with its past', () => {
    expect(renderFlamegraph(sampleReports.regression)).toContain('+337% vs baseline');
  });
});

const someWork = fc.array(
  fc.tuple(
    fc.constantFrom('a', 'b', 'c;d', 'e 5'),
    fc.option(fc.nat(25)),
    fc.option(fc.integer({ min: 0, max: 100 })),
    fc.option(fc.integer({ min: 0, max: 60 })),
  ),
  { minLength: 1, maxLength: 25 },
);

/** Parents as `reportWork` returns them: from the list, and never in a circle. */
function withoutCircles(
  rows: readonly (readonly [string, number | null, number | null, number | null])[],
): Report {
  return makeReport(
    rows.map(([name, parent, start, duration], index) => [
      name,
      parent !== null && parent < index ? parent : null,
      start,
      duration,
    ]),
  );
}

describe('with any work', () => {
  it('no frame is smaller than its children, and folded stacks add up to the whole', () => {
    fc.assert(
      fc.property(someWork, (rows) => {
        const report = withoutCircles(rows);
        const root = growFrames('ci', listWork(report));
        const sum = renderFolded(report)
          .split('\n')
          .reduce((total, line) => total + Number(/ (\d+)$/.exec(line)?.[1] ?? 0), 0);
        expect(sum / 1000).toBeCloseTo(root.totalMs, 3);
      }),
    );
  });

  it('work in one lane is sequential or nested in its parent', () => {
    fc.assert(
      fc.property(someWork, (rows) => {
        const placed = placeInLanes(listWork(withoutCircles(rows)).filter(isTimed));
        for (const a of placed) {
          for (const b of placed) {
            if (a === b || a.lane !== b.lane || b.work.startTimeMs < a.work.startTimeMs) continue;
            const endOfA = a.work.startTimeMs + a.work.durationMs;
            const endOfB = b.work.startTimeMs + b.work.durationMs;
            const apart = endOfA <= b.work.startTimeMs || endOfB <= a.work.startTimeMs;
            const nested = endOfB <= endOfA || endOfA <= endOfB;
            expect(apart || (a.depth !== b.depth && nested)).toBe(true);
          }
        }
      }),
    );
  });

  it('speedscope closes in each lane the last opened span first', () => {
    fc.assert(
      fc.property(someWork, (rows) => {
        const text = renderSpeedscope(withoutCircles(rows));
        if (text === '') return;
        for (const profile of JSON.parse(text).profiles.slice(1)) {
          const open: number[] = [];
          let at = 0;
          for (const event of profile.events) {
            expect(event.at).toBeGreaterThanOrEqual(at);
            at = event.at;
            if (event.type === 'O') open.push(event.frame);
            else expect(open.pop()).toBe(event.frame);
          }
          expect(open).toEqual([]);
        }
      }),
    );
  });
});
