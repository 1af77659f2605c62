import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/model/alert.ts';
import type { Change } from '../../src/model/change.ts';
import { commentLimit, hasNews, renderComment, renderResolved } from '../../src/render/comment.ts';
import { renderHtml } from '../../src/render/html/html.ts';
import { joinBlocks } from '../../src/render/markdown.ts';
import { renderSummary, summaryLimit } from '../../src/render/summary.ts';
import { sampleNotices, sampleReports, withTasks } from './sample-reports.ts';

const options = { links: {}, notices: [] };
const reports = Object.entries(sampleReports);

describe('renderComment', () => {
  it.each(reports)('%s keeps the limit and starts with the verdict', (_, report) => {
    const comment = renderComment(report, { ...options, notices: sampleNotices });
    expect(comment.length).toBeLessThanOrEqual(commentLimit);
    expect(comment).toMatch(/^(?:### )?(?:✅|⚠️|❌|ℹ️)/);
    expect(comment).not.toContain('<!--');
  });

  it('is one line for a clean build', () => {
    expect(renderComment(sampleReports.pass, options).trim().split('\n')).toHaveLength(1);
    expect(hasNews(sampleReports.pass)).toBe(false);
    expect(hasNews(sampleReports.suspect)).toBe(true);
  });

  it.each([
    ['a confirmed regression', sampleReports.regression],
    ['402 of 10,000 tests that got slower', sampleReports.grouped],
  ])('fits one screen for %s, folded parts aside', (_, report) => {
    const open = renderComment(report, options)
      .replace(/<details>[\s\S]*?<\/details>/g, '')
      .trim();
    expect(open.split('\n').length).toBeLessThanOrEqual(25);
  });

  it('counts the alerts that it does not list', () => {
    const [alert] = sampleReports['many-alerts'].alerts;
    const alerts = Array.from({ length: 60 }, (_, index) => ({
      ...(alert as Alert),
      id: `limit-${index}`,
      message: `Number ${index} above its limit`,
    }));
    const comment = renderComment({ ...sampleReports.pass, alerts }, options);
    expect(comment).toContain('<summary>55 more alerts</summary>');
    expect(comment.match(/above its limit/g)).toHaveLength(45);
    expect(comment).toContain('- … and 15 more alerts');
  });

  it('writes the unit of a change without markup', () => {
    const [change] = sampleReports.regression.changes;
    const series = { ...(change as Change).series, scope: 'metric', measure: 'value', unit: '<b>x</b>|@a' };
    const changes = [{ ...change, series } as Change];
    const report = { ...sampleReports.regression, changes, alerts: [], groups: [] };
    expect(renderComment(report, options)).toMatch(/bx\/ba/);
    for (const text of [renderComment(report, options), renderSummary(report, []), renderHtml(report)])
      expect(text.replace(/<script[\s\S]*/, '')).not.toMatch(/<b>x|\|@a/);
  });

  it('reports that the build is clean again', () => {
    expect(renderResolved(sampleReports.pass, options)).toContain('**Resolved.**');
  });

  it('states a missing baseline and the fix in the first lines', () => {
    expect(renderComment(sampleReports.missing, options)).toMatch(
      /No baseline yet: .* Run this workflow on pushes to `main`/,
    );
  });
});

describe('renderSummary', () => {
  it.each(reports)('%s keeps the limit', (_, report) => {
    expect(Buffer.byteLength(renderSummary(report, sampleNotices))).toBeLessThanOrEqual(summaryLimit);
  });

  it('shows how to fix a failed delivery', () => {
    expect(renderSummary(sampleReports.pass, sampleNotices)).toContain(
      'Grant the job `pull-requests: write`.',
    );
  });

  it('keeps the limit with very long lists', () => {
    const long = '𝕏'.repeat(5_000);
    const report = {
      ...withTasks(400),
      alerts: Array.from({ length: 400 }, () => ({
        ...sampleReports.critical.alerts[0]!,
        message: long,
        action: long,
      })),
      problems: Array.from({ length: 400 }, () => ({
        ...sampleReports.denied.problems[0]!,
        what: long,
        fix: long,
        where: long,
      })),
    };
    expect(Buffer.byteLength(renderSummary(report, report.problems))).toBeLessThanOrEqual(summaryLimit);
  });
});

describe('hostile text', () => {
  const rendered = [
    renderComment(sampleReports.hostile, options),
    renderSummary(sampleReports.hostile, sampleNotices),
  ];

  it.each(rendered)('creates no element', (markdown) => {
    const html = marked.parse(markdown, { async: false });
    const known =
      /<\/?(?:h[1-6]|p|table|thead|tbody|tr|t[hd](?: align="(?:left|right)")?|code(?: class="language-(?:mermaid|text)")?|pre|strong|ol|ul|li|blockquote|details|summary|w?br)>/g;
    expect(html.replace('<!-- m -->', '').replace(known, '')).not.toMatch(/<[a-z!/]/i);
  });

  it.each(rendered)('breaks no table', (markdown) => {
    for (const table of markdown.match(/(?:^\|.*\n?)+/gm) ?? []) {
      const html = marked.parse(table, { async: false });
      const columns = html.match(/<th[ >]/g)?.length ?? 0;
      expect(html.match(/<td[ >]/g)?.length).toBe(columns * (table.trim().split('\n').length - 2));
    }
  });

  it.each(rendered)('links, mentions and notifies nobody', (markdown) => {
    const html = marked.parse(markdown, { async: false, gfm: true });
    expect(html).not.toMatch(/<a\b/);
    const outside = html
      .replace(/<code[^>]*>[\s\S]*?<\/code>/g, '')
      .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(outside).not.toMatch(/@\w|#\d|\bGH-\d|https?:|\bwww\.|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b/i);
  });

  it.each(rendered)('is not a command of the runner', (markdown) => {
    expect(markdown).not.toMatch(/##\[|^\s*::/m);
  });
});

describe('joinBlocks', () => {
  it('leaves out whole blocks and lists them', () => {
    const blocks = [
      { label: 'a', text: 'x'.repeat(600) },
      { label: 'b', text: 'y'.repeat(600) },
      { label: 'c', text: 'z' },
    ];
    const text = joinBlocks(blocks, 2_000, (t) => t.length);
    expect(text).toContain('Not shown to keep this short: b.');
    expect(text).toMatch(/^x{600}\n\nz\n\n/);
  });
});

it('counts the measurements of benchmarks instead of tasks, and draws no empty chart', () => {
  const { pass } = sampleReports;
  const trend = pass.trend.map((point) => ({
    ...point,
    ...{ durationMs: null, costUsd: null, tokens: null, successRate: null, cacheHitRate: null },
  }));
  const report = { ...pass, tasks: [], trend };
  expect(renderSummary(report, [])).toContain('| Measurements | 1 |');
  expect(renderSummary(report, [])).not.toContain('| Tasks |');
  const html = renderHtml(report);
  expect(html.includes('<dt>Measurements</dt><dd>1</dd>')).toBe(true);
  expect(html.includes('<dt>Failed</dt>')).toBe(false);
  const isCharted = (page: string): boolean => page.includes('class="charts"');
  expect([isCharted(html), isCharted(renderHtml(pass))]).toEqual([false, true]);
});
