/** `build-telemetry database` with real engines: what it prints, what it refuses, and how it fails. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetricsCollector } from '../../src/agents/metrics-collector.ts';
import { describeDatabaseFault } from '../../src/database/engines/database-faults.ts';
import { migrate, openDatabase } from '../../src/database/engines/open-database.ts';
import { buildsTable } from '../../src/database/history-tables.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { makeNthBuild, startMs } from '../history/make-history-build.ts';
import { freePort } from '../services/loopback.ts';
import { authority, type Postgres, password, startPostgres } from '../services/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { type CliOutcome, runCli } from './run-cli.ts';

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

/** A folder with a history of a few builds. */
function openFolder(builds = 3): string {
  const folder = tempFolder('database-command');
  const segments = join(folder, '.build-telemetry/history/unit-1');
  mkdirSync(segments, { recursive: true });
  for (let number = 0; number < builds; number++) {
    const { name, bytes } = encodeBuild(makeNthBuild(number), startMs);
    writeFileSync(join(segments, name), bytes);
  }
  return folder;
}

const env = { GITHUB_REPOSITORY: 'team/app' };
const run = (
  folder: string,
  args: readonly string[],
  more: Record<string, string> = {},
): Promise<CliOutcome> => runCli(['database', ...args], { cwd: folder, env: { ...env, ...more } });

/** The URL of a fresh database without its password. */
async function createWithoutPassword(): Promise<string> {
  const url = new URL(await server.create());
  url.password = '';
  return url.href;
}

describe('database', () => {
  it.each(['sqlite', 'postgres'])('pushes, shows the stored rows, and prunes: %s', async (engine) => {
    const folder = openFolder();
    const to = engine === 'sqlite' ? 'team.db' : await createWithoutPassword();
    const more = { PGPASSWORD: password };
    const first = await run(folder, ['push', '--to', to], more);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(/^unit: 3 builds added, 0 already known\n12 rows written to /);
    expect((await run(folder, ['push'], { ...more, BUILD_TELEMETRY_DATABASE: to })).stdout).toContain(
      'unit: 0 builds added, 3 already known',
    );
    const facts = JSON.parse((await run(folder, ['status', '--to', to, '--json'], more)).stdout);
    expect(facts).toMatchObject({ version: 5, repositories: 1 });
    expect(facts.tables).toContainEqual({
      ...{ table: 'tasks', rows: 9, oldestMs: startMs, newestMs: startMs + 7_200_000 },
    });
    const pruned = await run(folder, ['prune', '--to', to, '--keep-builds', '7', '--json'], more);
    expect(JSON.parse(pruned.stdout).removed).toEqual({ builds: 3, tasks: 9 });
  });

  it('pushes the listed traces, each span once, and nothing older than the retention', async () => {
    const folder = openFolder();
    mkdirSync(join(folder, '.github'));
    const keep = (...lines: string[]): void =>
      writeFileSync(join(folder, '.github/build-telemetry.yml'), `retention:\n  ${lines.join('\n  ')}\n`);
    const span = {
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      name: 'job',
      kind: 2,
      status: { code: 2 },
    };
    const times = { startTimeUnixNano: '1767225600000000000', endTimeUnixNano: '1767225601500000000' };
    const attributes = [
      { key: 'b', value: { intValue: '2' } },
      { key: 'a', value: { stringValue: 'x' } },
    ];
    const line = JSON.stringify({
      resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, ...times, attributes }, { name: 'no id' }] }] }],
    });
    writeFileSync(join(folder, 'trace.otlp.jsonl'), `${line}\nnot json\n{"resourceSpans":[]}\n`);
    const push = () => run(folder, ['push', 'trace.otlp.jsonl', '--to', 't.db']);
    keep('builds: 7');
    expect((await push()).stdout).toMatch(
      /^unit: 0 builds added, 0 already known, 3 older than the retention\ntraces: 0 spans, 1 older than the retention\n0 rows/,
    );
    const once = [
      'push',
      'trace.otlp.jsonl',
      '--to',
      'once.db',
      '--keep-traces',
      '36500',
      '--keep-builds',
      '7',
    ];
    expect((await run(folder, once)).stdout).toContain('traces: 1 span\n');
    expect((await run(folder, [...once.slice(0, -1), '0'])).stderr).toContain('`0` is not a number of days');
    keep('traces: 36500', 'builds: 7');
    for (let time = 0; time < 2; time++) {
      const { status, stdout, stderr } = await push();
      expect([status, stdout]).toEqual([0, expect.stringContaining('traces: 1 span\n')]);
      expect(stderr).toContain('2 spans or lines could not be read');
    }
    const file = new DatabaseSync(join(folder, 't.db'));
    expect(file.prepare('select exporter, items from telemetry_exports order by id').all()).toMatchObject([
      { exporter: 'database', items: 0 },
      { exporter: 'prune', items: 0 },
      { exporter: 'database', items: 1 },
      { exporter: 'database', items: 1 },
    ]);
    expect(file.prepare('select * from telemetry_spans').get()).toMatchObject({
      ...{ repository: 'team/app', name: 'job', kind: 'SERVER', status: 'ERROR', duration_ms: 1500 },
      attributes: '{"a":"x","b":2}',
    });
    file.close();
  });

  it.each(['sqlite', 'postgres'])(
    'pushes the work of agents, once, and the views show it: %s',
    async (engine) => {
      const folder = openFolder(0);
      const collector = new MetricsCollector({
        path: join(folder, '.build-telemetry/events.ndjson'),
        enabled: true,
      });
      const agent = { agentId: 'a1', agentType: 'coder', phase: 'write', tokens: 700, model: 'm' };
      collector.trackAgentExecution({ ...agent, duration: 2000, success: true });
      collector.trackAgentExecution({ ...agent, duration: 4000, success: false });
      for (const success of [true, true, false])
        collector.trackToolUsage({ tool: 'Bash', duration: 250, success });
      collector.trackContextUsage({ used: 50_000, total: 200_000, agentId: 'a1' });
      collector.trackError({ component: 'db', errorType: 'timeout', severity: 'critical' });
      collector.flush();
      const to = engine === 'sqlite' ? 'live.db' : await server.create();
      const first = await run(folder, ['push', '--to', to]);
      expect([first.status, first.stdout]).toEqual([0, expect.stringMatching(/^metrics: \d+ data points\n/)]);
      await run(folder, ['push', '--to', to]);
      const database = await openDatabase(engine === 'sqlite' ? join(folder, to) : to);
      const of = (view: string) => database.query(`select * from ${view}`);
      expect(await of('v_agent_performance')).toMatchObject([
        { agent_type: 'coder', executions: 2, successes: 1, avg_seconds: 3, p95_seconds: 4, tokens: 1400 },
      ]);
      expect(await of('v_tool_usage')).toMatchObject([
        { tool: 'Bash', calls: 3, failures: 1, avg_seconds: 0.25 },
      ]);
      expect(await of('v_context_utilization')).toMatchObject([{ agent_id: 'a1', avg_percent: 25 }]);
      expect(await of('v_error_rate')).toMatchObject([
        { component: 'db', error_type: 'timeout', severity: 'critical', errors: 1 },
      ]);
      expect((await of('v_recent_metrics')).length).toBeGreaterThan(8);
      await database.close();
    },
  );

  it.each(['sqlite', 'postgres'])(
    'counts a metric once after a push with a shorter retention rolled it up: %s',
    async (engine) => {
      const folder = openFolder(0);
      const path = join(folder, '.build-telemetry/events.ndjson');
      const collector = new MetricsCollector({ path, enabled: true });
      for (let call = 0; call < 3; call++)
        collector.trackToolUsage({ tool: 'Bash', duration: 250, success: true });
      collector.flush();
      const text = readFileSync(path, 'utf8');
      const daysAgo = (days: number): string =>
        text
          .replaceAll('"event_id":"', `"event_id":"${days}-`)
          .replaceAll(/[\d-]{10}T[\d:.]+Z/g, (time) =>
            new Date(Date.parse(time) - days * 86_400_000).toISOString(),
          );
      writeFileSync(path, daysAgo(0) + daysAgo(20) + daysAgo(40));
      const to = engine === 'sqlite' ? 'live.db' : await server.create();
      const push = () => run(folder, ['push', '--to', to]);
      const prune = () => run(folder, ['prune', '--to', to, '--keep-metrics', '14']);
      expect(await push()).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^metrics: 18 data points, 9 older than the retention\n/),
      });
      await prune();
      expect((await push()).stdout).toMatch(/^metrics: 9 data points, 18 older than the retention\n/);
      await prune();
      const database = await openDatabase(engine === 'sqlite' ? join(folder, to) : to);
      expect(
        await database.query(
          "select sum(sum) as calls from telemetry_aggregates where name = 'tool_calls_total' and interval_ms = 86400000",
        ),
      ).toEqual([{ calls: 3 }]);
      expect(await database.query('select count(*) as rows from telemetry_metrics')).toEqual([{ rows: 9 }]);
      await database.close();
    },
  );

  it('prints a schema that its engine takes', async () => {
    const folder = openFolder(0);
    const { stdout } = await run(folder, ['schema', '--engine', 'sqlite']);
    const file = new DatabaseSync(':memory:');
    file.exec(stdout);
    expect(file.prepare('select max(version) as version from telemetry_schema').get()).toEqual({
      version: 5,
    });
    file.close();
    const url = await server.create();
    await server.ask(url, (await run(folder, ['schema'])).stdout);
    const push = await run(openFolder(), ['push', '--to', url]);
    expect([push.status, push.stderr]).toEqual([0, expect.stringContaining('Set `PGPASSWORD`')]);
  });

  it('reads the password from ~/.pgpass', async () => {
    const folder = openFolder();
    const path = join(folder, 'pgpass');
    writeFileSync(path, `127.0.0.1:*:*:postgres:${password.replaceAll(':', '\\:')}\n`);
    chmodSync(path, 0o600);
    const pushed = await run(folder, ['push', '--to', await createWithoutPassword()], { PGPASSFILE: path });
    expect(pushed).toMatchObject({ status: 0, stderr: '' });
  });

  it('checks the certificate of the server', async () => {
    const folder = openFolder();
    const url = await createWithoutPassword();
    const more = { PGPASSWORD: password };
    const refused = await run(folder, ['push', '--to', `${url}?sslmode=require`], more);
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('?sslrootcert=ca.pem')]);
    const trusted = `${url}?sslmode=verify-full&sslrootcert=${encodeURIComponent(authority)}`;
    expect(await run(folder, ['push', '--to', trusted], more)).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('a database that fails', () => {
  it.each([
    [[], 'Missing subcommand.'],
    [['psuh'], 'Did you mean `push`?'],
    [['push'], 'Missing database.'],
    [['push', '--to', 'mysql://db/x'], 'neither a PostgreSQL URL nor the path of a file'],
    [['push', '--to', 'x.db', '--judge', '-1'], '`-1` is not a whole number above 0.'],
    [['push', '--to', 'x.db', '--name', 'nope'], 'No history in .build-telemetry/history for `nope`.'],
    [['push', '--to', 'x.db', '--history', 'nowhere'], 'Folder not found.'],
    [['push', 'nothing.jsonl', '--to', 'x.db'], 'No file matches.'],
    [['status', '--to', 'absent.db'], 'File not found.'],
    [['prune', '--to', 'absent.db'], 'File not found.'],
    [['push', '--to', 'x.db', '--log', 'absent.ndjson'], 'File not found.'],
    [['push', '--to', 'x.db', '--repository', ''], '`` is not the name of a repository.'],
    [['status', '--to', 'newer.db'], 'The database is newer than this program'],
    [['push', '--to', 'other.db'], 'The database has a table of this name from another program'],
    [['prune', '--to', 'x.db', '--keep-metrics', '0'], '`0` is not a number of days.'],
    [['prune', '--to', 'x.db', '--keep-traces', 'week'], '`week` is not a number of days.'],
    [['prune', '--to', 'x.db', '--keep-builds', '-5'], '`-5` is not a number of days.'],
    [['schema', '--engine', 'oracle'], '`oracle` is not a valid value.'],
    [['push', '--to', 'folder/inside/x.db'], 'Check the path and the permissions of its folder.'],
    [['push', '--to', 'text.db'], 'is not an SQLite database'],
  ])('reports the fault in one line, and does nothing: %j', async (args, what) => {
    const folder = openFolder();
    writeFileSync(join(folder, 'text.db'), 'This is a letter and no database at all.'.repeat(50));
    const others = {
      'other.db': 'create table builds (x)',
      'newer.db': 'create table telemetry_schema (version); insert into telemetry_schema values (99)',
    };
    for (const [name, sql] of Object.entries(others)) {
      const file = new DatabaseSync(join(folder, name));
      file.exec(sql);
      file.close();
    }
    const { status, stdout, stderr } = await run(folder, args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(what);
    expect(existsSync(join(folder, 'absent.db'))).toBe(false);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('never shows a password', async () => {
    const folder = openFolder();
    const secret = 'hunter2-s3cret';
    const port = await freePort();
    for (const [url, what] of [
      [`postgres://postgres:${secret}@127.0.0.1:${port}/x`, 'The database cannot be reached'],
      [`postgres://postgres:${secret}@127.0.0.1:${server.port}/postgres`, 'refused the login'],
      [`postgres://postgres@127.0.0.1:${server.port}/postgres?password=${secret}`, 'refused the login'],
      [
        `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${server.port}/none`,
        'The database does not exist',
      ],
    ] as const) {
      const { status, stdout, stderr } = await run(folder, ['push', '--to', url]);
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(what)]);
      expect(stderr).not.toContain(secret);
      expect(stderr).not.toContain(encodeURIComponent(password));
    }
  });

  it.each([
    'postgres:u:hunter2@h/x',
    'postgresql//u:hunter2@h/x',
    'u:hunter2@h/x',
    'host=h password=hunter2',
  ])('does not read a mistyped address as a file: %s', async (to) => {
    const folder = openFolder();
    for (const task of ['push', 'status', 'prune']) {
      const { status, stderr } = await run(folder, [task, '--to', to]);
      expect([status, stderr]).toEqual([
        2,
        expect.stringContaining('neither a PostgreSQL URL nor the path of a file'),
      ]);
      expect(stderr).not.toContain('hunter2');
    }
    expect(readdirSync(folder)).toEqual(['.build-telemetry']);
  });

  it('creates no tables in a database to be pruned, and warns of a password once', async () => {
    const folder = openFolder();
    writeFileSync(join(folder, 'empty.db'), '');
    const { stdout } = await run(folder, ['prune', '--to', 'empty.db']);
    expect(stdout).toBe('empty.db has no tables of build-telemetry yet.\n');
    const { stderr } = await run(folder, ['status', '--to', await server.create()]);
    expect(stderr.match(/password/g)).toHaveLength(1);
  });

  it.each([
    ['push', 'engine', 'sqlite'],
    ['status', 'keep-metrics', '5'],
    ['schema', 'judge', '5'],
    ['prune', 'name', 'unit'],
  ])('refuses a flag of another task: %s --%s', async (task, flag, value) => {
    const folder = openFolder();
    const { status, stderr } = await run(folder, [task, '--to', 't.db', `--${flag}`, value]);
    expect([status, stderr]).toEqual([
      2,
      `error: --${flag}: It has no effect with \`database ${task}\`. Leave it out.\n`,
    ]);
    expect(existsSync(join(folder, 't.db'))).toBe(false);
  });

  it('reports all faults of the configuration, and removes nothing', async () => {
    const folder = openFolder();
    await run(folder, ['push', '--to', 'x.db']);
    mkdirSync(join(folder, '.github'));
    const config = 'retention:\n  metrics: -1\n  builds: week\n';
    writeFileSync(join(folder, '.github/build-telemetry.yml'), config);
    const { status, stderr } = await run(folder, ['prune', '--to', 'x.db']);
    expect([status, stderr.trim().split('\n')]).toEqual([
      2,
      [expect.stringContaining('`retention.metrics`'), expect.stringContaining('`retention.builds`')],
    ]);
  });

  it('reports a damaged file of the history', async () => {
    const folder = openFolder(1);
    const segments = join(folder, '.build-telemetry/history/unit-1');
    for (const name of readdirSync(segments)) writeFileSync(join(segments, name), 'PAR1');
    const { status, stderr } = await run(folder, ['push', '--to', 'x.db']);
    expect([status, stderr]).toEqual([0, expect.stringContaining('This file of the history is damaged')]);
  });

  it('gives up on a server that does not answer, or that is another service', async () => {
    const silent = createServer((socket) => socket.on('data', () => socket.destroy()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const { status, stderr } = await run(openFolder(), ['push', '--to', `postgres://u@127.0.0.1:${port}/x`]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('cannot be reached')]);
    silent.close();
    const web = createServer((socket) =>
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const other = `postgres://u@127.0.0.1:${(web.address() as { port: number }).port}/x?sslmode=require`;
    expect((await run(openFolder(), ['push', '--to', other])).stderr).toContain(
      'Another service than PostgreSQL answers there',
    );
    web.close();
  });

  it.each([
    [
      'that is read-only',
      `alter database %s set default_transaction_read_only = on`,
      'The database is read-only',
    ],
    [
      'of another encoding',
      `update pg_database set encoding = 8 where datname = '%s'`,
      'The encoding of the database',
    ],
  ])('refuses a server’s database %s with an explanation', async (_kind, sql, what) => {
    const url = await server.create();
    await server.ask(url, sql.replace('%s', new URL(url).pathname.slice(1)));
    const database = await openDatabase(url);
    const row = buildsTable.columns.map(({ type }) => (type === 'text' ? '→' : type === 'json' ? '[]' : 1));
    const fault = await migrate(database, 0)
      .then(() => database.transaction('x', () => database.upsert(buildsTable, [row])))
      .catch((error: unknown) => error);
    await database.close();
    expect(describeDatabaseFault(fault, 'db').what).toContain(what);
  });

  it('distinguishes a full disk from a read-only file', async () => {
    const folder = openFolder();
    await run(folder, ['push', '--to', 'full.db']);
    const file = new DatabaseSync(join(folder, 'full.db'));
    const { page_count: pages } = file.prepare('pragma page_count').get() as { page_count: number };
    file.close();
    // SQLite's message when the disk is full, caused by a size limit that the connection reads from the file.
    expect(pages).toBeGreaterThan(10);
    const limited = new DatabaseSync(join(folder, 'full.db'));
    limited.exec(`pragma max_page_count = ${pages}`);
    let fault: unknown;
    try {
      limited.exec(
        `create table filler as with recursive n(x) as (select 1 union all select x + 1 from n limit 100000) select x from n`,
      );
    } catch (error) {
      fault = error;
    }
    limited.close();
    expect(describeDatabaseFault(fault, 'full.db').what).toContain('The disk is full');
  });

  it('waits for another writer, and reports if it does not end', async () => {
    const folder = openFolder();
    await run(folder, ['push', '--to', 'locked.db', '--name', 'unit']);
    const holder = new DatabaseSync(join(folder, 'locked.db'));
    holder.exec('begin exclusive');
    const { status, stderr } = await run(folder, ['status', '--to', 'locked.db']);
    holder.exec('rollback');
    holder.close();
    expect([status, stderr]).toEqual([2, expect.stringContaining('Another program has locked the file')]);
  });
});
