/** A history in object storage from the command line: stored by `check`, pushed and imported. */
import '../services/short-pauses.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoopback } from '../services/loopback.ts';
import { type Storage, startS3 } from '../services/object-storages.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

let storage: Storage;
beforeAll(async () => {
  storage = await startS3();
});
afterAll(() => storage.close());

const suite = (seconds: number): string =>
  `<testsuites><testsuite name="s"><testcase classname="a" name="x" time="${seconds}"/></testsuite></testsuites>`;

/** Runs in a folder of its own, like one job of a repository. */
async function job(
  repository: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = storage.env,
) {
  const folder = tempFolder('job');
  writeFileSync(join(folder, 'report.xml'), suite(Math.random()));
  const ran = await runCli(args, { cwd: folder, env: { ...env, GITHUB_REPOSITORY: repository } });
  return { ...ran, folder };
}

const check = (repository: string, place: string, name: string, id: string) =>
  job(repository, [
    'check',
    'report.xml',
    '--history',
    place,
    '--name',
    name,
    '--build-id',
    id,
    '--branch',
    'main',
  ]);

describe('a history in object storage', () => {
  it('is shared by all jobs of all repositories, and can be copied into a database and a folder', async () => {
    const place = storage.place('org');
    for (let number = 0; number < 3; number++) {
      const { status, stderr } = await check('team/app', place, 'unit', `a${number}`);
      expect([status, stderr]).toEqual([0, '']);
    }
    await check('team/app', place, 'lint', 'l1');
    await check('team/lib', place, 'unit', 'b1');

    const pushed = await job('', ['database', 'push', '--history', place, '--to', 'org.db']);
    expect([pushed.status, pushed.stderr]).toEqual([0, '']);
    expect(pushed.stdout).toContain('team/app unit: 3 builds added, 0 already known\n');
    const file = new DatabaseSync(join(pushed.folder, 'org.db'));
    expect(
      file.prepare('select repository, series, count(*) as n from builds group by 1, 2 order by 1, 2').all(),
    ).toEqual([
      { repository: 'team/app', series: 'lint', n: 1 },
      { repository: 'team/app', series: 'unit', n: 3 },
      { repository: 'team/lib', series: 'unit', n: 1 },
    ]);
    file.close();

    const many = await job('', ['history', 'import', place]);
    expect([many.status, many.stderr]).toEqual([2, expect.stringContaining('/repository=team__')]);
    const otherCapitals = await job('Team/App', ['history', 'status', '--history', place]);
    expect([otherCapitals.status, otherCapitals.stdout]).toEqual([0, expect.stringContaining('unit')]);
    const one = await job('', ['history', 'import', place.replace('?', '/repository=team__app?')]);
    expect([one.status, one.stdout]).toEqual([0, expect.stringContaining('4 builds added, 0 already known')]);
  });

  it('is kept by a renamed repository, as docs/object-storage.md and docs/database.md say', async () => {
    const place = storage.place('renamed');
    await check('team/old', place, 'unit', 'a1');
    await check('team/old', place, 'lint', 'a2');
    const from = place.replace('?', '/repository=team__old?');
    const copy = tempFolder('copy');
    await job('', ['history', 'import', from, '--history', copy]);
    const moved = await job('team/new', ['history', 'import', copy, '--history', place]);
    expect([moved.status, moved.stdout]).toEqual([0, expect.stringContaining('2 builds added')]);

    const push = ['database', 'push', '--history', from, '--to', join(tempFolder('renamed'), 'org.db')];
    await job('', push);
    const file = new DatabaseSync(push.at(-1) as string);
    const tables = file.prepare("select name from sqlite_master where type = 'table'").all();
    for (const { name } of tables)
      if (!/schema|span_events|^sqlite/.test(`${name}`))
        file.exec(`update ${name} set repository = 'team/new' where repository = 'team/old'`);
    file.close();
    const again = await job('', [...push, '--history', place.replace('?', '/repository=team__new?')]);
    expect([again.status, again.stdout]).toEqual([
      0,
      expect.stringContaining('0 builds added, 1 already known'),
    ]);
  });

  it('leaves no copy behind when a command is interrupted', async () => {
    const folder = tempFolder('interrupted');
    const key = 'x/repository=a__b/series=unit-1/L0-mwqarumg-1-ed851abfdd0624d7-5037aa61.parquet';
    const body = `<ListBucketResult><Contents><Key>${key}</Key><Size>1</Size></Contents></ListBucketResult>`;
    const { url, close } = await startLoopback(async (call) => ({
      answer: async () => ({ status: 200, body }),
      fault: call.url.search === '' ? 'blackhole' : null,
    }));
    const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
    const env = { ...process.env, ...storage.env, TMPDIR: folder };
    const child = spawn(process.execPath, [cli, 'explain', '--history', `s3://b/x?endpoint=${url}`], { env });
    const copies = (): string[] => readdirSync(folder).filter((name) => name.startsWith('build-telemetry'));
    while (copies().length === 0) await pause(20);
    child.kill('SIGINT');
    const [, signal] = await once(child, 'close');
    await close();
    expect([signal, copies()]).toEqual(['SIGINT', []]);
  });

  it('imports a history folder, once', async () => {
    const place = storage.place('moved');
    const version = fileURLToPath(new URL('../history/fixtures/1.1', import.meta.url));
    const first = await job('team/app', ['history', 'import', version, '--history', place]);
    expect([first.status, first.stderr, first.stdout]).toEqual([
      ...[0, '', expect.stringContaining('20 builds added, 0 already known')],
    ]);
    const again = await job('team/app', ['history', 'import', version, '--history', place]);
    expect(again.stdout).toContain('0 builds added, 20 already known');
    const back = await job('', ['history', 'import', place]);
    expect(back.stdout).toContain('20 builds added');
    const log = await job('team/app', ['history', 'import', 'report.xml', '--history', place]);
    expect([log.status, log.stderr]).toEqual([
      2,
      expect.stringContaining('This is not a folder of history.'),
    ]);
  });

  it('leaves the check unchanged on failure, with a warning', async () => {
    const place = storage.place('away');
    for (const method of ['GET', 'PUT']) storage.spoil(method, 403);
    const { status, stderr } = await check('team/app', place, 'unit', 'x');
    for (const method of ['GET', 'PUT']) storage.spoil(method, null);
    expect(status).toBe(0);
    expect(stderr).toContain('s3:GetObject');
    const pushed = await job('', ['database', 'push', '--history', place, '--to', 'x.db'], {
      ...storage.env,
      AWS_SECRET_ACCESS_KEY: 'wrong',
    });
    expect([pushed.status, pushed.stderr]).toEqual([
      2,
      expect.stringContaining('SignatureDoesNotMatch (403)'),
    ]);
  });

  it.each([
    [403, 'injected 403|Forbidden \\(403\\)', 's3:ListBucket'],
    [404, 'NoSuchBucket \\(404\\)', 'Create the bucket'],
    [429, 'Too Many Requests \\(429\\)', 'the next run reads it again'],
    [503, 'Service Unavailable \\(503\\)', 'Check the address and the network'],
    ['truncated', 'closed before the whole answer came', 'Check the address and the network'],
  ] as const)('gives a check a warning and every command exit code 2 at %s', async (fault, what, fix) => {
    const place = fault === 404 ? storage.place('x').replace('telemetry/', 'nothing/') : storage.place('x');
    const folder = fileURLToPath(new URL('../history/fixtures/1.1', import.meta.url));
    if (fault !== 404) for (const method of ['GET', 'PUT']) storage.spoil(method, fault);
    const checked = await check('team/app', place, 'unit', 'x');
    const refused = [
      await job('', ['database', 'push', '--history', place, '--to', 'x.db']),
      await job('team/app', ['history', 'import', folder, '--history', place]),
      await job('team/app', ['history', 'import', place]),
      await job('team/app', ['explain', '--history', place]),
    ];
    for (const method of ['GET', 'PUT']) storage.spoil(method, null);
    expect([checked.status, checked.stderr]).toEqual([0, expect.stringMatching(new RegExp(what))]);
    for (const { status, stdout, stderr } of refused) {
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(new RegExp(what))]);
      expect(stderr).toContain(fix);
    }
  });

  it('is read by the query commands, and is changed by none of them', async () => {
    const place = storage.place('asked');
    const own = 'team/group/app';
    for (let number = 0; number < 3; number++) await check(own, place, 'unit', `a${number}`);
    await check('team/lib', place, 'unit', 'b1');
    const label = place.replace(/\?.*/, '');
    const before = storage.calls.length;
    for (const [args, shown] of [
      [['explain'], `3 builds of unit in ${label}`],
      [['flaky'], `No flaky test in the 3 builds of unit in ${label}`],
      [['query', 'build_telemetry.tasks', '--since', '3650d', '--csv'], 'Z,3,3'],
      [['history', 'status'], 'builds    3'],
      [['history', 'verify'], '3 files with'],
      [['history', 'export', '--format', 'csv'], 'a2'],
    ] as const) {
      const { status, stdout, stderr } = await job(own, [...args, '--history', place]);
      expect([args.join(' '), status, stderr]).toEqual([args.join(' '), 0, '']);
      expect(stdout).toContain(shown);
    }
    for (const task of [['clear', '--yes'], ['compact']]) {
      const { status, stderr } = await job(own, ['history', ...task, '--history', place]);
      expect([status, stderr]).toEqual([2, expect.stringContaining('This command works on folders only.')]);
    }
    const other = await job('team/other', ['explain', '--history', place]);
    expect(other.status).toBe(2);
    expect(other.stderr).toContain('but not `team/other`: team/group/app, team/lib.');
    expect(storage.calls.slice(before).filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('pushes only the named series', async () => {
    const place = storage.place('named');
    for (const name of ['unit', 'lint']) await check('team/app', place, name, name);
    const push = (name: string) =>
      job('', ['database', 'push', '--history', place, '--to', 'x.db', '--name', name]);
    expect((await push('lint')).stdout).toMatch(/^team\/app lint: 1 build added, 0 already known\n\d+ rows/);
    const { stdout, stderr } = await push('nope');
    expect([stdout, stderr]).toEqual(['0 rows written to x.db\n', expect.stringContaining('named `nope`')]);
  });

  it.each([
    's3://key:s3cret-word@bucket/x',
    's3://bucket/x?endpoint=http://key:s3cret-word@127.0.0.1:9',
    'azure://account/container/x?sig=s3cret-word',
  ])('never shows the secret of an address: %s', async (place) => {
    for (const args of [
      ['database', 'push', '--to', 'x.db', '--history', place],
      ['history', 'import', place],
    ]) {
      const { status, stdout, stderr } = await job('team/app', args);
      expect([status, stdout, stderr]).toEqual([2, '', expect.not.stringContaining('s3cret')]);
    }
  });

  it('never shows the secret of an endpoint of the environment', async () => {
    const AWS_ENDPOINT_URL = 'http://key:s3cret-word@127.0.0.1:9';
    const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    const args = ['check', 'report.xml', '--history', 's3://bucket/x'];
    const { stdout, stderr } = await job('team/app', args, { ...keys, AWS_ENDPOINT_URL });
    expect(stderr).toContain('The history cannot be read');
    expect(stdout + stderr).not.toContain('s3cret');
  });

  it.each([
    [['check', 'report.xml', '--history', 'ftp://host/x'], 'There is no history at `ftp://`.'],
    [['check', 'report.xml', '--history', 's3://'], 'The address has no bucket name.'],
    [['check', 'report.xml', '--history', 's3://b/x?endpoint=minio'], 'The `endpoint` must look like'],
    [['database', 'push', '--history', 'azure://x', '--to', 'x.db'], 'The address has no container name.'],
    [['explain', '--history', 's3://'], 'The address has no bucket name.'],
    [['history', 'status', '--history', 'ftp://host/x'], 'There is no history at `ftp://`.'],
  ])('is never read as a folder: %j', async (args, what) => {
    const { status, stderr } = await job('team/app', args);
    expect(status).toBe(2);
    expect(stderr).toContain(what);
  });
});
