/** An unreadable recording is invalid input: it ends the command. */
import { existsSync } from 'node:fs';
import { defaultRecordings } from '../capture/recordings.ts';
import type { Problem } from '../model/problem.ts';
import { RecordingFault } from '../recording/recording-file.ts';
import { refuse } from './view.ts';

export function refuseAbsent(name: string): never {
  if (existsSync(name))
    return refuse(
      name,
      'This is not a recording.',
      'Name a file `recording.json.gz`, or the folder that contains it.',
    );
  return refuse(
    name,
    `No such recording in ${defaultRecordings}.`,
    'List them with `build-telemetry replay`, or record a build with `build-telemetry record -- COMMAND`.',
  );
}

/** One of several recordings. */
export function describeRecordingFault(where: string, fault: unknown): Problem {
  const { message } = fault as Error;
  const fix = fault instanceof RecordingFault ? fault.fix : 'Check that it can be read.';
  return { level: 'warning', code: 'recording', where, what: message.replace(/\.?$/, '.'), fix };
}

export async function refuseFaults<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RecordingFault) refuse(name, error.message, error.fix);
    if (error instanceof RangeError && error.message.startsWith('There is no recording')) refuseAbsent(name);
    throw error;
  }
}
