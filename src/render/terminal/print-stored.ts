/** The output of `alerts` for stored builds. Pure. */

import type { Alert } from '../../model/alert.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { Level } from '../../model/level.ts';
import type { JudgedStored } from '../../tune/judge-stored.ts';
import { formatUnit } from '../../words/numbers.ts';
import { layOutAlerts, printTime, shownText, type View } from './print-format.ts';

interface Row extends Alert {
  readonly buildId: string;
  readonly startTimeMs: number;
}

/**
 * `alerts` from the history: those of the newest build, then those of earlier builds.
 * @param builds newest first
 * @param isShown the levels
 * @param count maximum number of rows
 */
export function showStoredAlerts(
  builds: readonly JudgedStored[],
  isShown: (level: Level) => boolean,
  count: number,
  width: number,
): View {
  const rowsOf = ({ id, startTimeMs, alerts }: JudgedStored): Row[] =>
    alerts.filter(({ level }) => isShown(level)).map((alert) => ({ ...alert, buildId: id, startTimeMs }));
  const all = builds.flatMap(rowsOf);
  const shown = all.slice(0, count);
  const active = builds[0] === undefined ? [] : rowsOf(builds[0]);
  const statistics = countByLevel(all);
  const table = shown.map((row) => [
    printTime(row.startTimeMs),
    row.level.toUpperCase(),
    shownText(row.message, 80),
    formatUnit(row.value, row.unit),
  ]);
  const text = layOutAlerts({
    active: active.flatMap(alertLines),
    head: 'Build',
    rows: table,
    total: `${formatCount(all.length)} (last ${plural(builds.length, 'build')})`,
    byLevel: statistics,
    width,
  });
  return { text, json: { active, history: shown, statistics } };
}

function countByLevel(rows: readonly Row[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { level } of rows) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
}

function alertLines(row: Row): string[] {
  const limit = row.limit === null ? '' : ` (threshold: ${formatUnit(row.limit, row.unit)})`;
  return [
    `  [${row.level.toUpperCase()}] ${shownText(row.message, 120)}`,
    ...(row.value === null ? [] : [`    Value: ${formatUnit(row.value, row.unit)}${limit}`]),
    `    Build: ${shownText(row.buildId, 80)} of ${printTime(row.startTimeMs)}`,
    ...(row.action === '' ? [] : [`    Action: ${shownText(row.action, 200)}`]),
    ...Object.entries(row.context).map(([name, value]) => `    ${shownText(name)}: ${shownText(value, 120)}`),
    '',
  ];
}
