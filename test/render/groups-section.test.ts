/** Tasks by their groups, and how much of a large report is visible. */
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { listGroups } from '../../src/render/html/groups-section.ts';
import { renderHtml } from '../../src/render/html/html.ts';
import { layTimeline } from '../../src/render/html/timeline-section.ts';
import { growFlame } from '../../src/render/profile/flamegraph.ts';
import { renderChromeTrace } from '../../src/render/profile/write-chrome-trace.ts';
import { sampleReports } from './sample-reports.ts';

const [example] = sampleReports.pass.tasks;
if (example === undefined) throw new Error('a calm build has tasks');

/** A report of tests with these names: a second each, half a second as usual. */
function reportOf(names: readonly string[], failed: readonly string[] = []): Report {
  const tasks = names.map((name) => ({
    ...{
      ...example!,
      name,
      kind: 'test',
      startTimeMs: null,
      durationMs: 1000,
      baselineMs: 500,
      parent: null,
    },
    result: failed.includes(name) ? ('failure' as const) : ('success' as const),
    cache: 'bypass' as const,
  }));
  return { ...sampleReports.pass, tasks, spans: [], retried: [], criticalPath: null };
}

const rowsOf = (report: Report): unknown[][] => {
  const table = listGroups(growFlame(report));
  const [first] = table?.columns ?? [];
  return (first?.values ?? []).map((_, row) => table?.columns.map(({ values }) => values[row]) ?? []);
};

describe('the groups of tasks', () => {
  it('are files and suites of a test report, with sums and their baselines', () => {
    const names = [
      'a.test.ts › cart › adds',
      'a.test.ts › cart › drops',
      'a.test.ts › login',
      'b.test.ts › x',
    ];
    const rows = rowsOf(reportOf(names, ['a.test.ts › login']));
    expect(rows).toContainEqual(['a.test.ts', 1, 3, 1, 3000, 1500, 1]);
    expect(rows).toContainEqual(['a.test.ts › cart', 2, 2, 0, 2000, 1000, 1]);
  });

  it('are absent where names have no parts', () => {
    expect(listGroups(growFlame(reportOf(['lint', 'build'])))).toBeNull();
  });

  it('are limited, and are data of the page whatever their names', () => {
    const many = Array.from({ length: 4000 }, (_, at) => [`p${at}/a.ts › x`, `p${at}/a.ts › y`]).flat();
    expect(rowsOf(reportOf(many))).toHaveLength(1500);
    const html = renderHtml(reportOf(['<img src=x>/a › b', '<img src=x>/a › c', '</script>/a › d']));
    expect(html).not.toContain('<img src=x>');
  });
});

describe('the timeline', () => {
  const tasks = ['a', 'b', 'c', 'd'].map((name, at) => ({
    ...{ ...example!, name, startTimeMs: at * 10, durationMs: 1000, parent: null },
    ...(at < 3 ? { lane: `worker ${(at % 2) + 1}` } : {}),
  }));
  const report = { ...sampleReports.pass, tasks, spans: [], retried: [] };

  it('has lanes for each worker, by name, and unnamed ones last', () => {
    const timeline = layTimeline(report);
    expect(timeline?.laneNames).toEqual(['worker 1', 'worker 1', 'worker 2', '']);
    expect(timeline?.names.map((name, at) => [name, timeline.lane[at]])).toEqual([
      ['a', 0],
      ['c', 1],
      ['b', 2],
      ['d', 3],
    ]);
  });

  it('names the threads of the Chrome trace in the same way', () => {
    const { traceEvents } = JSON.parse(renderChromeTrace(report)) as {
      traceEvents: { name: string; args: { name?: string } }[];
    };
    const threads = traceEvents.filter(({ name }) => name === 'thread_name').map(({ args }) => args.name);
    expect(threads).toEqual(['worker 1', 'worker 1', 'worker 2', 'Lane 4']);
  });
});

it('a report of 10,000 tests, 402 of them slower, shows a few rows of changes', () => {
  const html = renderHtml(sampleReports.grouped);
  const section = /<section id="changes"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
  const inSight = section.replaceAll(/<details>[\s\S]*?<\/details>/g, '');
  expect(inSight.match(/<tr>/g)?.length ?? 0).toBeLessThanOrEqual(8);
  expect(inSight).toContain('402 of 410 tests');
});
