/** `build-telemetry bisect`: finds the commit that made a command slower. */

import { resolve } from 'node:path';
import { readTextFile, writeTextFile } from '../io/files.ts';
import { plural } from '../model/counts.ts';
import { localContext } from '../model/local-context.ts';
import { escapeTerminal } from '../render/escape.ts';
import { readOptions } from '../settings/read-option-texts.ts';
import { type Bisected, type BisectStep, bisectCommits, resolveCommit } from '../trial/bisect-commits.ts';
import { formatChange, formatInterval, shortCommit } from '../words/numbers.ts';
import { type Command, type Flag, printProblem, readArguments } from './command.ts';
import { printText } from './terminal.ts';
import { jsonFlag, writeRoundedJson } from './view.ts';

const flags: readonly Flag[] = [
  { name: 'good', value: 'REF', description: 'A commit that is fast.' },
  { name: 'bad', value: 'REF', description: 'A later commit that is slow; HEAD by default.' },
  {
    name: 'events',
    value: 'GLOB',
    description: 'Logs that each run writes; by default only the duration of the command is measured.',
  },
  {
    name: 'runs',
    value: 'N',
    description: 'Maximum number of pairs of runs for each commit; 30 by default.',
  },
  { name: 'setup', value: 'COMMAND', description: 'Runs once in each commit, such as npm ci.' },
  { name: 'prepare', value: 'COMMAND', description: 'Runs before each measured run.' },
  {
    name: 'warmup',
    value: 'N',
    description: 'Warm-up runs before the measured runs; 1 by default.',
  },
  jsonFlag,
];

/** Earlier measurements: a stopped search continues from here. */
const statePath = '.build-telemetry/bisect.json';

export const bisectCommand: Command = {
  name: 'bisect',
  operands: "--good REF [--bad REF] [OPTIONS] -- 'COMMAND'",
  summary: 'Find the commit that made a command slower: `git bisect` with repeated measurements.',
  flags,
  run: async (args) => {
    const read = readArguments(args, flags);
    const command = read.operands.join(' ');
    const { good, bad = 'HEAD', json, ...given } = read.flags;
    const texts = Object.fromEntries(
      Object.entries(given).map(([name, text]) => [name === 'events' ? name : `compare-${name}`, text]),
    );
    const { options, problems } = readOptions([
      { where: 'cli', texts: { ...texts, 'compare-head': command } },
    ]);
    const missing = good === undefined ? '--good REF' : command === '' ? "-- 'COMMAND'" : null;
    const wrong = [...read.problems, ...problems, ...(missing === null ? [] : [refuseMissing(missing)])];
    for (const problem of wrong) printProblem(problem);
    if (wrong.length > 0 || good === undefined) return 2;
    // A branch may have moved since.
    const commits = await Promise.all([good, bad].map((name) => resolveCommit(process.cwd(), name)));
    const search = JSON.stringify([commits, command, given]);
    const steps = [...(await readState(search))];
    const found = await bisectCommits({
      options,
      folder: process.cwd(),
      rules: [],
      read: { name: 'bisect', format: 'auto', id: 'bisect', context: localContext },
      notify: printProblem,
      good,
      bad,
      known: [...steps],
      onStep: async (step) => {
        steps.push(step);
        process.stderr.write(`${describeStep(step)}\n`);
        await writeTextFile(resolve(statePath), `${JSON.stringify({ search, steps }, null, 2)}\n`);
      },
    });
    if ('problems' in found) for (const problem of found.problems) printProblem(problem);
    else if (json !== undefined) process.stdout.write(`${writeRoundedJson(found, 2)}\n`);
    else printText(describeFound(found));
    return 'problems' in found ? 2 : 0;
  },
};

async function readState(search: string): Promise<readonly BisectStep[]> {
  try {
    const state = JSON.parse((await readTextFile(resolve(statePath))) ?? '{}');
    const steps: readonly BisectStep[] = state.search === search ? state.steps : [];
    // What prevented a measurement may be fixed by now.
    return steps.filter(({ verdict }) => verdict !== 'skip');
  } catch {
    return [];
  }
}

function describeStep({ commit, verdict, ratio, interval, pairs, reason }: BisectStep): string {
  if (reason !== null)
    return `${shortCommit(commit)}  ${verdict.padEnd(4)}  could not be measured: ${escapeTerminal(reason.replaceAll(/\s+/g, ' '), 300)}`;
  const numbers = `${formatChange(ratio)}${verdict === 'skip' ? ', not clear' : ''}`;
  const range = formatInterval(interval);
  return `${shortCommit(commit)}  ${verdict.padEnd(4)}  ${numbers}${range === '' ? '' : ` (${range})`}, ${plural(pairs, 'pair')}`;
}

function describeFound({ culprits, steps }: Bisected): string {
  const [first = ''] = culprits;
  const head =
    culprits.length === 1
      ? `${shortCommit(first)} is the first slow commit.`
      : `The first slow commit is one of ${culprits.map(shortCommit).join(', ')}: not all of them could be measured.`;
  return escapeTerminal(head, 2_000).concat('\n\n', steps.map(describeStep).join('\n'), '\n');
}

function refuseMissing(missing: string): Parameters<typeof printProblem>[0] {
  const fix = "Write `build-telemetry bisect --good v1.2.0 --bad HEAD -- 'make test'`.";
  return { level: 'error', code: 'no-argument', where: 'bisect', what: `Missing argument: ${missing}.`, fix };
}
