/** The trend site in a real browser, opened from a folder: no server, no network, and names run no code. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { buildSite } from '../../src/commands/build-site.ts';
import { noLimits } from '../../src/history/segment.ts';
import { readConfig } from '../../src/settings/config.ts';
import { findHistories } from '../../src/stores/find-histories.ts';
import { folderStore } from '../../src/stores/folder-store.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';
import { openBrowser, patienceMs } from '../render/browser.ts';
import { tempFolder } from '../temp-folder.ts';
import { type ReadSite, readSite } from './read-site.ts';
import { commitOfBuild, writeSampleHistories } from './sample-histories.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { config } = readConfig(
  `acknowledge:
  - { series: "*parser › handles*", reason: larger fixtures, owner: "@ann", expires: 2027-01-31 }
`,
  'build-telemetry.yml',
);
const ownersOf = (name: string): string[] => (name.includes('cart') ? ['@octo/cart'] : []);
const judge = { config, gateOn: 'lasting', branch: null, ownersOf } as const;
const [out, hostile] = [tempFolder('site'), tempFolder('hostile-site')];
const evil = '<img src=x onerror="window.hacked=1">\u202e</script><script>window.hacked=1</script>';
let browser: Browser | null = null;
let site: ReadSite;

beforeAll(async () => {
  browser = await openBrowser();
  const stored = tempFolder('site-history');
  await writeSampleHistories(stored, 112);
  await writeDeployments(stored);
  const tags = [{ name: 'v2.0', commit: commitOfBuild(60), timeMs: Date.UTC(2026, 9, 20) }];
  const source = {
    label: '',
    read: () => findHistories(stored),
    repository: '',
    url: 'https://github.com/octo/shop',
    tags,
  };
  const options = { title: null, judge, settings: [] };
  await buildSite([source], { ...options, out });
  site = readSite(out);
  const bad = tempFolder('hostile');
  for (let n = 0; n < 3; n++) {
    const context = makeContext({ branch: evil, commit: evil, runId: evil, workflow: evil });
    const tasks = [makeTask({ name: evil, kind: evil, model: evil, costUsd: 1 })];
    const build = makeBuild({
      id: `${evil}${n}`,
      name: evil,
      startTimeMs: Date.UTC(2026, 0, 1 + n),
      tasks,
      context,
    });
    await folderStore(bad, { ...noLimits, series: evil, now: 0 }).append(build);
  }
  await buildSite(
    [
      {
        label: '',
        read: () => findHistories(bad),
        repository: evil,
        url: null,
        tags: [{ ...tags[0]!, name: evil }],
      },
    ],
    {
      ...options,
      out: hostile,
    },
  );
});

afterAll(async () => {
  await browser?.close();
});

/** Builds of two branches on two kinds of runners. */
async function writeDeployments(folder: string): Promise<void> {
  for (let n = 0; n < 16; n++) {
    const isRelease = n >= 14;
    const context = makeContext({
      branch: isRelease ? 'release/2' : 'main',
      cpuModel: n % 2 === 0 ? 'AMD EPYC 7763' : 'Intel Xeon 8370C',
      workflow: 'Deploy',
    });
    const compile = makeTask({ id: 'c', name: 'compile', durationMs: isRelease ? 2500 : 1000 + n });
    const pack = makeTask({ id: 'p', name: 'pack', durationMs: 300 });
    const startTimeMs = Date.UTC(2026, 9, 1 + n);
    const tasks = isRelease ? [compile] : [compile, pack];
    const build = makeBuild({ id: `d${n}`, name: 'Deploy/ship', startTimeMs, tasks, context });
    await folderStore(folder, { ...noLimits, series: build.name, now: startTimeMs }).append(build);
  }
}

interface Opened {
  readonly page: Page;
  /** Console messages, script errors, and requests outside the folder. */
  readonly faults: string[];
}

async function open(context: TestContext, folder: string, hash: string, width = 1200): Promise<Opened> {
  if (browser === null) return context.skip('no browser on this machine');
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.setDefaultTimeout(patienceMs);
  const faults: string[] = [];
  const home = pathToFileURL(folder).href;
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => (request.url().startsWith(home) ? null : faults.push(request.url())));
  await page.goto(`${pathToFileURL(join(folder, 'index.html')).href}${hash}`);
  await page.locator('h1').waitFor();
  return { page, faults };
}

/** Violations that axe finds. */
async function findViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate<{ violations: { id: string }[] }>(
    "axe.run(document, { resultTypes: ['violations'], preload: false })",
  );
  return violations.map(({ id }) => id);
}

const rows = (page: Page) => page.locator('.series-table tbody tr:not(.space)');

function seriesHash(name: string): string {
  const history = site.index.histories.find((each) => each.name === 'CI/test')!;
  const row = history.series.find(({ task }) => (task ?? '').includes(name))!;
  return `#/series/${history.id}/${row.id}`;
}

function pages(): Record<string, string> {
  const { id, series } = site.index.histories[0]!;
  const group = series.find(({ scope }) => scope === 'group')!;
  return {
    overview: '',
    tests: '#/tests',
    group: `#/series/${id}/${group.id}`,
    histories: '#/histories',
    history: `#/history/${id}`,
    series: seriesHash('parser › keeps'),
    build: `#/build/${id}/${site.builds(id).file[120]}`,
    agents: '#/agents',
  };
}

/** A chart takes the new width of its page one frame later. */
async function expectNoSidewaysScroll(page: Page, message = ''): Promise<void> {
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth > innerWidth'), { message })
    .toBe(false);
}

describe('the trend site', () => {
  it('opens every page without errors or network requests, clean in axe in light, dark and on a phone', async (context) => {
    for (const [name, hash] of Object.entries(pages())) {
      const { page, faults } = await open(context, out, hash);
      if (name === 'series') await page.locator('canvas').waitFor();
      for (const [colorScheme, width] of [
        ['light', 1200],
        ['dark', 390],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        expect([name, await findViolations(page)]).toEqual([name, []]);
        await expectNoSidewaysScroll(page, `${name}, ${colorScheme}`);
      }
      expect([name, faults]).toEqual([name, []]);
      await page.close();
    }
  });

  it('shows whole trends on a narrow phone', async (context) => {
    const { page } = await open(context, out, '');
    await page.setViewportSize({ width: 360, height: 800 });
    const edge = (of: string): Promise<number> =>
      page.evaluate(`document.querySelector('.series-table ${of}').getBoundingClientRect().right`);
    await rows(page).first().waitFor();
    expect(await edge('svg.spark')).toBeLessThanOrEqual(await edge('.scroll'));
    await page.close();
  });

  it('shows first what needs attention, searches, and shows views', async (context) => {
    const { page } = await open(context, out, '');
    await expect.poll(() => rows(page).first().textContent()).toContain('open regression');
    await page.keyboard.press('/');
    await page.keyboard.type('LOGIN survives');
    await expect.poll(() => rows(page).count()).toBe(1);
    await expect.poll(() => page.locator('output').first().textContent()).toBe('1 of 50 series');
    await page.getByLabel('Search series').fill('');
    await page.getByRole('button', { name: 'Growing' }).click();
    await expect.poll(() => page.locator('thead').textContent()).toContain('Growth');
    const growth = await rows(page).locator('td:nth-child(5)').allTextContents();
    const numbers = growth.map((text) => Number.parseFloat(text.replace('+', '')));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    await page.getByLabel('Workflow and job').selectOption('agents/nightly');
    await page.getByRole('button', { name: 'Most expensive' }).click();
    await expect.poll(() => rows(page).first().textContent()).toContain('Build cost');
    await page.close();
  });

  it('filters by workflow, owner, branch and runner, with the values of the newest build there', async (context) => {
    const { page, faults } = await open(context, out, '');
    await page.getByRole('button', { name: 'All' }).click();
    const newest = async (name: string): Promise<string | null> =>
      (await rows(page).filter({ hasText: name }).count()) === 0
        ? null
        : await rows(page).filter({ hasText: name }).first().locator('td:nth-child(3)').textContent();
    await page.getByLabel('Owner').selectOption('@octo/cart');
    await expect.poll(() => page.locator('output').first().textContent()).toBe('5 of 50 series');
    await page.getByLabel('Owner').selectOption('');
    await page.getByLabel('Workflow and job').selectOption('Deploy/ship');
    await expect.poll(() => page.locator('output').first().textContent()).toBe('3 of 50 series');
    expect([await newest('compile'), await newest('pack')]).toEqual(['1.01 s', '300 ms']);
    await page.getByLabel('Branch').selectOption('release/2');
    await expect.poll(() => newest('compile')).toBe('2.5 s');
    await expect.poll(() => newest('pack')).toBeNull();
    await expect
      .poll(() => page.locator('.legend').last().textContent())
      .toContain('in the newest build of release/2');
    await rows(page).getByRole('link', { name: 'compile' }).click();
    await page.locator('canvas').waitFor();
    await expect
      .poll(() => page.getByRole('combobox', { name: /^Builds of/ }).inputValue())
      .not.toBe('baseline');
    await expect.poll(() => page.locator('main tbody tr').count()).toBe(2);
    await page.goBack();
    await page.getByLabel('Branch').selectOption('');
    const options = page.getByLabel('Runner').locator('option');
    await expect.poll(() => options.count()).toBeGreaterThan(2);
    const runners = await options.allTextContents();
    await page.getByLabel('Runner').selectOption(runners.find((name) => name.includes('AMD'))!);
    await expect.poll(() => newest('compile')).toBe('1.01 s');
    await page.getByLabel('Runner').selectOption(runners.find((name) => name.includes('Intel'))!);
    await expect.poll(() => page.locator('.legend').last().textContent()).toContain('Intel');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('keeps what was chosen or typed just before a link was followed', async (context) => {
    const { page } = await open(context, out, '#/?view=all&owner=%40octo%2Fcart');
    await page.getByLabel('Owner').selectOption('');
    expect(await page.evaluate('location.hash')).toBe('#/?view=all');
    await page.getByLabel('Search series').fill('pack');
    await rows(page).getByRole('link', { name: 'pack' }).first().click();
    await page.locator('canvas').waitFor();
    await page.goBack();
    await expect.poll(() => page.getByLabel('Search series').inputValue()).toBe('pack');
    expect(await page.getByLabel('Owner').inputValue()).toBe('');
    await page.close();
  });

  it('sorts by queue time, shows it for a build, and the share of tokens from the cache', async (context) => {
    const { page } = await open(context, out, '');
    await page.getByRole('button', { name: 'Queue time' }).click();
    await expect.poll(() => rows(page).getByRole('link').allTextContents()).toEqual(['Queue time']);
    await rows(page).getByRole('link').click();
    await page.locator('canvas').waitFor();
    await page.locator('tbody a').first().click();
    await page.locator('h1', { hasText: 'Build of' }).waitFor();
    await expect
      .poll(() => page.locator('.cards div', { hasText: 'Queue time' }).textContent())
      .toMatch(/[\d.]+ s$/);
    await page.evaluate("location.hash = '#/agents'");
    await page.locator('h1', { hasText: 'Agents' }).waitFor();
    await expect
      .poll(() => page.locator('tbody tr').first().locator('td:nth-child(6)').textContent())
      .toBe('75%');
    await page.close();
  });

  it('has views of failing, flaky, slow, growing and expensive series', async (context) => {
    const { page } = await open(context, out, '');
    for (const [title, first, column] of [
      ['Failing', /profile › rejects/, 'Failed, newest 50 runs'],
      ['Flaky', /login › survives/, 'Flakes'],
      ['Slowest', /plan \(agent\)/, 'Newest'],
      ['Growing', /Queue time/, 'Growth, 100 builds'],
      ['Most expensive', /Build cost/, 'Newest'],
    ] as const) {
      await page.getByRole('button', { name: title }).click();
      await expect.poll(() => rows(page).first().textContent()).toMatch(first);
      await expect.poll(() => page.locator('thead').textContent()).toContain(column);
    }
    await page.close();
  });

  it('keeps choices in the URL, which opens the same list', async (context) => {
    const { page, faults } = await open(context, out, '#/?view=slowest&kind=test&search=cart');
    const pressed = page.locator('[aria-pressed=true]');
    await expect.poll(() => pressed.textContent()).toMatch(/^Slowest 5$/);
    await expect.poll(() => page.getByLabel('Search series').inputValue()).toBe('cart');
    await page.getByLabel('Owner').selectOption('@octo/cart');
    await expect.poll(() => page.evaluate('location.hash')).toContain('owner=%40octo%2Fcart');
    await page.reload();
    await expect.poll(() => page.getByLabel('Owner').inputValue()).toBe('@octo/cart');
    await page.evaluate("location.hash = '#/?view=nonsense&owner=%'");
    await expect.poll(() => pressed.textContent()).toMatch(/^Needs attention/);
    await expect.poll(() => page.getByLabel('Owner').inputValue()).toBe('');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('has a page of tests, with what fails, is flaky, slow and growing', async (context) => {
    const { page, faults } = await open(context, out, '');
    await page.getByRole('link', { name: 'Tests', exact: true }).click();
    await expect
      .poll(() => page.locator('h2').allTextContents())
      .toEqual(['Failing', 'Flaky', 'Slowest', 'Growing']);
    const firstOf = (title: string) =>
      page
        .locator('section', { has: page.getByRole('heading', { name: title }) })
        .locator('tbody tr:not(.space)')
        .first();
    await expect.poll(() => firstOf('Failing').textContent()).toContain('profile › rejects');
    await expect.poll(() => firstOf('Flaky').textContent()).toContain('login › survives');
    await page.getByRole('link', { name: 'All 30 tests' }).first().click();
    await expect.poll(() => page.locator('[aria-pressed=true]').textContent()).toMatch(/^Slowest 30$/);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('lists the tasks of a group', async (context) => {
    const { page, faults } = await open(context, out, pages()['group']!);
    await page.locator('canvas').waitFor();
    await expect.poll(() => page.locator('h1').textContent()).toBe('tests (all tests)');
    await expect.poll(() => page.locator('h2', { hasText: '30 tasks' }).count()).toBe(1);
    await expect.poll(() => rows(page).first().textContent()).toContain('open regression');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('marks acknowledged changes on the chart, with owner and reason', async (context) => {
    const { page } = await open(context, out, seriesHash('parser › handles'));
    await page.locator('canvas').waitFor();
    const first = page.locator('.events li', { hasText: 'Acknowledged' }).first();
    await expect
      .poll(() => first.textContent())
      .toMatch(/^Acknowledged by @ann until 2027-01-31: larger fixtures: 2026-11-\d\d/);
    await page.close();
  });

  it('prints the first 300 series without screen controls', async (context) => {
    const { page } = await open(context, out, '');
    await page.getByRole('button', { name: 'All' }).click();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await expect.poll(() => rows(page).count()).toBe(50);
    await expect.poll(() => page.locator('.views').isVisible()).toBe(false);
    const cut =
      "[...document.querySelectorAll('.scroll')].some((box) => box.scrollHeight > box.clientHeight + 1)";
    await expect.poll(() => page.evaluate(cut)).toBe(false);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
    await page.close();
  });

  it('shows the listed series as charts, drawn when they become visible', async (context) => {
    const { page, faults } = await open(context, out, '');
    await page.getByRole('button', { name: 'All' }).click();
    await page.getByLabel('Show as').selectOption('charts');
    await page.locator('canvas').first().waitFor();
    await expect.poll(() => page.locator('.chart-grid section').count()).toBe(50);
    const drawn = await page.locator('canvas').count();
    expect(drawn).toBeLessThan(50);
    await page.locator('.chart-grid section').last().scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator('.chart-grid section').last().locator('canvas').count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    await expectNoSidewaysScroll(page);
    await page.getByLabel('Search series').fill('parser keeps');
    await page.locator('.chart-grid').getByRole('link').click();
    await page.locator('h1', { hasText: 'parser › keeps' }).waitFor();
    await page.goBack();
    await expect.poll(() => page.getByLabel('Show as').inputValue()).toBe('charts');
    expect(faults).toEqual([]);
    await page.close();
  });

  it("reaches a build on a series' chart with the keyboard alone", async (context) => {
    const { page, faults } = await open(context, out, '');
    await page.keyboard.press('/');
    await page.keyboard.type('parser keeps');
    const link = rows(page).getByRole('link');
    for (let n = 0; n < 30 && (await link.and(page.locator(':focus')).count()) === 0; n++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('canvas').waitFor();
    await expect.poll(() => page.locator('h1').textContent()).toContain('parser › keeps its state');
    await page.locator('figure [role=img]').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    const text = await page.locator('figure output').textContent();
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Build of' }).waitFor();
    const heading = (await page.locator('h1').textContent())?.replace('Build of ', '') ?? '';
    expect(text).toContain(heading);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('lists events, links to commits and runs, and compares two builds', async (context) => {
    const { page } = await open(context, out, seriesHash('parser › keeps'));
    await page.locator('canvas').waitFor();
    const events = (): Promise<string | null> => page.locator('.events').textContent();
    await expect
      .poll(events)
      .toContain(`First build on the new level: 2026-11-17 11:00 UTC, ${commitOfBuild(109).slice(0, 7)}`);
    await expect.poll(events).toContain('Release v2.0');
    await page.getByLabel('Build A').selectOption({ index: 100 });
    const compare = page.getByRole('link', { name: 'Commits since the other build' });
    await expect
      .poll(() => compare.getAttribute('href'))
      .toMatch(/^https:\/\/github\.com\/octo\/shop\/compare\/[0-9a-f]{40}\.\.\.[0-9a-f]{40}$/);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByLabel('Build A').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'Compare all series' }).click();
    await page.locator('h1', { hasText: 'Build of' }).waitFor();
    await expect
      .poll(() => page.locator('tbody tr', { hasText: 'parser › keeps' }).textContent())
      .toMatch(/\+\d\d%/);
    await page.close();
  });

  it('zooms by dragging, and back by Escape', async (context) => {
    const { page } = await open(context, out, seriesHash('parser › keeps'));
    await page.locator('canvas').waitFor();
    const ticks = (): Promise<string> => page.evaluate("document.querySelector('figure canvas').toDataURL()");
    const before = await ticks();
    const box = (await page.locator('.u-over').boundingBox())!;
    await page.mouse.move(box.x + 100, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 50, { steps: 4 });
    await page.mouse.up();
    await expect.poll(ticks).not.toBe(before);
    await expect.poll(() => page.locator('h1').textContent()).toContain('parser');
    await page.locator('figure [role=img]').focus();
    await page.keyboard.press('Escape');
    await expect.poll(ticks).toBe(before);
    await page.close();
  });

  it('reports what it cannot show', async (context) => {
    const { page } = await open(context, out, pages()['history']!);
    await page.evaluate("location.hash = '#/series/ci-test-00000000/x'");
    await page.getByRole('alert').waitFor();
    await expect
      .poll(() => page.getByRole('alert').textContent())
      .toContain('This history is not in the site');
    await page.evaluate(`location.hash = '#/series/${site.index.histories[0]!.id}/nothing'`);
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('cannot be loaded');
    await page.close();
  });

  it('executes no name, and blocks foreign scripts', async (context) => {
    const read = readSite(hostile);
    const [{ id, series }] = read.index.histories as [(typeof read.index.histories)[number]];
    const hashes = [
      '',
      '#/histories',
      '#/agents',
      `#/history/${id}`,
      `#/build/${id}/${read.builds(id).file[1]}`,
      ...series.map((row) => `#/series/${id}/${row.id}`),
    ];
    for (const hash of hashes) {
      const { page, faults } = await open(context, hostile, hash);
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      await expect.poll(() => page.locator('img, iframe, object, a[href^="javascript:"]').count()).toBe(0);
      expect(faults).toEqual([]);
      await page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)",
      );
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      await page.close();
    }
  });
});
