/** The HTML report in a real browser: names run no code, no network is used, and the keyboard works. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderHtml } from '../../src/render/html/html.ts';
import { tempFolder } from '../temp-folder.ts';
import { openBrowser, patienceMs } from './browser.ts';
import { sampleNotices, sampleReports, withTasks } from './sample-reports.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const folder = tempFolder('build-telemetry-html');
let browser: Browser | null = null;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** Console messages, script errors and requests: any except the page itself is a fault. */
  readonly faults: string[];
}

async function open(context: TestContext, report: Report, width = 1200): Promise<Opened> {
  if (browser === null) return context.skip('no browser on this machine');
  const file = join(folder, 'report.html');
  writeFileSync(file, renderHtml(report, sampleNotices));
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.setDefaultTimeout(patienceMs);
  const faults: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => faults.push(dialog.message()));
  page.on('request', (request) => (request.url() === url ? null : faults.push(request.url())));
  await page.goto(url);
  return { page, faults };
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, on: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press('Tab');
    if ((await on.and(page.locator(':focus')).count()) === 1) return;
  }
  throw new Error(`Tab does not reach ${on}`);
}

const tasks = (page: Page) => page.locator('[data-table=tasks]');
const rows = (page: Page) => tasks(page).locator('tbody tr:not(.space)');
const firstName = (page: Page) => rows(page).locator('td').first().textContent();
const counted = (page: Page) => tasks(page).locator('output').textContent();

describe('the HTML report', () => {
  it.for(Object.entries(sampleReports))(
    '%s opens without errors and has no serious fault in axe, light and dark',
    async ([, report], context) => {
      const { page, faults } = await open(context, report);
      await expect.poll(() => page.locator('h1').count()).toBe(1);
      expect(faults).toEqual([]);
      await page.evaluate(
        "document.querySelectorAll('details').forEach((details) => { details.open = true; })",
      );
      await page.evaluate(axeSource);
      // Light and dark differ only in colours.
      for (const [colorScheme, rules] of [
        ['light', ''],
        ['dark', ", runOnly: ['color-contrast']"],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate<{ violations: AxeViolation[] }>(
          `axe.run(document, { resultTypes: ['violations'], preload: false${rules} })`,
        );
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      }
      await page.close();
    },
  );

  it('runs no script in a name, and creates no element from it', async (context) => {
    const { page, faults } = await open(context, sampleReports.hostile);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(
      await page.locator('img, iframe, object, form, script[src], link, a:not([href^="#"])').count(),
    ).toBe(0);
    await expect.poll(() => page.locator('script').count()).toBe(2);
    await expect.poll(() => tasks(page).textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('has a policy that blocks foreign scripts', async (context) => {
    const { page, faults } = await open(context, sampleReports.pass);
    await page.evaluate(
      "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)",
    );
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(faults.join()).toContain('Content Security Policy');
    await page.close();
  });

  it('searches and shows views', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    await page.getByLabel('Search tasks').focus();
    await page.keyboard.type('PARSER lib');
    await expect.poll(() => counted(page)).toBe('2 of 40 tasks');
    await expect.poll(() => rows(page).count()).toBe(2);
    await page.getByLabel('Search tasks').fill('');
    await tasks(page).getByRole('button', { name: 'Most changed' }).click();
    await expect.poll(() => firstName(page)).toBe('//src/parser:lib_6');
    await expect.poll(() => counted(page)).toBe('1 of 40 tasks');
    await page.close();
  });

  it('names what failed first and succeeded then as flaky', async (context) => {
    const { page } = await open(context, sampleReports.agent);
    await tasks(page).getByRole('button', { name: 'Flaky' }).click();
    await expect.poll(() => firstName(page)).toBe('fix-lint');
    await page.close();
  });

  it('sorts by keyboard and announces it', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    const head = tasks(page).locator('th').first();
    await head.locator('button').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
    const first = await firstName(page);
    await page.keyboard.press('Space');
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    const names = sampleReports.regression.tasks.map((task) => task.name).sort();
    expect([first, await firstName(page)]).toEqual([names[0], names.at(-1)]);
    await page.close();
  });

  it('contains 10,000 tasks, and only the visible rows in the document', async (context) => {
    const { page, faults } = await open(context, withTasks(10_000));
    await expect.poll(() => counted(page)).toBe('10,000 of 10,000 tasks');
    await expect.poll(() => rows(page).count()).toBeLessThan(100);
    const before = await firstName(page);
    await tasks(page)
      .locator('.scroll')
      .evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect.poll(() => firstName(page)).not.toBe(before);
    await expect.poll(() => rows(page).last().getAttribute('aria-rowindex')).toBe('10001');
    await page.getByLabel('Search tasks').fill('lib_9996');
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('reaches every control by Tab alone', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    const all = await page.evaluate<number>(
      'document.querySelectorAll(\'button, input, select, summary, a[href], [tabindex="0"]\').length',
    );
    const reached = new Set<string>();
    for (let press = 0; press < all + 5; press++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate<string>(
          "[...document.querySelectorAll('*')].indexOf(document.activeElement) + ''",
        ),
      );
    }
    expect(reached.size).toBeGreaterThanOrEqual(all);
    await page.close();
  });

  it('supports the keyboard for everything', async (context) => {
    const { page, faults } = await open(context, sampleReports.regression);
    const press = async (key: string, on: Locator): Promise<void> => {
      await tabTo(page, on);
      await page.keyboard.press(key);
    };
    await press('Enter', page.getByRole('link', { name: 'Trend' }));
    await expect.poll(() => page.evaluate('location.hash')).toBe('#trend');
    const builds = page.locator('[data-table=builds]');
    await press('Enter', page.locator('summary', { hasText: 'Builds as a table' }));
    await press('Enter', builds.getByRole('button', { name: 'Build time' }));
    await expect.poll(() => builds.locator('tbody tr:not(.space) td').nth(3).textContent()).toBe('4m 11s');
    await tabTo(page, page.getByLabel('Search tasks'));
    await page.keyboard.type('lib_6');
    await expect.poll(() => counted(page)).toBe('1 of 40 tasks');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await press('Space', tasks(page).getByRole('button', { name: 'Most changed' }));
    await expect.poll(() => counted(page)).toBe('1 of 40 tasks');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => counted(page)).toBe('40 of 40 tasks');
    await press('End', tasks(page).locator('.scroll'));
    await expect
      .poll(() =>
        tasks(page)
          .locator('.scroll')
          .evaluate((box) => box.scrollTop),
      )
      .toBeGreaterThan(400);
    await press('Enter', page.locator('summary', { hasText: 'How many ran at once' }));
    await expect.poll(() => page.getByRole('cell', { name: '3.72' }).isVisible()).toBe(true);
    await tabTo(page, page.getByLabel('Search frames').first());
    await page.keyboard.type('test_9');
    await expect.poll(() => page.locator('.flame output').textContent()).toMatch(/^1 of \d+ frames/);
    const runs = page.locator('.compare tr', { hasText: 'Started' });
    const before = await runs.textContent();
    await press('ArrowDown', page.getByLabel('Build A'));
    await expect.poll(() => runs.textContent()).not.toBe(before);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('walks charts, timeline and flamegraph with arrow keys', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    const trend = page.locator('[data-trend=duration]');
    const readOutput = await trend.locator('output').textContent();
    await trend.locator('[tabindex="0"]').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => trend.locator('output').textContent()).not.toBe(readOutput);
    await page.locator('.timeline canvas').focus();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.locator('.timeline output').textContent())
      .toMatch(/^\/\/src\/.* from 0 ms on, /);
    await page.locator('.flame svg').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.flame output').textContent()).toMatch(/% of all work/);
    await expect.poll(() => page.locator('.flame g.above').count()).toBe(1);
    await page.close();
  });

  it('steps through the build with the slider, its buttons and arrows', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    const readOutput = () => page.locator('.steps output').textContent();
    await expect.poll(() => readOutput()).toMatch(/^Step 0 of \d+, 0 ms after the start/);
    await page.getByLabel('Step through the build').focus();
    await page.keyboard.press('End');
    await expect.poll(() => readOutput()).toMatch(/running 0 · waiting 0/);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => readOutput()).toMatch(/running 1 · waiting 0/);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect.poll(() => readOutput()).toMatch(/running 0 · waiting 0/);
    await page.close();
  });

  it('zooms and moves the timeline by pointer', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    const canvas = page.locator('.timeline canvas');
    const readOutput = () => page.locator('.timeline output').textContent();
    const at = async (x: number): Promise<string | null> => {
      await canvas.hover({ position: { x, y: 62 } });
      return await readOutput();
    };
    const before = await at(900);
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await expect.poll(() => at(20)).not.toBe(before);
    const zoomed = await readOutput();
    await canvas.hover({ position: { x: 20, y: 62 } });
    await page.mouse.down();
    await canvas.hover({ position: { x: 900, y: 62 } });
    await page.mouse.up();
    await expect.poll(() => at(20)).not.toBe(zoomed);
    await page.close();
  });

  it('compares any two builds', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    const time = page.locator('.compare tr', { hasText: 'Build time' });
    const before = await time.textContent();
    await page.getByLabel('Build A').selectOption('0');
    await expect.poll(() => time.textContent()).not.toBe(before);
    await expect.poll(() => time.locator('td').last().textContent()).toMatch(/^\+\d\d%$/);
    await page.close();
  });

  it.for(Object.entries(sampleReports))(
    '%s does not scroll sideways on a phone or on paper',
    async ([, report], context) => {
      const { page } = await open(context, report, 375);
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
      await page.setViewportSize({ width: 718, height: 1000 });
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(718);
      await page.close();
    },
  );

  it.for([sampleReports.confirmed, sampleReports.grouped])(
    'shows every column of a change on a phone',
    async (report, context) => {
      const { page } = await open(context, report, 390);
      const cells = await page.locator('#changes > .scroll tbody tr:first-child td').all();
      for (const cell of cells) {
        const box = await cell.boundingBox();
        expect((box?.x ?? 1000) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
      }
      await page.close();
    },
  );

  it('keeps the end of a name that is too long', async (context) => {
    const name = `packages/${'deep/'.repeat(40)}cart.test.ts › adds`;
    const [task] = sampleReports.pass.tasks;
    const { page } = await open(
      context,
      { ...sampleReports.pass, tasks: [{ ...task!, name, parent: null }] },
      1000,
    );
    const cell = page.locator('#tasks td.name').first();
    const [text, around] = [await cell.locator('bdi').boundingBox(), await cell.boundingBox()];
    const end = (box: typeof text): number => (box?.x ?? 0) + (box?.width ?? 0);
    await expect.poll(() => cell.locator('bdi').textContent()).toBe(name);
    expect(text?.x ?? 0).toBeLessThan(around?.x ?? 0);
    expect(end(text)).toBeLessThanOrEqual(end(around));
    await page.close();
  });

  it('prints more rows than are visible, black on white, without its controls', async (context) => {
    const { page } = await open(context, withTasks(500));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await expect.poll(() => rows(page).count()).toBe(300);
    await expect
      .poll(() => page.evaluate('getComputedStyle(document.body).backgroundColor'))
      .toBe('rgb(255, 255, 255)');
    await expect.poll(() => page.locator('nav:visible, .tools:visible').count()).toBe(0);
    await page.close();
  });

  it('reads without scripts', async (context) => {
    if (browser === null) return context.skip('no browser on this machine');
    const page = await browser.newPage({ javaScriptEnabled: false });
    page.setDefaultTimeout(patienceMs);
    await page.setContent(renderHtml(sampleReports.regression));
    await expect.poll(() => rows(page).count()).toBe(40);
    await expect.poll(() => page.locator('.tools:visible, .chart:visible, canvas:visible').count()).toBe(0);
    await page.close();
  });
});

describe('its size', () => {
  it('stays below 5 MB with 10,000 tasks', () => {
    expect(Buffer.byteLength(renderHtml(withTasks(10_000)))).toBeLessThan(5_000_000);
  });

  it('stays below 5 MB with 40,000 tasks: it keeps failures, and counts omitted tasks', () => {
    const report = withTasks(40_000);
    const last = {
      ...report.tasks[39_999]!,
      name: 'short and failed',
      durationMs: 1,
      result: 'failure' as const,
    };
    const html = renderHtml({ ...report, tasks: [...report.tasks.slice(0, -1), last] });
    expect(Buffer.byteLength(html)).toBeLessThan(5_000_000);
    expect(html).toContain('"short and failed"');
    expect(html).toContain('25,000 shorter tasks are in the JSON report alone');
  });
});
