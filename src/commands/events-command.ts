/** `build-telemetry events`: the newest recorded events. */
import { formatCount } from '../model/counts.ts';
import { EventType, normalizeEventType } from '../recorder/event-type.ts';
import type { RecordedEvent } from '../recorder/events.ts';
import { showEvents } from '../render/terminal/print-events.ts';
import { findNearest } from '../settings/suggest.ts';
import { addNote } from './ask-source.ts';
import { logFlag, openLog, readOptionalHistory } from './open-recorded.ts';
import { widthOf } from './terminal.ts';
import { countFlag, defineView, jsonFlag, readCount, refuse } from './view.ts';

export const eventsCommand = defineView(
  {
    name: 'events',
    operands: '[--count N] [--type TYPE]',
    mostOperands: 1,
    summary: 'List the newest recorded events.',
    flags: [
      countFlag(20),
      { name: 'type', short: 't', value: 'TYPE', description: 'Only events of this type.' },
      logFlag,
      jsonFlag,
    ],
  },
  async (args) => {
    const type = args.flags['type'];
    const { collector, path } = openLog(args);
    const { events } = collector;
    if (type !== undefined) checkType(type, events);
    const wanted = type === undefined ? {} : { eventTypes: [normalizeEventType(type)] };
    const found = showEvents(
      collector.query({ ...wanted, limit: readCount(args, 'count', 20) }),
      widthOf(process.stdout),
    );
    if (events.length > 0)
      return type === undefined || (found.json as EventsJson).events.length > 0
        ? found
        : addNote(found, describeMissingType(normalizeEventType(type), events));
    const stored = await readOptionalHistory(args, true);
    const why =
      typeof stored !== 'string'
        ? `${capitalize(stored.label)}: stored builds have no events, only the log of each run has them.`
        : 'Record some with `build-telemetry exec -- COMMAND` or `build-telemetry emit TYPE`.';
    return addNote(found, `There are no events in ${path}. ${why}`);
  },
);

interface EventsJson {
  readonly events: readonly unknown[];
}

/** A type that is neither known nor recorded, and near one of them, is misspelt; others may be recorded later. */
function checkType(type: string, events: readonly RecordedEvent[]): void {
  const known = [...new Set([...events.map(({ eventType }) => eventType), ...Object.keys(EventType)])];
  const wanted = normalizeEventType(type);
  const near = known.includes(wanted) ? null : findNearest(wanted, known);
  if (near !== null)
    refuse('--type', `No event has the type \`${type}\`.`, `Did you mean \`${near.toLowerCase()}\`?`);
}

/** Lists the existing types. */
function describeMissingType(type: string, events: readonly RecordedEvent[]): string {
  const counts = new Map<string, number>();
  for (const { eventType } of events) counts.set(eventType, (counts.get(eventType) ?? 0) + 1);
  const listed = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 10);
  const seen = listed.map(([each, count]) => `${each.toLowerCase()} (${formatCount(count)})`).join(', ');
  return `No event of type ${type.toLowerCase()}. Recorded: ${seen}.`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
