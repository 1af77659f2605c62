/** `build-telemetry database`: the history in SQLite or PostgreSQL. Its code is loaded on demand. */
import { engines } from '../database/write-schema.ts';
import { suggest } from '../settings/suggest.ts';
import { historyFlag } from './find-history.ts';
import { logFlag } from './open-recorded.ts';
import { defineView, jsonFlag, refuse, refuseUnused } from './view.ts';

const tasks = ['push', 'status', 'schema', 'prune'] as const;

const sources = ['repository', 'history', 'log', 'name', 'judge'];
const keeps = ['keep-metrics', 'keep-traces', 'keep-aggregates', 'keep-builds'];
/** The flags that a task does not take. */
const unused: Readonly<Record<(typeof tasks)[number], readonly string[]>> = {
  push: ['engine'],
  status: [...sources, 'engine', ...keeps],
  schema: [...sources, ...keeps],
  prune: [...sources, 'engine'],
};

const daysFlag = (what: string, of: string) => ({
  name: `keep-${what}`,
  value: 'DAYS',
  description: `push, prune: days to keep ${of}; by default from \`retention\` in the configuration file.`,
});

export const databaseCommand = defineView(
  {
    name: 'database',
    operands: 'push [TRACES...]|status|schema|prune --to DATABASE',
    operandValues: tasks,
    summary: 'Copy the history and traces into SQLite or PostgreSQL, and manage the database.',
    flags: [
      {
        name: 'to',
        value: 'DATABASE',
        description:
          'A file for SQLite, or postgres://user@host/name; BUILD_TELEMETRY_DATABASE by default. The password comes from PGPASSWORD or ~/.pgpass.',
      },
      {
        name: 'repository',
        value: 'OWNER/NAME',
        description:
          'Repository of the history; by default GITHUB_REPOSITORY, or the remote `origin` of Git.',
      },
      historyFlag,
      logFlag,
      { name: 'name', value: 'TEXT', description: 'push: only this series of builds; all by default.' },
      {
        name: 'judge',
        value: 'N',
        description: 'push: how many of the newest builds to check for changes and alerts; 10 by default.',
      },
      {
        name: 'engine',
        value: 'ENGINE',
        values: engines,
        description: 'schema: the engine to write it for; by default that of --to.',
      },
      daysFlag('metrics', 'metrics'),
      daysFlag('traces', 'spans'),
      daysFlag('aggregates', 'roll-ups'),
      daysFlag('builds', 'builds'),
      jsonFlag,
    ],
  },
  async (args) => {
    const [name = ''] = args.operands;
    const task = tasks.find((each) => each === name);
    const what = name === '' ? 'Missing subcommand.' : `Unknown subcommand \`${name}\`.`;
    if (task === undefined) return refuse('database', what, suggest(name, tasks));
    if (task !== 'push' && args.operands.length > 1)
      refuse(
        `database ${task}`,
        `Unexpected argument \`${args.operands[1]}\`.`,
        'Name the database with `--to`.',
      );
    refuseUnused(args, unused[task], `with \`database ${task}\``);
    const { runDatabaseTask } = await import('./database-tasks.ts');
    return await runDatabaseTask(task, args);
  },
);
