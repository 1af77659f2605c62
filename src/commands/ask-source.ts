/** Where the answers of the asking commands come from: the event log, or the history of builds as far as it stores them. */
import type { View } from '../render/terminal/print-format.ts';
import type { Arguments } from './command.ts';
import { type Log, readOptionalHistory, type Stored } from './open-recorded.ts';

/** Asks the log, unless it holds nothing or the user names a history that holds builds. */
export async function chooseSource(args: Arguments, log: Log, isRecorded: boolean): Promise<Log | Stored> {
  if (isRecorded && args.flags['history'] === undefined) return log;
  const stored = await readOptionalHistory(args, isRecorded);
  return typeof stored === 'string' ? log : stored;
}

export function isStored(source: Log | Stored): source is Stored {
  return 'history' in source;
}

/** Says where an answer comes from, and what it cannot know. */
export function addSource(view: View, stored: Stored, lacks: string): View {
  const note = `From ${stored.label}. ${lacks}`;
  return { text: `${view.text}\n${note}\n`, json: { ...(view.json as object), source: 'history', note } };
}

export function addNote(view: View, note: string): View {
  return { text: `${view.text}\n${note}\n`, json: { ...(view.json as object), note } };
}
