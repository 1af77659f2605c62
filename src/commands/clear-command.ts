/** `build-telemetry clear`: removes recorded events and measurements. */

import { rmSync } from 'node:fs';
import { plural } from '../model/counts.ts';
import { logFlag, openLog } from './open-recorded.ts';
import { defineView, jsonFlag, readAmount, refuse } from './view.ts';

export const clearCommand = defineView(
  {
    name: 'clear',
    operands: '--yes [--days N]',
    mostOperands: 0,
    summary: 'Remove recorded events and measurements, all or old ones; `history clear` removes builds.',
    flags: [
      { name: 'yes', short: 'y', description: 'Confirm the removal.' },
      { name: 'days', value: 'N', description: 'Only what is older than N days.' },
      logFlag,
      jsonFlag,
    ],
  },
  (args) => {
    if (!args.flags['yes']) refuse('clear', 'Nothing was removed.', 'Write `build-telemetry clear --yes`.');
    const { collector, tracker, alertsPath } = openLog(args);
    const days = args.flags['days'] === undefined ? null : readAmount(args, 'days', 30);
    const events = days === null ? collector.clear() : collector.cleanupOldEvents(days);
    const operations = days === null ? tracker.clear() : tracker.cleanupOldMeasurements(days);
    if (days === null) rmSync(alertsPath, { force: true });
    return {
      text: `Removed ${plural(events, 'event')} and ${plural(operations, 'operation')}.\n`,
      json: { events, operations },
    };
  },
);
