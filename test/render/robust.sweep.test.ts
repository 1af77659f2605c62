/** Reports with numbers that no build should have: every renderer still writes a sensible text. */
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/render/comment.ts';
import { renderTasksCsv } from '../../src/render/csv.ts';
import { renderHtml } from '../../src/render/html/html.ts';
import { renderJson } from '../../src/render/json.ts';
import { renderSummary } from '../../src/render/summary.ts';
import { renderTerminal } from '../../src/render/terminal/check-report.ts';
import { sampleReports } from './sample-reports.ts';

/** Counts are whole numbers that we computed; all others were measured elsewhere. */
const counts =
  /^(builds|historyBuilds|baselineBuilds|newest|newestAbove|buildsAgo|attempt|runAttempt|pullRequest|series|learning)$/;

function mapNumbers<T>(value: T, to: number, key = ''): T {
  if (typeof value === 'number') return (counts.test(key) ? value : to) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => mapNumbers(each, to)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mapNumbers(each, to, name)]),
  ) as T;
}

describe.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 1e-300, Number.MAX_SAFE_INTEGER])(
  'all numbers %s',
  (number) => {
    it.each(Object.entries(sampleReports))('%s', (_, report) => {
      // Ten thousand tasks show no more here than the first twenty.
      const odd = mapNumbers({ ...report, tasks: report.tasks.slice(0, 20) }, number);
      const texts = [
        renderComment(odd, { links: {}, notices: [] }),
        renderSummary(odd, []),
        renderTerminal(odd, { width: 80, color: false }),
        renderTasksCsv(odd),
        renderHtml(odd).replace(/<script>[\s\S]*?<\/script>/, ''),
      ];
      for (const text of texts) {
        const at = text.search(/NaN|Infinity|undefined|\[object/);
        expect(at < 0 ? '' : text.slice(Math.max(0, at - 40), at + 40)).toBe('');
      }
      expect(() => JSON.parse(renderJson(odd))).not.toThrow();
    });
  },
);

it('gives a text for an empty report', () => {
  const empty = {
    ...sampleReports.pass,
    tasks: [],
    trend: [],
    thresholds: [],
    measurements: [],
    alerts: [],
    changes: [],
    headline: '',
    name: '',
  };
  expect(renderComment(empty, { links: {}, notices: [] })).toContain('Compared with');
  expect(renderSummary(empty, [])).toContain('Compared with');
  expect(renderTerminal(empty, { width: 80, color: false })).toContain('PASS');
  expect(renderHtml(empty)).toContain('Compared with');
});
