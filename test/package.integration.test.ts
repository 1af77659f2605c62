/**
 * The content of the npm package: the library with its types and the command line, without the action's own parts.
 */

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLoopback } from './services/loopback.ts';
import { tempFolder } from './temp-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');
let folder = '';
let names: string[] = [];

beforeAll(() => {
  folder = tempFolder('package');
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const output = execFileSync('npm', pack, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ filename, files }] = JSON.parse(output) as [{ filename: string; files: { path: string }[] }];
  names = files.map(({ path }) => path);
  mkdirSync(join(folder, 'node_modules'));
  execFileSync('tar', ['-xzf', filename, '-C', 'node_modules'], { cwd: folder });
  // What installing it would add.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules/package/node_modules'), 'junction');
  symlinkSync('package', join(folder, 'node_modules/build-telemetry'), 'junction');
  symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds the library and the command line, and nothing of the action', () => {
  expect(names).toEqual(
    expect.arrayContaining([
      'build/library/index.js',
      'build/library/licenses.txt',
      'build/index.d.ts',
      'dist/cli/index.js',
      'LICENSE',
    ]),
  );
  expect(
    names.filter((name) => /^(build\/(github|commands|action|main)\b|src|test|dist\/index)/.test(name)),
  ).toEqual([]);
});

it('gives each of its exports, and their types', () => {
  const code = [
    "import { detect, folderStore, readBuild, renderHtml } from 'build-telemetry';",
    'const all: readonly unknown[] = [detect, folderStore, readBuild, renderHtml];',
    'console.log(all.every((one) => typeof one === "function"));',
  ].join('\n');
  writeFileSync(join(folder, 'use.ts'), code);
  expect(execFileSync(process.execPath, ['use.ts'], { cwd: folder, encoding: 'utf8' }).trim()).toBe('true');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
  expect(() =>
    execFileSync(process.execPath, [tsc, ...options, 'use.ts'], { cwd: folder, stdio: 'pipe' }),
  ).not.toThrow();
});

/** With the packages that npm installs next to it. */
it('runs its command line, which sends traces and metrics by both protocols', async () => {
  const bin = join(folder, 'node_modules/build-telemetry/dist/cli/index.js');
  writeFileSync(join(folder, 'r.xml'), '<testsuite name="a"><testcase name="x" time="1"/></testsuite>');
  const got: string[] = [];
  const collector = await startLoopback(async ({ url, headers }) => {
    got.push(`${url.pathname} ${headers['content-type']}`);
    return { answer: async () => ({ status: 200 }), fault: null };
  });
  for (const type of ['json', 'protobuf']) {
    const env = {
      ...process.env,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: `http/${type}`,
    };
    const args = [bin, 'check', 'r.xml', '--name', type];
    const { stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
    expect(stderr).toBe('');
    expect(got.splice(0).map((line) => line.replace('x-', ''))).toEqual([
      `/v1/traces application/${type}`,
      `/v1/metrics application/${type}`,
    ]);
  }
  await collector.close();
});

/** The committed `dist/cli`, from Git only. */
it('runs from a clone without node_modules, and prints the install command if a package is missing', () => {
  const clone = join(folder, 'clone');
  cpSync(join(root, 'dist/cli'), join(clone, 'dist/cli'), { recursive: true });
  const cwd = join(folder, 'project');
  mkdirSync(join(cwd, '.github'), { recursive: true });
  writeFileSync(join(cwd, 'r.xml'), '<testsuite name="a"><testcase name="x" time="1"/></testsuite>');
  const run = (args: string, env: Record<string, string> = {}): string => {
    const command = [join(clone, 'dist/cli/index.js'), ...args.split(' ')];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
    });
    return `${status} ${stdout}${stderr}`;
  };
  expect(run('check r.xml --name unit')).toMatch(/^0 INFO {2}No baseline yet/);
  expect(run('inspect r.xml')).toMatch(/^0 r\.xml\n {2}format +junit\n/);
  expect(run('history status')).toMatch(/^0 unit\n {2}builds +1,/);
  expect(run('exec --name lint -- true')).toMatch(/^0 $/);
  const missing = (name: string): string =>
    `The package \`${name}\` is not installed with this program. Run \`npm install --omit=dev\` in ${clone}.`;
  const token = { GITHUB_TOKEN: 'x', GITHUB_REPOSITORY: 'octo/repo' };
  expect(run('history import --github-runs', token)).toBe(`2 error: ${missing('@octokit/core')}\n`);
  const traced = run('check r.xml --name unit', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  expect(traced).toMatch(/^0 /);
  expect(traced).toContain(`warning: trace: Delivery failed: ${missing('@opentelemetry/resources')}`);
  const recorded = run('record -- true');
  expect(recorded).toMatch(/^0 /);
  expect(recorded).toContain(`recordings: The build was not recorded: ${missing('yaml')}\n`);
  const push = 'database push --repository octo/repo --to postgres://u@127.0.0.1:9/x';
  expect(run(push)).toBe(
    `2 error: postgres://u@127.0.0.1:9/x: A package is missing: ${missing('pg-connection-string')}\n`,
  );
  const url = 'node_modules/pg-connection-string';
  cpSync(join(root, url), join(clone, url), { recursive: true });
  expect(run(push)).toMatch(/: A package is missing: PostgreSQL's client is not .* pgpass` there\.\n$/);
  writeFileSync(join(cwd, '.github/build-telemetry.yml'), 'fail-on: error');
  expect(run('check r.xml --name unit')).toBe(`2 error: ${missing('yaml')}\n`);
});
