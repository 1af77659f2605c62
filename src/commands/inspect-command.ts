/** `build-telemetry inspect`: shows the content read from each log, without judging it. */

import { type FileFacts, inspectSource } from '../formats/read-build.ts';
import { findSources } from '../io/files.ts';
import { formatCount, plural } from '../model/counts.ts';
import { escapeTerminal } from '../render/escape.ts';
import { formatDuration } from '../words/numbers.ts';
import { type Command, printProblem, readArguments } from './command.ts';
import { startProgress } from './progress.ts';
import { printText } from './terminal.ts';

export const inspectCommand: Command = {
  name: 'inspect',
  operands: 'FILE... [--format ID] [--json]',
  summary:
    'Show what event logs contain: format, completeness, result, tasks, problems; `-` reads standard input.',
  flags: [
    { name: 'format', value: 'ID', description: 'Read the files as this format instead of detecting it.' },
    { name: 'json', description: 'Print JSON: one object per file, one per line.' },
  ],
  run: async (args) => {
    const read = readArguments(args, inspectCommand.flags);
    for (const problem of read.problems) printProblem(problem);
    if (read.problems.length > 0) return 2;
    const found = await findSources(read.operands, process.cwd(), 'pipes');
    const problems = [...found.problems];
    if (read.operands.length === 0) {
      const fix = 'Write `build-telemetry inspect FILE`; `-` reads standard input.';
      problems.push({
        level: 'error',
        code: 'no-events',
        where: 'inspect',
        what: 'Missing argument: FILE.',
        fix,
      });
    }
    for (const problem of problems) printProblem(problem);
    const facts: FileFacts[] = [];
    const progress = startProgress(process.stderr);
    for (const source of found.sources)
      facts.push(await inspectSource(progress.follow(source), read.flags['format'] ?? 'auto', Date.now()));
    progress.end();
    for (const fact of facts) {
      if (read.flags['json']) process.stdout.write(`${JSON.stringify(fact)}\n`);
      else printText(describeFile(fact));
    }
    return problems.length > 0 || facts.some((fact) => fact.format === null) ? 2 : 0;
  },
};

function describeFile(fact: FileFacts): string {
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([name, count]) => `${formatCount(count)} ${name}`)
      .join(', ');
  const rows: readonly (readonly [label: string, text: string])[] = [
    ['format', fact.format ?? 'not recognised'],
    [
      'build',
      `${fact.result}, ${fact.complete ? 'complete' : 'not complete'}, ${formatDuration(fact.durationMs)}`,
    ],
    ['tasks', [plural(fact.tasks, 'task'), counts(fact.byResult)].filter(Boolean).join(': ')],
    ['cache', counts(fact.byCache)],
    ['task time', formatDuration(fact.taskDurationMs)],
    [
      'others',
      `${plural(fact.events, 'event')}, ${plural(fact.metrics, 'metric')}, ${plural(fact.spans, 'span')}`,
    ],
  ];
  // Nothing is known about a file with an unknown format.
  const shown = fact.format === null ? rows.slice(0, 1) : rows.filter(([, text]) => text !== '');
  const lines = [
    escapeTerminal(fact.file),
    ...shown.map(([label, text]) => `  ${label.padEnd(10)}${text}`),
    ...fact.problems.map((p) => `  ${p.level}: ${escapeTerminal(`${p.where}: ${p.what} ${p.fix}`.trim())}`),
  ];
  return `${lines.join('\n')}\n`;
}
