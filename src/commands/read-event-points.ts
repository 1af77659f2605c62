/** The data points in an event log, with their original times. */
import { observeEvent } from '../agents/observe-event.ts';
import type { ObservedPoint } from '../database/project-points.ts';
import { agentMetrics } from '../points/agent-metrics.ts';
import type { Arguments } from './command.ts';
import { listOwnMetrics } from './live-metrics.ts';
import { openLog } from './open-recorded.ts';

export function readEventPoints(args: Arguments): ObservedPoint[] {
  const points: ObservedPoint[] = [];
  const active = new Map<string, Set<string>>();
  const log = openLog(args);
  const specs = new Map([...listOwnMetrics(log), ...agentMetrics].map((spec) => [spec.name, spec]));
  for (const event of log.collector.events) {
    const timeMs = event.timestamp.getTime();
    observeEvent(
      event,
      (name, labels, value) => {
        const spec = specs.get(name);
        const { kind = 'gauge', unit = null } = spec ?? {};
        if (Number.isFinite(value)) points.push({ name, kind, labels, timeMs, value, unit });
      },
      active,
    );
  }
  return points;
}
