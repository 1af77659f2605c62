/** The HTML report in a real browser: it obeys no name, asks no network, and works by keyboard. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Report } from '../../src/model.ts';
import { renderHtml } from '../../src/render/html.ts';
import { openBrowser } from './browser.ts';
import { notices, withTasks, zoo } from './zoo.ts';

const folder = mkdtempSync(join(tmpdir(), 'build-telemetry-html-'));
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
  /** Console messages, script errors and requests: all but the page itself is a fault. */
  readonly faults: string[];
}

async function open(context: TestContext, report: Report, width = 1200): Promise<Opened> {
  if (browser === null) return context.skip('no browser on this machine');
  const file = join(folder, 'report.html');
  writeFileSync(file, renderHtml(report, notices));
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const faults: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => faults.push(dialog.message()));
  page.on('request', (request) => (request.url() === url ? null : faults.push(request.url())));
  await page.goto(url);
  return { page, faults };
}

const rowCount = (page: Page) => page.locator('#task-table tbody tr').count();
const firstName = (page: Page) => page.locator('#task-table tbody tr td').first().textContent();

describe('the HTML report', () => {
  it.for(Object.entries(zoo))('%s opens without fault', async ([, report], context) => {
    const { page, faults } = await open(context, report);
    expect(await page.locator('h1').count()).toBe(1);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('runs nothing that stands in a name, and makes no element of it', async (context) => {
    const { page, faults } = await open(context, zoo.hostile);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(
      await page.locator('img, iframe, object, form, script[src], link, a:not([href^="#"])').count(),
    ).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('#task-table').textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('lets its policy stop a script that is not its own', async (context) => {
    const { page, faults } = await open(context, zoo.pass);
    await page.evaluate(
      "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)",
    );
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(faults.join()).toContain('Content Security Policy');
    await page.close();
  });

  it('searches and filters', async (context) => {
    const { page } = await open(context, zoo.regression);
    await page.getByLabel('Search tasks').focus();
    await page.keyboard.type('PARSER lib');
    expect(await rowCount(page)).toBe(
      await page.locator('#task-table tbody tr', { hasText: 'parser:lib' }).count(),
    );
    expect(await page.locator('#task-count').textContent()).toMatch(/^\d of 40 tasks/);
    await page.getByLabel('Search tasks').fill('');
    await page.getByLabel('Show').selectOption('slower');
    expect(await firstName(page)).toBe('//src/parser:lib_6');
    expect(await rowCount(page)).toBe(1);
    await page.close();
  });

  it('sorts by keyboard and says so', async (context) => {
    const { page } = await open(context, zoo.regression);
    const head = page.locator('#task-table th').first();
    await head.locator('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const names = await page.locator('#task-table tbody tr td:first-child').allTextContents();
    expect(names).toEqual([...names].sort());
    await page.keyboard.press('Space');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await firstName(page)).toBe(names.at(-1));
    await page.close();
  });

  it('shows 10,000 tasks page by page', async (context) => {
    const { page, faults } = await open(context, withTasks(10_000));
    expect(await rowCount(page)).toBe(100);
    await page.locator('#task-more').click();
    expect(await rowCount(page)).toBe(200);
    await page.getByLabel('Search tasks').fill('lib_9996');
    expect(await rowCount(page)).toBe(1);
    expect(faults).toEqual([]);
    await page.close();
  });

  it.for(['regression', 'hostile', 'agent'] as const)(
    '%s does not scroll sideways on a phone',
    async (name, context) => {
      const { page } = await open(context, zoo[name], 375);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
      await page.close();
    },
  );

  it('reads without scripts', async (context) => {
    if (browser === null) return context.skip('no browser on this machine');
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.setContent(renderHtml(zoo.regression));
    expect(await rowCount(page)).toBe(40);
    expect(await page.locator('#task-tools').isVisible()).toBe(false);
    await page.close();
  });
});

describe('its size', () => {
  it('stays below 5 MB with 10,000 tasks', () => {
    expect(Buffer.byteLength(renderHtml(withTasks(10_000)))).toBeLessThan(5_000_000);
  });
});
