/** `build-telemetry recent`: the newest builds of the history. */
import { sessionsOfHistory } from '../builder/build-session.ts';
import { showRecent } from '../render/terminal/print-sessions.ts';
import { addNote } from './ask-source.ts';
import { historyFlags } from './find-history.ts';
import { readOptionalHistory } from './open-recorded.ts';
import { defineView, jsonFlag, readCount } from './view.ts';

export const recentCommand = defineView(
  {
    name: 'recent',
    operands: '[N]',
    mostOperands: 1,
    summary: 'List the newest builds of the history, with their slowest targets.',
    flags: [...historyFlags, jsonFlag],
  },
  async (args) => {
    const wanted = readCount(args, 'count', 10);
    const stored = await readOptionalHistory(args, false);
    if (typeof stored === 'string') return addNote(showRecent([]), stored);
    return showRecent(sessionsOfHistory(stored.history).slice(-wanted).reverse());
  },
);
