/**
 * How large the HTML report of 10,000 tasks and 1,000 builds is, how soon it can be used in a browser, and the
 * longest time that searching, sorting, scrolling or zooming keeps its thread busy. `npm run bench:report`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Report } from '../src/model/report.ts';
import { renderHtml } from '../src/render/html/html.ts';
import { openBrowser } from '../test/render/browser.ts';
import { withTasks } from '../test/render/sample-reports.ts';

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

/** What one kind of use costs the page's thread, in milliseconds. */
interface Use {
  /** CPU time of one action: the same on a busy machine. */
  readonly each: number;
  /** The longest stretch by the clock; 0 below 50 ms, where the browser reports none. */
  readonly longest: number;
}

const uses = ['search', 'sort', 'scroll', 'timeline'] as const;

interface Usage extends Record<(typeof uses)[number], Use> {
  /** By the clock, from the navigation to a page that is drawn and answers; and the thread's own time in it. */
  readonly usable: number;
  readonly busy: number;
}

async function usePage(page: Page, url: string): Promise<Usage> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const readBusy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const measure = async (actions: number, act: (action: number) => Promise<void>): Promise<Use> => {
    await page.evaluate('long.length = 0');
    const before = await readBusy();
    for (let action = 0; action < actions; action++) await act(action);
    await page.waitForTimeout(200);
    const each = ((await readBusy()) - before) / actions;
    return { each, longest: await page.evaluate<number>('Math.max(0, ...long)') };
  };
  const start = performance.now();
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  const usable = performance.now() - start;
  const busy = await readBusy();
  await page.evaluate(
    "window.long = []; new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) long.push(duration); }).observe({ type: 'longtask' })",
  );
  const table = page.locator('[data-table=tasks]');
  await table.getByLabel('Search tasks').focus();
  const search = await measure(10, (key) => page.keyboard.type('parser lib'.charAt(key), { delay: 40 }));
  await table.getByLabel('Search tasks').fill('');
  const heads = ['Task', 'Change', 'Duration'];
  const sort = await measure(3, (at) =>
    table.getByRole('button', { name: heads[at] ?? '', exact: true }).click(),
  );
  await table.locator('.scroll').hover();
  const scroll = await measure(40, () => page.mouse.wheel(0, 8_000));
  await page.locator('.timeline canvas').focus();
  const keys = ['ArrowRight', '+', '+', '+', 'ArrowRight', '-', '0'];
  const timeline = await measure(keys.length, (at) => page.keyboard.press(keys[at] ?? '0'));
  return { usable, busy, search, sort, scroll, timeline };
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
  const median = (read: (usage: Usage) => number): number =>
    Math.round(used.map(read).sort((a, b) => a - b)[rounds >> 1]!);
  const costs = uses.map(
    (use) =>
      `${use} ${median((usage) => usage[use].each)} (longest ${median((usage) => usage[use].longest)})`,
  );
  console.log(
    `${tasks} tasks, ${builds} builds: ${(Buffer.byteLength(html) / 1e6).toFixed(2)} MB, rendered in ${Math.round(rendered)} ms; usable after ${median(({ usable }) => usable)} ms, ${median(({ busy }) => busy)} ms of them work; ms an action: ${costs.join(', ')} (medians of ${rounds})`,
  );
}
await browser.close();
rmSync(folder, { recursive: true });
