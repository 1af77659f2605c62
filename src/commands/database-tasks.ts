/** The subcommands of `build-telemetry database`. */
import { existsSync } from 'node:fs';
import type { Database } from '../database/engines/database.ts';
import { describeDatabaseFault } from '../database/engines/database-faults.ts';
import { describeTables } from '../database/engines/describe-tables.ts';
import { engineOf, migrate, openDatabase, readVersion } from '../database/engines/open-database.ts';
import { databaseLabel, hasPassword, isPlainUrl } from '../database/engines/postgres-url.ts';
import { pruneDatabase } from '../database/engines/prune-database.ts';
import { writeSchema } from '../database/migrations.ts';
import { engines } from '../database/write-schema.ts';
import { formatCount, plural } from '../model/counts.ts';
import { drawTable } from '../render/terminal/print-format.ts';
import { formatBytes, formatTime } from '../words/numbers.ts';
import { type Arguments, printProblem } from './command.ts';
import { readLocalConfig } from './local-config.ts';
import { planPush, runPush } from './push-database.ts';
import { readKeptDays } from './read-kept-days.ts';
import { widthOf } from './terminal.ts';
import { type Answer, readChoiceFlag, refuse } from './view.ts';

const tasks = { push, status, schema, prune } as const;

export async function runDatabaseTask(task: keyof typeof tasks, args: Arguments): Promise<Answer> {
  return await tasks[task](args);
}

const variable = 'BUILD_TELEMETRY_DATABASE';

function readTarget(args: Arguments): string {
  const given = args.flags['to'];
  const target = given ?? process.env[variable] ?? '';
  const where = given === undefined ? variable : '--to';
  if (target === '')
    return refuse('--to', 'Missing database.', 'Write `--to postgres://user@host/name` or `--to FILE.db`.');
  const engine = engineOf(target);
  if (engine === null)
    return refuse(
      where,
      'This is neither a PostgreSQL URL nor the path of a file.',
      'Write `postgres://…` or the path of a file.',
    );
  if (engine === 'sqlite') return target;
  if (!isPlainUrl(target))
    return refuse(
      where,
      'This URL is invalid.',
      'Write `postgres://user@host:5432/name`, the password in `PGPASSWORD`. In a URL `/` is `%2F`, `#` is `%23`, `?` is `%3F` and `@` is `%40`.',
    );
  if (given !== undefined && hasPassword(target))
    printProblem({
      level: 'warning',
      code: 'password-in-arguments',
      where,
      what: 'The password in the URL is visible to every user of this machine in the process list.',
      fix: 'Set `PGPASSWORD`, or use `~/.pgpass`.',
    });
  return target;
}

/** Opens the database for `work`, closes it, and describes errors: exit code 2. */
async function withDatabase(target: string, work: (database: Database) => Promise<Answer>): Promise<Answer> {
  let database: Database | null = null;
  try {
    database = await openDatabase(target);
    return await work(database);
  } catch (error) {
    printProblem(
      describeDatabaseFault(error, engineOf(target) === 'postgres' ? databaseLabel(target) : target),
    );
    return { text: '', json: undefined, exitCode: 2 };
  } finally {
    await database?.close();
  }
}

async function push(args: Arguments): Promise<Answer> {
  const plan = await planPush(args);
  return await withDatabase(readTarget(args), async (database) => {
    await migrate(database, Date.now());
    return await runPush(database, plan);
  });
}

/** Queries and deletions do not create a database. */
function readPresent(args: Arguments): string {
  const target = readTarget(args);
  if (engineOf(target) === 'sqlite' && !existsSync(target))
    return refuse(target, 'File not found.', `Create it with \`database push --to ${target}\`.`);
  return target;
}

const noTables = ({ label }: Database): string => `${label} has no tables of build-telemetry yet.\n`;

async function status(args: Arguments): Promise<Answer> {
  return await withDatabase(readPresent(args), async (database) => {
    const facts = await describeTables(database);
    if (facts.version === 0) return { text: noTables(database), json: facts };
    const rows = facts.tables.map(({ table, rows, oldestMs, newestMs }) => [
      ...[table, formatCount(rows), oldestMs === null ? '' : formatTime(oldestMs)],
      newestMs === null ? '' : formatTime(newestMs),
    ]);
    const table = drawTable(['Table', 'Rows', 'Oldest', 'Newest'], rows, widthOf(process.stdout));
    const size = facts.sizeBytes === null ? '' : `, ${formatBytes(facts.sizeBytes)}`;
    const of = plural(facts.repositories, 'repository', 'repositories');
    return {
      text: `${table}\n${database.label}: version ${facts.version}, ${of}${size}.\n`,
      json: facts,
    };
  });
}

async function schema(args: Arguments): Promise<Answer> {
  const target = args.flags['to'] ?? process.env[variable] ?? '';
  const engine = readChoiceFlag(args, 'engine', engines, (target && engineOf(target)) || 'postgres');
  const text = writeSchema(engine);
  return { text, json: { engine, sql: text } };
}

async function prune(args: Arguments): Promise<Answer> {
  const retention = readKeptDays(args, readLocalConfig().config);
  return await withDatabase(readPresent(args), async (database) => {
    if ((await readVersion(database)) === 0)
      return { text: noTables(database), json: { removed: {}, retention } };
    await migrate(database, Date.now());
    const removed = await pruneDatabase(database, retention, Date.now());
    const lines = Object.entries(removed).map(
      ([table, rows]) => `${table}: ${plural(rows, 'row')} removed\n`,
    );
    return { text: lines.join('') || 'Nothing is older than its retention.\n', json: { removed, retention } };
  });
}
