/** The host of a recorded run: its logs are inputs, and the inputs of its report are stored. */

import type { BuildRecorder } from '../capture/build-recorder.ts';
import { nameFiles } from '../formats/name-files.ts';
import type { Delivery, DeliveryOutcome, Host } from '../host.ts';
import { recordJudgement } from '../recording/record-judgement.ts';
import { isInside } from '../recording/recording-shape.ts';
import { printMessage } from './terminal.ts';

export interface RecordedRun {
  /** A started recorder. */
  readonly recorder: BuildRecorder;
  /** Of the recorded command; null if it was not run here. */
  readonly exitCode: number | null;
}

export function recordHost(host: Host, { recorder, exitCode }: RecordedRun): Host {
  const save = async (...[report, , , , judged]: DeliveryArguments): Promise<DeliveryOutcome> => {
    if (judged === null) return { notices: [] };
    try {
      const judgement = recordJudgement(judged.input, judged.source, report);
      const id = await recorder.save(judged.input.build, exitCode, judgement);
      printMessage('info', `Recorded as ${id}. Replay it with \`build-telemetry replay ${id}\`.`);
      return { notices: [] };
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const what = `The build was not recorded: ${message.replace(/\.?$/, '')}.`;
      // The error of a missing package contains the install command.
      const isMissing = code === 'MODULE_NOT_FOUND';
      const fix = isMissing ? '' : 'Check that the folder is writable and has free space.';
      const where = recorder.recordings;
      return { notices: [{ level: 'warning', code: 'not-recorded', where, what, fix }] };
    }
  };
  return {
    ...host,
    findSources: async (options) => {
      const found = await host.findSources(options);
      for (const { name } of found.sources) if (isInside(name)) recorder.recordInput(name);
      for (const { role, path, task } of (await nameFiles(found.sources)).filter((each) =>
        isInside(each.path),
      ))
        if (role === 'input') recorder.recordInput(path, task);
        else recorder.recordOutput(path, task);
      return found;
    },
    deliveries: async (options, surroundings) => [
      ...(await host.deliveries(options, surroundings)),
      { name: 'recording', deliver: save },
    ],
  };
}

type DeliveryArguments = Parameters<Delivery['deliver']>;
