/**
 * Has the profile files read by the programs that they are written for: inferno (folded stacks) and speedscope (its
 * own format, folded stacks, Chrome trace). Both are installed into .tmp/peers when they are missing.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import type { Page } from 'playwright-core';
import { reportFiles } from '../../src/render/report-files.ts';
import { openBrowser } from '../../test/render/browser.ts';
import { sampleReports } from '../../test/render/sample-reports.ts';

const peers = fileURLToPath(new URL('../../.tmp/peers/', import.meta.url));
mkdirSync(peers, { recursive: true });
const inferno = installInferno();
const speedscope = installSpeedscope();
const isProfile = new Ajv({ strict: false, logger: false }).compile(
  JSON.parse(readFileSync(join(speedscope, 'file-format-schema.json'), 'utf8')),
);
let faults = 0;

for (const state of ['regression', 'hostile', 'agent', 'many-tasks'] as const) {
  const file = (name: string): string => {
    const path = join(peers, `${state}.${name}`);
    const render = reportFiles.find((each) => each.name === name)?.render;
    writeFileSync(path, [...(render?.(sampleReports[state], []) ?? '')].join(''));
    return path;
  };
  checkInferno(state, file('stacks.folded'));
  check(`${state}: the schema of speedscope`, () => {
    if (!isProfile(JSON.parse(readFileSync(file('speedscope.json'), 'utf8'))))
      throw new Error(JSON.stringify(isProfile.errors));
  });
  for (const name of ['speedscope.json', 'stacks.folded', 'trace.json'])
    await openSpeedscope(state, file(name));
}
process.exitCode = faults > 0 ? 1 : 0;

function check(what: string, test: () => void): void {
  try {
    test();
    console.log(`ok    ${what}`);
  } catch (error) {
    faults++;
    console.log(`FAILS ${what}: ${(error as Error).message}`);
  }
}

/** As many microseconds as were written must arrive, and no line may be refused. */
function checkInferno(state: string, path: string): void {
  check(`${state}: folded stacks in inferno`, () => {
    const written = readFileSync(path, 'utf8')
      .split('\n')
      .reduce((sum, line) => sum + Number(/ (\d+)$/.exec(line)?.[1] ?? 0), 0);
    const svg = execFileSync(inferno, ['--countname', 'us', path], {
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const read = Number(/total_samples="(\d+)"/.exec(svg)?.[1]);
    if (read !== written) throw new Error(`${read} of ${written} microseconds`);
  });
}

async function openSpeedscope(state: string, path: string): Promise<void> {
  const browser = await openBrowser([
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
  ]);
  if (browser === null) throw new Error('there is no browser on this machine');
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => {
    errors.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`file://${join(speedscope, 'index.html')}`);
  const title = await loadProfile(page, path).catch((error: Error) => error.message);
  check(`${state}: ${basename(path)} in speedscope (${title})`, () => {
    if (errors.length > 0) throw new Error(errors.join('; '));
    if (!title.includes('speedscope')) throw new Error('it was not opened');
  });
  await browser.close();
}

/** @returns the title of speedscope's window once a profile is shown */
async function loadProfile(page: Page, path: string): Promise<string> {
  const before = await page.title();
  await page.locator('input[type=file]').setInputFiles(path, { timeout: 10_000 });
  await page.waitForFunction(`document.title !== ${JSON.stringify(before)}`, undefined, { timeout: 20_000 });
  return await page.title();
}

function installInferno(): string {
  const path = join(peers, 'bin', 'inferno-flamegraph');
  if (!existsSync(path))
    execFileSync('cargo', ['install', '--quiet', '--locked', 'inferno', '--root', peers], {
      stdio: 'inherit',
    });
  return path;
}

function installSpeedscope(): string {
  const find = (): string | undefined => globSync(join(peers, 'package/dist/release'))[0];
  if (find() === undefined) {
    execFileSync('npm', ['pack', '--silent', 'speedscope@1.25.0'], { cwd: peers });
    execFileSync('tar', ['xzf', 'speedscope-1.25.0.tgz'], { cwd: peers });
  }
  return find() ?? '';
}
