/**
 * `build-telemetry telemetry`: Golden Armada's group of commands, over the same log, traces and exporters as all
 * others.
 */
import { suggest } from '../settings/suggest.ts';
import { type Command, printProblem, readArguments } from './command.ts';
import { historyFlags } from './find-history.ts';
import { logFlag } from './open-recorded.ts';
import { queryCommand } from './query-command.ts';
import { serveCommand } from './serve-command.ts';
import { defineView, jsonFlag, refuseExtra, refuseUnused } from './view.ts';

const all = ['status', 'metrics', 'export', 'query', 'traces', 'stats', 'clear'] as const;

/** The flags that each subcommand reads, besides `--json`; `export` and `query` are separate commands. */
const readFlags: Readonly<Record<string, readonly string[]>> = {
  status: ['log', 'traces'],
  metrics: ['log'],
  traces: ['traces'],
  stats: ['log', 'labels'],
  clear: ['yes', 'log', 'traces'],
  'clear metrics': ['yes', 'log'],
  'clear traces': ['yes', 'traces'],
};

const view: Command = defineView(
  {
    name: 'telemetry',
    operands: 'status|metrics|export|query METRIC|traces [ID]|stats METRIC|clear metrics|traces --yes',
    operandValues: all,
    summary: 'Show recorded metrics and traces: status, current values, a waterfall, statistics.',
    flags: [
      { name: 'yes', short: 'y', description: 'clear: confirm the removal.' },
      { name: 'labels', short: 'l', value: 'NAME=VALUE,…', description: 'query, stats: only these series.' },
      {
        name: 'traces',
        value: 'DIR',
        description: 'Folder of the traces; .build-telemetry/traces by default.',
      },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const [task = '', what = ''] = args.operands;
    refuseExtra(view, args.operands[task === 'status' || task === 'metrics' ? 1 : 2]);
    const name = Object.hasOwn(readFlags, `${task} ${what}`) ? `${task} ${what}` : task;
    const read = ['json', ...(readFlags[name] ?? [])];
    const unused = view.flags.map((flag) => flag.name).filter((flag) => !read.includes(flag));
    refuseUnused(args, unused, `with \`telemetry ${name}\``);
    const { runTelemetryTask } = await import('./telemetry-tasks.ts');
    return await runTelemetryTask(task as Parameters<typeof runTelemetryTask>[0], args);
  },
);

export const telemetryCommand: Command = {
  ...view,
  run: async (args) => {
    const [name = '', ...rest] = args;
    // Separate commands with their own flags.
    if (name === 'query') return await queryCommand.run(rest);
    if (name === 'export') return await serveCommand.run([...rest, '--once']);
    if (Object.hasOwn(readFlags, readArguments(args, view.flags).operands[0] ?? ''))
      return await view.run(args);
    const what = name === '' ? 'Missing subcommand.' : `Unknown subcommand \`${name}\`.`;
    printProblem({
      level: 'error',
      code: 'no-subcommand',
      where: 'telemetry',
      what,
      fix: suggest(name, all),
    });
    return 2;
  },
};
