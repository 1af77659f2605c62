/** The trend's chart in the real Mermaid: the chart of every report parses and draws, with any names. */
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderSummary } from '../../src/render/summary.ts';
import { openBrowser } from './browser.ts';
import { hostileTexts, sampleReports } from './sample-reports.ts';

let browser: Browser | null = null;
let page: Page | null = null;

beforeAll(async () => {
  browser = await openBrowser();
  page = (await browser?.newPage()) ?? null;
  await page?.setContent('<main></main>');
  await page?.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') });
});

afterAll(async () => {
  await browser?.close();
});

const reports = [
  ...Object.entries(sampleReports),
  ...hostileTexts.map(
    (name, index) => [`hostile name ${index}`, { ...sampleReports.confirmed, name }] as const,
  ),
];

it.for(reports)('%s draws', async ([, report], context) => {
  if (page === null) return context.skip('no browser on this machine');
  const chart = /```mermaid\n([\s\S]*?)\n```/.exec(renderSummary(report, []))?.[1];
  if (chart === undefined) return expect(report.trend.length).toBeLessThan(2);
  const { svg } = await page.evaluate<{ svg: string }>(`mermaid.render('chart', ${JSON.stringify(chart)})`);
  expect(svg).toContain('#2f81f7');
  expect(svg).not.toContain('<img');
});
