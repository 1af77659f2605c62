/**
 * How large the HTML report of 10,000 tasks and 1,000 builds is, how soon it can be used in a browser, and
 * the longest time that scrolling or searching keeps the browser busy. `npm run bench:report`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Report } from '../src/model.ts';
import { renderHtml } from '../src/render/html.ts';
import { openBrowser } from '../test/render/browser.ts';
import { withTasks } from '../test/render/zoo.ts';

const rounds = 5;

function makeReport(tasks: number, builds: number): Report {
  const report = withTasks(tasks);
  const point = report.trend[0]!;
  const past = Array.from({ length: builds }, (_, index) => ({
    ...point,
    buildId: `run-${index}`,
    timeMs: (point.timeMs ?? 0) - (builds - index) * 3_600_000,
    durationMs: 200_000 + ((index * 7_919) % 9_000),
    commit: (index + 1).toString(16).padStart(40, 'a'),
  }));
  return { ...report, trend: past };
}

/** Milliseconds: from the navigation to a page that is drawn and answers; the longest block while it is used. */
interface Usage {
  readonly usable: number;
  readonly search: number;
  readonly sort: number;
  readonly scroll: number;
}

/** Time in the page until what an action changed has been drawn. */
async function time(page: Page, action: string): Promise<number> {
  return await page.evaluate<number>(`new Promise((done) => {
    const start = performance.now();
    ${action};
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  })`);
}

async function usePage(page: Page, url: string): Promise<Usage> {
  const start = performance.now();
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  const usable = performance.now() - start;
  const box = "document.querySelector('[data-table=tasks]')";
  const search = await time(
    page,
    `const input = ${box}.querySelector('input'); input.value = 'parser lib'; input.dispatchEvent(new Event('input'))`,
  );
  await time(page, `${box}.querySelector('input').value = ''`);
  const sort = await time(page, `${box}.querySelector('th button').click()`);
  const steps: number[] = [];
  for (let step = 1; step <= 40; step++)
    steps.push(await time(page, `${box}.querySelector('.scroll').scrollTop = ${step * 8_000}`));
  return { usable, search, sort, scroll: Math.max(...steps) };
}

const folder = mkdtempSync(join(tmpdir(), 'build-telemetry-bench-'));
const browser = await openBrowser();
if (browser === null) throw new Error('there is no browser on this machine');
for (const [tasks, builds] of [
  [1_000, 100],
  [10_000, 1_000],
] as const) {
  const report = makeReport(tasks, builds);
  const start = performance.now();
  const html = renderHtml(report);
  const rendered = performance.now() - start;
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const used: Usage[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    used.push(await usePage(page, `file://${file}`));
    await page.close();
  }
  const median = (key: keyof Usage) =>
    Math.round(used.map((each) => each[key]).sort((a, b) => a - b)[rounds >> 1]!);
  console.log(
    `${tasks} tasks, ${builds} builds: ${(Buffer.byteLength(html) / 1e6).toFixed(2)} MB, rendered in ${Math.round(rendered)} ms; usable after ${median('usable')} ms, search ${median('search')} ms, sort ${median('sort')} ms, longest scroll step ${median('scroll')} ms (medians of ${rounds})`,
  );
}
await browser.close();
rmSync(folder, { recursive: true });
