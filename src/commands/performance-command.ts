/** `build-telemetry performance`: durations of operations, and the load of the machine. */

import { measurementsOfBuilds, spanOfBuilds } from '../buildrunner/stored-tasks.ts';
import { summarizeMeasurements } from '../buildrunner/summarize-measurements.ts';
import { hourMs } from '../model/time-units.ts';
import type { Measurement } from '../recorder/measurement.ts';
import { showPerformance } from '../render/terminal/print-events.ts';
import { suggest } from '../settings/suggest.ts';
import { addSource, chooseSource, isStored } from './ask-source.ts';
import { historyFlags } from './find-history.ts';
import { logFlag, openLog, readHealth, restoreSince } from './open-recorded.ts';
import { defineView, jsonFlag, readAmount, refuse } from './view.ts';

export const performanceCommand = defineView(
  {
    name: 'performance',
    operands: '[--hours N] [--operation NAME]',
    mostOperands: 0,
    summary: 'Show durations of recorded operations and the load of the machine.',
    flags: [
      { name: 'hours', value: 'N', description: 'Number of hours to look back; 24 by default.' },
      { name: 'operation', value: 'NAME', description: 'Only operations of this type.' },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const hours = readAmount(args, 'hours', 24);
    const operation = args.flags['operation'];
    const log = openLog(args);
    const since = Date.now() - hours * hourMs;
    const source = await chooseSource(args, log, log.tracker.measurements.length > 0);
    if (isStored(source)) {
      const builds = restoreSince(source, since);
      const measured = measurementsOfBuilds(builds, operation ?? null);
      if (measured.length === 0) checkOperation(operation, measurementsOfBuilds(builds, null));
      const slowest = measured.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, 5);
      const view = showPerformance(summarizeMeasurements(measured, hours, spanOfBuilds(builds)), slowest);
      return addSource(
        view,
        source,
        'Each task is shown as an operation of its kind, at the start of its build.',
      );
    }
    const filter = { hours, ...(operation === undefined ? {} : { operationType: operation }) };
    const slowest = log.tracker.getSlowestOperations({ ...filter, limit: 5 });
    if (slowest.length === 0)
      checkOperation(operation, log.tracker.getSlowestOperations({ hours, limit: Number.POSITIVE_INFINITY }));
    return showPerformance(log.tracker.getMetrics(filter), slowest, readHealth(log, since));
  },
);

/** Ends the command if no operation of the period has this type, although others were measured. */
function checkOperation(
  wanted: string | undefined,
  measured: readonly Pick<Measurement, 'operationType'>[],
): void {
  const types = [...new Set(measured.map(({ operationType }) => operationType))];
  if (wanted === undefined || types.length === 0 || types.includes(wanted)) return;
  refuse('--operation', `No operation \`${wanted}\` in this period.`, suggest(wanted, types));
}
