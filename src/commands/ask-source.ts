/** The data source of query commands: the event log, or the history of builds as far as it stores the data. */
import type { View } from '../render/terminal/print-format.ts';
import type { Arguments } from './command.ts';
import { type Log, readOptionalHistory, type Stored } from './open-recorded.ts';

/** Reads the log, unless it is empty or the user names a history with builds. */
export async function chooseSource(args: Arguments, log: Log, isRecorded: boolean): Promise<Log | Stored> {
  if (isRecorded && args.flags['history'] === undefined) return log;
  const stored = await readOptionalHistory(args, isRecorded);
  return typeof stored === 'string' ? log : stored;
}

export function isStored(source: Log | Stored): source is Stored {
  return 'history' in source;
}

/** States the source of an answer, and its limits. */
export function addSource(view: View, stored: Stored, lacks: string): View {
  const note = `From ${stored.label}. ${lacks}`;
  return { text: `${view.text}\n${note}\n`, json: { ...(view.json as object), source: 'history', note } };
}

export function addNote(view: View, note: string): View {
  return { text: `${view.text}\n${note}\n`, json: { ...(view.json as object), note } };
}
