/** `site` as a shell runs it: sources, links, tags, its errors, and the server for a laptop. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveSite } from '../../src/commands/serve-site.ts';
import { type ObjectPlace, readObjectPlace } from '../../src/settings/object-place.ts';
import { openObjectStore } from '../../src/stores/objects/object-store.ts';
import { makeNthBuild, wideLimits } from '../history/make-history-build.ts';
import { gitIn } from '../services/git.ts';
import { startS3 } from '../services/object-storages.ts';
import { readSite } from '../site/read-site.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

const folder = tempFolder('site-command');
const git = gitIn(folder);

beforeAll(async () => {
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'git@github.com:octo/shop.git');
  const check = async (seconds: number, commit: string): Promise<void> => {
    writeFileSync(
      join(folder, 'unit.xml'),
      `<testsuite name="e2e" time="${seconds}"><testcase name="login" time="${seconds}"/></testsuite>`,
    );
    const { status } = await runCli(
      ['check', 'unit.xml', '--name', 'unit', '--branch', 'main', '--commit', commit],
      { cwd: folder },
    );
    expect(status).toBe(0);
  };
  for (const n of [1, 2]) {
    git('commit', '--quiet', '--allow-empty', '--message', `n${n}`);
    await check(n, git('rev-parse', 'HEAD'));
  }
  git('tag', '--annotate', 'v1.0', '--message', 'one');
});

describe('site', () => {
  it('finds the last used history, the repository and its tags without flags', async () => {
    const { status, stdout, stderr } = await runCli(['site'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^site: 2 series of 2 builds in 1 history; \d+ files written\. Open site\/index\.html\.\n$/,
    );
    const { index, builds } = readSite(join(folder, 'site'));
    expect(index.title).toBe('Build trends of octo/shop');
    const [history] = index.histories;
    expect(history).toMatchObject({ name: 'unit', url: 'https://github.com/octo/shop', branch: 'main' });
    expect(builds(history!.id).tags).toEqual([{ at: 1, name: 'v1.0' }]);
    const again = await runCli(['site', '--json'], { cwd: folder });
    expect(JSON.parse(again.stdout)).toMatchObject({ histories: 1, changed: 0, written: 0 });
  });

  it('joins several repositories', async () => {
    const operands = ['octo/a=.build-telemetry/history', 'octo/b=.build-telemetry/history'];
    const { status } = await runCli(['site', ...operands, '--out', 'all', '--title', 'All'], { cwd: folder });
    expect(status).toBe(0);
    const { index } = readSite(join(folder, 'all'));
    expect(index.title).toBe('All');
    expect(index.histories.map(({ url }) => url)).toEqual([
      'https://github.com/octo/a',
      'https://github.com/octo/b',
    ]);
  });

  it('joins all repositories in object storage', async () => {
    const storage = await startS3();
    const address = storage.place('org');
    const place = readObjectPlace(address) as ObjectPlace;
    for (const [repository, series] of [
      ['octo/app', 'unit'],
      ['octo/app', 'e2e'],
      ['octo/lib', 'unit'],
    ] as const)
      await openObjectStore(place, storage.env, repository, { ...wideLimits, series }).append(
        makeNthBuild(1),
      );
    const env = Object.fromEntries(
      Object.entries(storage.env).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    const { status, stderr } = await runCli(['site', address, '--out', 'remote'], { cwd: folder, env });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { histories } = readSite(join(folder, 'remote')).index;
    expect(histories.map(({ url }) => url).sort()).toEqual([
      'https://github.com/octo/app',
      'https://github.com/octo/lib',
    ]);
    const nothing = await runCli(['site', storage.place('empty'), '--out', 'wrong'], { cwd: folder, env });
    expect(nothing.status).toBe(2);
    expect(nothing.stderr).toContain('No history is stored there.');
    await storage.close();
  });

  it.each([
    [['site', 'nowhere'], 'nowhere: Folder not found.'],
    [['site', 'empty'], 'empty: No history is stored there.'],
    [['site', 'empty', 'empty/'], 'site: Several folders need a name. Write `OWNER/REPO=DIR` for each.'],
    [['site', 'o/a=empty', 'o/a=empty'], 'o/a: This name is given twice.'],
    [
      ['site', '--repository', 'javascript:alert(1)'],
      '--repository: `javascript:alert(1)` is not a web address.',
    ],
    [['site', '--serve', '--port', 'x'], '--port: `x` is not a port.'],
    [['site', '--serve', '--json'], '--json: It has no effect with --serve.'],
  ])('%s: %s', async (args, message) => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    const { status, stderr } = await runCli([...args, '--out', 'wrong'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    if (!args.includes('--serve')) expect(existsSync(join(folder, 'wrong'))).toBe(false);
  });

  it('leaves foreign files alone', async () => {
    const own = ['mine/notes.txt', 'mine/data/users/a.json', 'mine/badges/build.svg'];
    for (const path of own) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), 'mine');
    }
    for (const args of [['site'], ['site', 'octo/a=.build-telemetry/history'], ['site']])
      expect((await runCli([...args, '--out', 'mine'], { cwd: folder })).status).toBe(0);
    expect(own.map((path) => readFileSync(join(folder, path), 'utf8'))).toEqual(['mine', 'mine', 'mine']);
    expect(readdirSync(join(folder, 'mine/data')).sort()).toEqual([
      'index.js',
      expect.stringMatching(/^unit-/),
      'users',
    ]);
    expect(readdirSync(join(folder, 'mine/badges'))).toHaveLength(4);
    writeFileSync(join(folder, 'mine/index.html'), '<h1>My page</h1>');
    const refused = await runCli(['site', '--out', 'mine'], { cwd: folder });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('mine: Its index.html does not belong to a trend site.');
    expect(readFileSync(join(folder, 'mine/index.html'), 'utf8')).toBe('<h1>My page</h1>');
    mkdirSync(join(folder, 'style'));
    writeFileSync(join(folder, 'style/site.css'), 'mine');
    const { status, stderr } = await runCli(['site', '--out', 'style'], { cwd: folder });
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('style: Its site.css does not belong to a trend'),
    ]);
    expect(readdirSync(join(folder, 'style'))).toEqual(['site.css']);
    expect(readFileSync(join(folder, 'style/site.css'), 'utf8')).toBe('mine');
  });
});

it('refuses a folder without a name, and warns of a branch without builds', async () => {
  const before = readdirSync(folder);
  for (const [args, text] of [
    [['--out', ''], '--out: Missing value.'],
    [['unit.xml'], 'unit.xml: This is a file. Import it with'],
    [['nowhere'], 'nowhere: Folder not found. Store a build with'],
    [['--port', '8000'], '--port: It has no effect without --serve.'],
  ] as const)
    expect(await runCli(['site', ...args], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(text),
    });
  expect(readdirSync(folder)).toEqual(before);
  const { stderr } = await runCli(['site', '--branch', 'nope', '--out', 'nope'], { cwd: folder });
  expect(stderr).toContain('No stored build is from the baseline branch `nope`');
});

describe('site --serve', () => {
  it('reports that its port is taken', async () => {
    const server = await serveSite(folder, 0);
    const { port } = new URL(server.url);
    const args = ['site', '--serve', '--port', port, '--out', 'taken'];
    const { status, stderr } = await runCli(args, { cwd: folder });
    await server.close();
    expect([status, stderr]).toEqual([2, expect.stringContaining(`port ${port}: This port is taken.`)]);
  });

  it('builds the site again when a build is stored, until it is stopped', async () => {
    const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
    const args = [cli, 'site', '--serve', '--port', '0', '--out', 'live'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stderr.on('data', (chunk) => {
      output += String(chunk);
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const url = await new Promise<string>((resolve) => {
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += String(chunk);
        const found = /at (http:\S+);/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const countBuilds = async (): Promise<string | undefined> =>
      /"builds":(\d+)/.exec(await (await fetch(`${url}data/index.js`)).text())?.[1];
    const before = Number(await countBuilds());
    const log = '<testsuite name="e2e" time="9"><testcase name="login" time="9"/></testsuite>';
    writeFileSync(join(folder, 'more.xml'), log);
    await runCli(['check', 'more.xml', '--name', 'unit', '--branch', 'main'], { cwd: folder });
    await expect.poll(countBuilds).toBe(String(before + 1));
    const [root, aside] = ['.build-telemetry/history', 'aside'].map((name) => join(folder, name));
    renameSync(root!, aside!);
    await expect.poll(() => output).toContain('The folder was deleted');
    cpSync(aside!, root!, { recursive: true });
    writeFileSync(join(folder, 'more.xml'), log.replaceAll('9', '8'));
    await runCli(['check', 'more.xml', '--name', 'unit', '--branch', 'main'], { cwd: folder });
    await expect.poll(countBuilds).toBe(String(before + 2));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('the server', () => {
  it('answers under no other host name, which a foreign page could resolve to this machine', async () => {
    const server = await serveSite(folder, 0);
    const ask = (host: string): Promise<number | undefined> =>
      new Promise((resolve) => {
        get(`${server.url}unit.xml`, { headers: { host } }, (response) => resolve(response.statusCode));
      });
    const { port } = new URL(server.url);
    expect([await ask('evil.example'), await ask(`localhost:${port}`)]).toEqual([403, 404]);
    await server.close();
  });

  it('serves only the site, and reloads open pages', async () => {
    await runCli(['site', '--out', 'served'], { cwd: folder });
    writeFileSync(join(folder, 'secret.js'), 'secret');
    const server = await serveSite(join(folder, 'served'), 0);
    const get = (path: string): Promise<Response> => fetch(server.url + path);
    const html = await (await get('')).text();
    expect(html).toContain('<script src="live.js" defer></script>');
    expect(html).toContain("connect-src 'self'");
    expect((await get('data/index.js')).headers.get('content-type')).toContain('text/javascript');
    for (const path of ['..%2fsecret.js', '%2e%2e/secret.js', 'data/', 'nothing.js', '%00', '%']) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const live = await get('live');
    const reader = live.body!.getReader();
    await reader.read();
    server.reload();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: changed\n\n');
    await reader.cancel();
    await server.close();
  });
});
