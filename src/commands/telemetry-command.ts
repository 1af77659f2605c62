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
import { defineView, jsonFlag, refuseExtra } from './view.ts';

const own = ['status', 'metrics', 'traces', 'stats', 'clear'] as const;
const all = ['status', 'metrics', 'export', 'query', 'traces', 'stats', 'clear'] as const;

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
    const [task = ''] = args.operands;
    refuseExtra(view, args.operands[task === 'status' || task === 'metrics' ? 1 : 2]);
    const { runTelemetryTask } = await import('./telemetry-tasks.ts');
    return await runTelemetryTask(task as (typeof own)[number], args);
  },
);

export const telemetryCommand: Command = {
  ...view,
  run: async (args) => {
    const [name = '', ...rest] = args;
    // Separate commands with their own flags.
    if (name === 'query') return await queryCommand.run(rest);
    if (name === 'export') return await serveCommand.run([...rest, '--once']);
    if ((own as readonly string[]).includes(readArguments(args, view.flags).operands[0] ?? ''))
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
