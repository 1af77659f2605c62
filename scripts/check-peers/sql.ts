/**
 * Has ClickHouse, Spark and Trino run the SQL of `sql/` over one organisation: the same rows as SQLite after a push.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, openDatabase } from '../../src/database/engines/open-database.ts';
import { type ObjectPlace, readObjectPlace } from '../../src/settings/object-place.ts';
import { openBucketAt, seriesFolder } from '../../src/stores/objects/object-store.ts';
import { expandSql } from '../../test/dashboards/expand-sql.ts';
import { dashboards } from '../../test/dashboards/read-dashboards.ts';
import {
  makeOrganisation,
  normalizeRows,
  organisationRange,
  pushOrganisation,
  writeOrganisation,
} from '../../test/database/organisation.ts';
import { startS3 } from '../../test/services/object-storages.ts';
import { enginePackages, installPython, installTrino } from './install.ts';
import { expectSame, type PeerCheck, root, runAsync, runWell } from './peer.ts';

export const sqlChecks: readonly PeerCheck[] = [
  { name: 'sql/clickhouse', run: askClickhouse },
  { name: 'sql/spark', run: askSpark },
  { name: 'sql/trino', run: askTrino },
];

const folderOfSql = join(root, 'sql');
const questions = readdirSync(folderOfSql).filter((name) => name.endsWith('.sql'));
const readSql = (name: string): string => readFileSync(join(folderOfSql, name), 'utf8');
const queries = Object.fromEntries(questions.map((name) => [name, readSql(name).trim().replace(/;$/, '')]));

interface Answer {
  readonly round: number;
  readonly name: string;
  readonly rows?: readonly Record<string, unknown>[];
  readonly error?: string;
}

type Rows = Readonly<Record<string, unknown>>;

/** Statements without the comments between them. */
function splitSql(text: string): string[] {
  const statements = text.replaceAll(/^ *--.*$/gm, '').split(';');
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}

async function askSqlite(folder: string): Promise<Rows> {
  const database = await openDatabase(join(folder, 'expected.db'));
  await migrate(database, 0);
  await pushOrganisation(database);
  const rows: Record<string, unknown> = {};
  for (const [name, query] of Object.entries(queries))
    rows[name] = normalizeRows(await database.query(query));
  await database.close();
  return rows;
}

function readAnswers(stdout: string): Answer[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"'));
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** Keys in one order: each engine uses its own. */
function expectAnswers(engine: string, answers: readonly Answer[], expected: Rows): void {
  const faults = answers.filter(({ error }) => error !== undefined);
  if (faults.length > 0) throw new Error(faults.map(({ name, error }) => `${name}: ${error}`).join('; '));
  expectSame(
    `${engine}: its questions`,
    answers.map(({ name }) => name).sort(),
    Object.keys(expected).sort(),
  );
  for (const { name, rows = [] } of answers)
    expectSame(`${engine}: ${name}`, toText(expected[name]), toText(normalizeRows(rows)));
}

function toText(rows: unknown): string[] {
  return (rows as Record<string, unknown>[]).map((row) => JSON.stringify(Object.entries(row).sort()));
}

/**
 * By `s3()` from object storage on loopback with the keys of a configuration, from a table that reads the files
 * twice, and by the dashboard.
 */
async function askClickhouse(folder: string): Promise<string> {
  const bin = installPython('history', enginePackages);
  const expected = await askSqlite(folder);
  const storage = await startS3();
  try {
    const address = storage.place('org');
    const place = readObjectPlace(address) as ObjectPlace;
    const bucket = openBucketAt(place, storage.env);
    for (const { repository, series, files } of makeOrganisation())
      for (const { name, bytes } of files)
        await bucket.put(`${seriesFolder(place.prefix, repository, series)}${name}`, bytes);
    const url = `${place.settings.get('endpoint')}/${place.container}/${place.prefix}`;
    const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = storage.env;
    const keys = `<access_key_id>${key}</access_key_id><secret_access_key>${secret}</secret_access_key>`;
    const own = `<telemetry><endpoint>${url}/</endpoint>${keys}</telemetry>`;
    writeFileSync(join(folder, 'config.xml'), `<clickhouse><s3>${own}</s3></clickhouse>`);
    const views = splitSql(readSql('clickhouse/views.sql').replaceAll('HISTORY', url));
    const tables = splitSql(readSql('clickhouse/tables.sql').replaceAll('HISTORY', url));
    const arrives = tables.find((statement) => statement.includes('to history_stored')) ?? '';
    const source =
      /s3\([\s\S]*\)\n(?=settings)/
        .exec(views[0]?.replaceAll(/^ +(?=settings)/gm, '') ?? '')?.[0]
        .replace(/,\s*repository String, series String/, '') ?? '';
    const insert = `insert into history_stored ${arrives.replace(/^[\s\S]*? as\n/, '').replace('history_queue', source)} settings use_hive_partitioning = 0`;
    const isQueue = (statement: string): boolean => /history_(queue|arrives)/.test(statement);
    const asked = {
      setup: views,
      rounds: [
        { before: [], queries },
        { before: [], queries: panelQueries() },
        // Whatever arrives twice counts once.
        { before: [...tables.filter((statement) => !isQueue(statement)), insert, insert], queries },
      ],
      refused: tables.filter((statement) => statement.includes('S3Queue')),
    };
    writeFileSync(join(folder, 'asked.json'), JSON.stringify(asked));
    const script = join(root, 'scripts/check-peers/ask_engine.py');
    const answers = readAnswers(
      await runAsync(join(bin, 'python'), [script, 'clickhouse', 'asked.json', 'config.xml'], {
        cwd: folder,
      }),
    );
    const of = (round: number): Answer[] => answers.filter((answer) => answer.round === round);
    expectAnswers('ClickHouse by s3()', of(0), expected);
    expectAnswers('ClickHouse by a table', of(2), expected);
    const without = of(1).filter(({ rows = [] }) => rows.length === 0);
    expectSame('panels without rows', without, []);
    // Only Keeper is missing: name, settings and columns were understood.
    const [queue] = of(-1);
    if (!/keeper/i.test(queue?.error ?? '')) throw new Error(`S3Queue: ${queue?.error}`);
    return `${questions.length} questions by s3() and from ReplacingMergeTree, ${of(1).length} panels; S3Queue needs Keeper`;
  } finally {
    await storage.close();
  }
}

/** The result of each panel of the dashboard over a copy of the history, by its title. */
export function askPanels(folder: string): Readonly<Record<string, Answer['rows']>> {
  const bin = installPython('history', enginePackages);
  const history = join(folder, 'telemetry');
  writeOrganisation(history);
  const setup = splitSql(readSql('clickhouse/views.sql').replaceAll("s3('HISTORY", `file('${history}`));
  const rounds = [{ before: [], queries: panelQueries() }];
  writeFileSync(join(folder, 'asked.json'), JSON.stringify({ setup, rounds }));
  const script = join(root, 'scripts/check-peers/ask_engine.py');
  const stdout = runWell(join(bin, 'python'), [script, 'clickhouse', 'asked.json'], { cwd: folder });
  return Object.fromEntries(readAnswers(stdout).map(({ name, rows }) => [name, rows]));
}

/** The dashboard's queries as Grafana sends them. */
function panelQueries(): Record<string, string> {
  const own = dashboards.find(({ file }) => file === 'ci-clickhouse.json');
  if (own === undefined) throw new Error('There is no dashboard for ClickHouse.');
  const variables = Object.fromEntries(
    own.templating.list.flatMap(({ name, allValue }) => (allValue === undefined ? [] : [[name, allValue]])),
  );
  return Object.fromEntries(
    own.panels.map(({ title, targets: [target] }) => [
      title,
      expandSql(target?.rawSql ?? '', { ...organisationRange, interval: '1h', variables }),
    ]),
  );
}

async function askSpark(folder: string): Promise<string> {
  const bin = installPython('history', enginePackages);
  const expected = await askSqlite(folder);
  const history = join(folder, 'telemetry');
  writeOrganisation(history);
  const setup = splitSql(readSql('spark/views.sql').replaceAll('HISTORY', history));
  writeFileSync(join(folder, 'asked.json'), JSON.stringify({ setup, rounds: [{ before: [], queries }] }));
  const script = join(root, 'scripts/check-peers/ask_engine.py');
  const options = { cwd: folder, timeoutSeconds: 3000 };
  const stdout = runWell(join(bin, 'python'), [script, 'spark', 'asked.json'], options);
  expectAnswers('Spark', readAnswers(stdout), expected);
  return `${questions.length} questions`;
}

/** Trino inside a Java program, started as in its own tests: there is no server in Maven's registry. */
async function askTrino(folder: string): Promise<string> {
  const { java, libraries, version } = installTrino();
  const expected = await askSqlite(folder);
  mkdirSync(join(folder, 'metastore'));
  writeOrganisation(join(folder, 'telemetry'));
  const table = readSql('trino/table.sql').replaceAll('s3://acme-builds/', 'local:///');
  writeFileSync(join(folder, 'table.sql'), table);
  const stdout = runWell(
    java,
    [
      ...['-Xmx2g', '--add-modules=jdk.incubator.vector', '-cp', join(libraries, '*')],
      ...[join(root, 'scripts/check-peers/AskTrino.java'), folder],
      ...['table.sql', join(folderOfSql, 'trino/views.sql'), '--'],
      ...questions.map((name) => join(folderOfSql, name)),
    ],
    { cwd: folder, timeoutSeconds: 3000 },
  );
  expectAnswers('Trino', readAnswers(stdout), expected);
  return `Trino ${version}: ${questions.length} questions`;
}
