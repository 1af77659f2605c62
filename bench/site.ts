/**
 * Measures the trend site of 1,000 series and 1,000 builds: building it in its own process (time, CPU time,
 * peak memory, size), building it again with one more build, opening it and searching in headless Chromium, and JSON
 * compared with Parquet for the file of a series. `node bench/site.ts [builds tasks]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parquetRead } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { noLimits } from '../src/history/segment.ts';
import { folderStore } from '../src/stores/folder-store.ts';
import { openBrowser } from '../test/render/browser.ts';
import { makeBuild, openRandom } from './builds.ts';

const [builds = 1000, tasks = 999] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'bench-site-'));
const history = join(folder, 'history');
const out = join(folder, 'site');
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function add(number: number): Promise<void> {
  const store = folderStore(history, { ...noLimits, series: 'bench', now: 0 });
  await store.append(makeBuild(number, tasks));
}

function build(): string {
  const start = performance.now();
  const script = `process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); console.error(JSON.stringify([maxRSS / 1024, (userCPUTime + systemCPUTime) / 1e6])); }); process.argv.splice(1, 0, 'x'); await import(${JSON.stringify(pathToFileURL(cli).href)});`;
  const args = ['--input-type=module', '-e', script, 'site', history, '--out', out];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const [mebibytes = 0, cpu = 0] = JSON.parse(stderr.trim().split('\n').at(-1) ?? '[]') as number[];
  return `${seconds} s (${cpu.toFixed(1)} s of a core), ${Math.round(mebibytes)} MiB peak: ${stdout.trim().replaceAll(folder, '')}`;
}

async function openSite(): Promise<string> {
  const browser = await openBrowser();
  if (browser === null) return 'no browser';
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const opened: number[] = [];
  const typed: number[] = [];
  for (let n = 0; n < 7; n++) {
    await page.goto(`${pathToFileURL(join(out, 'index.html')).href}?${n}`);
    await page.locator('.series-table tbody a').first().waitFor();
    opened.push(await page.evaluate<number>('performance.now()'));
    const search = `(() => {
      const input = document.querySelector('input[type=search]');
      const start = performance.now();
      input.value = 'module-7${n}';
      input.dispatchEvent(new Event('input'));
      document.body.getBoundingClientRect();
      return performance.now() - start;
    })()`;
    await page.getByRole('button', { name: /^All/ }).click();
    typed.push(await page.evaluate<number>(search));
  }
  await page.locator('.series-table tbody a').first().click();
  const start = performance.now();
  await page.locator('figure canvas').waitFor();
  const series = performance.now() - start;
  await browser.close();
  return `overview usable after ${Math.round(median(opened))} ms, a search ${Math.round(median(typed))} ms, a series drawn ${Math.round(series)} ms after the click`;
}

async function compareForms(): Promise<string> {
  const random = openRandom(7);
  const values = Array.from({ length: builds }, () => Number((1000 * (1 + random())).toPrecision(5)));
  const json = JSON.stringify({ values });
  const bytes = parquetWriteBuffer({ columnData: [{ name: 'value', data: values, type: 'DOUBLE' }] });
  const time = async (run: () => unknown): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < 200; n++) {
      const start = performance.now();
      await run();
      times.push(performance.now() - start);
    }
    return median(times);
  };
  const ofJson = await time(() => JSON.parse(json));
  const ofParquet = await time(() => parquetRead({ file: bytes, onComplete: () => {} }));
  return `one series: JSON ${json.length} bytes in ${ofJson.toFixed(3)} ms, Parquet ${bytes.byteLength} bytes in ${ofParquet.toFixed(3)} ms`;
}

for (let number = 0; number < builds; number++) await add(number);
console.log(`from nothing: ${build()}`);
const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const size = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
console.log(`${files.length} files, ${(size / 1e6).toFixed(1)} MB`);
console.log(await openSite());
console.log(`nothing changed: ${build()}`);
await add(builds);
console.log(`one more build: ${build()}`);
console.log(await compareForms());
rmSync(folder, { recursive: true });
