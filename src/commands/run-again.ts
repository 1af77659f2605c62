/** Runs a recorded command again in this checkout, and compares its outputs with the recorded ones. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from '../capture/hash-file.ts';
import { observeEnvironment } from '../capture/observe-environment.ts';
import { compareEnvironments } from '../diff/compare-environments.ts';
import { compareFiles } from '../diff/compare-files.ts';
import type { BuildRecording } from '../model/recording.ts';
import { runExec } from '../recorder/exec.ts';
import { printRunAgain } from '../render/terminal/print-diff.ts';
import { printMessage } from './terminal.ts';
import { type Answer, refuse } from './view.ts';

export async function runAgain(recording: BuildRecording): Promise<Answer> {
  const { command, inputs, outputs, environment, exitCode } = recording;
  if (exitCode === null)
    refuse(
      '--run',
      'This recording has no command: it was made by `check`.',
      'Record the build with `build-telemetry record -- COMMAND`.',
    );
  if (command.some((word) => word.includes('***')))
    refuse(
      '--run',
      'The recorded command contained a secret that was masked, so it cannot be run again.',
      'Run it yourself with `build-telemetry record -- COMMAND`.',
    );
  const folder = process.cwd();
  const inputsNow = inputs.map(({ path, task }) => hashFile(folder, path, task));
  const now = await observeEnvironment(folder, Object.keys(environment.lockFiles));
  printMessage('info', `Running \`${command.join(' ')}\`.`);
  const scratch = await mkdtemp(join(tmpdir(), 'build-telemetry-replay-'));
  const ended = await runExec({ command, path: join(scratch, 'events.ndjson') });
  await rm(scratch, { recursive: true, force: true });
  const outputsNow = outputs.map(({ path, task }) => hashFile(folder, path, task));
  const files = compareFiles({ inputs, outputs }, { inputs: inputsNow, outputs: outputsNow });
  const made = {
    exitCodes: [exitCode, ended.exitCode] as const,
    environment: compareEnvironments(environment, now),
    files,
  };
  const isSame = files.outputs.length === 0 && exitCode === ended.exitCode;
  return { text: printRunAgain(made, outputs.length), json: { ...made, isSame }, exitCode: isSame ? 0 : 1 };
}
