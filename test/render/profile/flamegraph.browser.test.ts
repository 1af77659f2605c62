/** The SVG file of the flamegraph in a real browser: zoom, search, keyboard, and hostile names. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { renderFlamegraph } from '../../../src/render/profile/flamegraph.ts';
import { tempFolder } from '../../temp-folder.ts';
import { openBrowser, patienceMs } from '../browser.ts';
import { sampleReports } from '../sample-reports.ts';

const folder = tempFolder('build-telemetry-svg');
let browser: Browser | null = null;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(context: TestContext, report: Report): Promise<{ page: Page; faults: string[] }> {
  if (browser === null) return context.skip('no browser on this machine');
  const file = join(folder, 'flamegraph.svg');
  writeFileSync(file, renderFlamegraph(report));
  const page = await browser.newPage({ viewport: { width: 1300, height: 500 } });
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

const details = (page: Page) => page.locator('#details').textContent();
const shown = (page: Page) => page.locator('g.f:visible').count();
const frame = (page: Page, name: string) =>
  page.locator('g.f', { has: page.locator(`title:text("${name}")`) });

describe('the flamegraph file', () => {
  it('zooms by click and returns by Escape', async (context) => {
    const { page, faults } = await open(context, sampleReports.regression);
    const all = await shown(page);
    await frame(page, '//src/parser:lib_6').last().click();
    await expect.poll(() => details(page)).toMatch(/^\/\/src\/parser:lib_6: 53\.8 s/);
    // The task, its package, the packages around it and the build remain.
    await expect.poll(() => shown(page)).toBe(4);
    await page.locator('#frames').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => shown(page)).toBe(all);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('searches', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    await page.locator('#search').fill('LIB_6');
    await expect.poll(() => details(page)).toMatch(/^1 of \d+ frames, [\d.]+% of the work$/);
    await expect.poll(() => page.locator('g.f:not(.dim)').count()).toBe(1);
    await page.close();
  });

  it('is walked by arrows', async (context) => {
    const { page } = await open(context, sampleReports.regression);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const first = await details(page);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => details(page)).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => details(page)).toBe(first);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => details(page)).toMatch(/100% of all work/);
    await page.close();
  });

  it('creates nothing from hostile names', async (context) => {
    const { page, faults } = await open(context, sampleReports.hostile);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await expect
      .poll(() => page.evaluate('document.querySelectorAll("img,iframe,a,use,image").length'))
      .toBe(0);
    await expect.poll(() => page.evaluate('document.querySelectorAll("script").length')).toBe(1);
    expect(await page.locator('title').allTextContents()).toContainEqual(
      expect.stringContaining('</script><script>window.hacked=1</script>'),
    );
    expect(faults).toEqual([]);
    await page.close();
  });
});
