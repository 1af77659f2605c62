/** `build-telemetry replay`: the report of a recorded build again, with other settings, or step by step. */
import { readFile } from 'node:fs/promises';
import { defaultRecordings, openRecording } from '../capture/recordings.ts';
import { ReplayEngine, type ReplayResult } from '../capture/replay-engine.ts';
import { writeTextFile } from '../io/files.ts';
import type { Report } from '../model/report.ts';
import { BuildSteps } from '../recording/build-steps.ts';
import type { WhatIf } from '../recording/replay-recording.ts';
import { renderJson } from '../render/json.ts';
import { reportFiles } from '../render/report-files.ts';
import { renderSummary } from '../render/summary.ts';
import { renderTerminal } from '../render/terminal/check-report.ts';
import { printRecordings, printReplay } from '../render/terminal/print-replay.ts';
import { overrideConfig } from '../settings/decide-config.ts';
import { configPath } from '../settings/options.ts';
import type { Arguments } from './command.ts';
import { printProblem } from './command.ts';
import { historyFlags, openHistoryFolder } from './find-history.ts';
import { findOverwritten } from './find-overwritten.ts';
import { judgeAt } from './judge-at.ts';
import { loadRecordings } from './open-side.ts';
import { describeRecordingFault, refuseAbsent, refuseFaults } from './refuse-faults.ts';
import { runAgain } from './run-again.ts';
import { showSteps } from './show-steps.ts';
import { widthOf } from './terminal.ts';
import { type Answer, defineView, jsonFlag, refuse, refuseAll, refuseUnused } from './view.ts';

const files = [
  ...reportFiles,
  { flag: 'summary', description: 'Write the summary as Markdown.', render: renderSummary },
];

const reports = files.map(({ flag }) => flag);
const whatIfs = ['config', 'set'];
const moments = ['step', 'steps'];

export const replayCommand = defineView(
  {
    name: 'replay',
    operands: '[RECORDING | --at BUILD] [OPTIONS]',
    summary:
      'Create the report of a recorded build again and show what differs; --steps walks through the build.',
    flags: [
      { name: 'config', value: 'FILE', description: 'What if: use this configuration.' },
      {
        name: 'set',
        value: 'KEY=VALUE',
        repeats: true,
        description: 'What if: set a key of the configuration, such as thresholds.duration=2m.',
      },
      {
        name: 'at',
        value: 'BUILD',
        description: 'Compare a stored build with the builds before it: its id or commit, or a part of one.',
      },
      { name: 'step', value: 'N', description: 'Show the state of the build after step N.' },
      { name: 'steps', description: 'Step through the build with the arrow keys.' },
      { name: 'run', description: 'Run the recorded command again here, and compare its outputs.' },
      ...files.map(({ flag, description }) => ({ name: flag, value: 'FILE', description })),
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const [name, extra] = args.operands;
    if (extra !== undefined) refuse(extra, 'Only one recording can be replayed.', 'Name one RECORDING.');
    refuseAll(findOverwritten(args, reports, [args.flags['config'] ?? configPath]));
    if (args.flags['at'] !== undefined) {
      if (name !== undefined)
        refuse(name, 'A recording and --at cannot be replayed at once.', 'Name one of them.');
      refuseUnused(args, [...whatIfs, ...moments, 'run'], 'with --at');
      return await deliver(args, await judgeAt(args, args.flags['at']));
    }
    if (name === undefined) {
      refuseUnused(args, [...whatIfs, ...moments, 'run', ...reports], 'without a recording');
      return await listAll();
    }
    return await refuseFaults(name, async () => await replay(args, name));
  },
);

async function replay(args: Arguments, name: string): Promise<Answer> {
  if (args.flags['run']) {
    refuseUnused(args, [...whatIfs, ...moments, ...reports], 'with --run');
    return await runAgain(await openNamed(name));
  }
  if (args.flags['step'] !== undefined || args.flags['steps']) {
    refuseUnused(
      args,
      [...whatIfs, ...reports],
      `with --${args.flags['step'] === undefined ? 'steps' : 'step'}`,
    );
    const { build } = await openNamed(name);
    return await showSteps(args, new BuildSteps(build));
  }
  const whatIf = await readWhatIf(args, name);
  const engine = new ReplayEngine({ history: await openHistoryFolder(args) });
  const result = await engine.replay(name, whatIf);
  const wrong = result.problems.filter(({ level }) => level === 'error');
  for (const problem of wrong) printProblem(problem);
  if (wrong.length > 0) return { text: '', json: undefined, exitCode: 2 };
  return {
    ...(await deliver(args, result.report, result)),
    exitCode: result.isSame || whatIf !== null ? 0 : 1,
  };
}

async function openNamed(name: string): Promise<ReplayResult['recording']> {
  const opened = await openRecording(defaultRecordings, name);
  return opened?.recording ?? refuseAbsent(name);
}

async function readWhatIf(args: Arguments, name: string): Promise<WhatIf | null> {
  const { config, set } = args.flags;
  if (config === undefined && set === undefined) return null;
  const { judgement } = await openNamed(name);
  const base =
    config === undefined ? judgement.configuration : { path: config, text: await readFile(config, 'utf8') };
  if (set === undefined) return { ...base, overridesOptions: true };
  const assignments = set.split('\n');
  const changed = overrideConfig(base.text, assignments);
  if ('wrong' in changed)
    refuse(
      `--set ${changed.wrong}`,
      'This is not of the form KEY=VALUE.',
      'Write a key and a value in YAML: `--set thresholds.duration=2m`.',
    );
  return { path: `${base.path} with ${assignments.join(', ')}`, text: changed.text, overridesOptions: true };
}

/** Writes the requested files; prints the report after the result of the replay. */
async function deliver(args: Arguments, report: Report, result: ReplayResult | null = null): Promise<Answer> {
  for (const { flag, render } of files) {
    const path = args.flags[flag];
    if (path !== undefined) await writeTextFile(path, render(report, []));
  }
  const shown = renderTerminal(report, { width: Math.min(widthOf(process.stdout), 100), color: false });
  if (result === null) return { text: shown, json: JSON.parse(renderJson(report)) };
  const { recording, isSame, dependencies, differences } = result;
  return {
    text: `${printReplay(result)}\n${shown}`,
    json: {
      recording: recording.id,
      isSame,
      dependencies,
      differences,
      report: JSON.parse(renderJson(report)),
    },
  };
}

async function listAll(): Promise<Answer> {
  let unreadable = 0;
  const recordings = await loadRecordings((folder, fault) => {
    unreadable += 1;
    printProblem(describeRecordingFault(folder, fault));
  });
  if (recordings.length + unreadable === 0) {
    const text = `No recordings in ${defaultRecordings} yet. Record a build with \`build-telemetry record -- COMMAND\`.\n`;
    return { text, json: [] };
  }
  return {
    text: printRecordings(recordings, widthOf(process.stdout)),
    json: recordings.map(({ build: _, inputs, outputs, ...rest }) => ({
      ...rest,
      inputs: inputs.length,
      outputs: outputs.length,
    })),
  };
}
