/** Reports with counts a thousand times as high: they are shown as `5,000`, wherever the count appears. */
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/render/comment.ts';
import { renderHtml } from '../../src/render/html/html.ts';
import { renderSummary } from '../../src/render/summary.ts';
import { renderTerminal } from '../../src/render/terminal/check-report.ts';
import { countStandings } from '../../src/words/count-standings.ts';
import { describeVerdict } from '../../src/words/headline.ts';
import { alertBuild, alertThresholds } from '../../src/words/write-alerts.ts';
import { sampleReports } from './sample-reports.ts';

/** What counts builds, runs, tasks or metrics. */
const counts =
  /^(builds|baselineBuilds|newest|newestAbove|buildsAgo|series|learning|flakes|failed|tasks|failedTasks|skippedTasks|cacheHits|cacheLookups)$/;

function enlarge<T>(value: T, key = ''): T {
  if (typeof value === 'number') return (counts.test(key) ? value * 1_000 : value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => enlarge(each)) as T;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, enlarge(each, name)])) as T;
}

/** Whole thousands without a separator between words, outside names. */
function findBare(text: string): string[] {
  const words = text.replace(/`[^`]*`|<(code|script|style)\b[\s\S]*?<\/\1>|<[^>]*>|\(\S*?\/\/\S*\)/g, ' ');
  return words.match(/(?:\S+ ){0,3}(?<![\w.,:/#@-])[1-9]\d*000(?![\w:/-]|,\d|, attempt).{0,20}/g) ?? [];
}

describe('counts of thousands', () => {
  // During the learning phase, there are fewer than twelve builds.
  it.each(Object.entries(sampleReports).filter(([name]) => name !== 'learning'))('%s', (_, report) => {
    const large = enlarge({ ...report, tasks: report.tasks.slice(0, 20) });
    const judged = {
      ...large,
      headline: describeVerdict(large),
      alerts: [...alertThresholds(large), ...alertBuild(large)],
    };
    const texts = [
      renderComment(judged, { links: {}, notices: [] }),
      renderSummary(judged, []),
      renderTerminal(judged, { width: 200, color: false }),
      renderHtml(judged),
    ];
    for (const text of texts) expect(findBare(text)).toEqual([]);
  });

  it('of failed tests, by their state', () => {
    const report = sampleReports['failed-tests'];
    const failures = report.failures.flatMap((failed) => new Array(2_000).fill(failed));
    expect(describeVerdict({ ...report, failures })).toContain(
      '6,000 tests failed, 2,000 of them new, 2,000 already failing, 2,000 flaky',
    );
  });
});

it.each([
  ['failed', '2,000 failed'],
  ['worse', '2,000 got worse'],
  ['suspected', '2,000 possible regressions'],
  ['incomplete', '2,000 incomplete'],
  ['unjudged', '2,000 without a baseline'],
  ['open', '2,000 with open regressions'],
] as const)('thousands of jobs that are %s', (standing, words) => {
  expect(countStandings(new Array(2_000).fill(standing))).toContain(words);
});
