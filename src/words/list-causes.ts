/** Why a build changed, in the order in which a reader wants it: one line a cause. */
import type { Cause } from '../model/cause.ts';
import type { Change } from '../model/change.ts';
import type { ChangeGroup } from '../model/change-group.ts';
import { bySeverity } from '../model/level-order.ts';
import type { Report } from '../model/report.ts';
import { changeRows, nameGroup } from './describe-group.ts';
import { formatPercent } from './numbers.ts';
import { joinPhrase, nameSeries } from './phrases.ts';

/** `cache hits 81% → 34% (93% of the change)`. */
function describeCause({ text, share }: Cause): string {
  if (share === null) return text;
  return `${text} (${share > 0.995 ? 'all' : formatPercent(share)} of the change)`;
}

/** Facts that the table of changes and its evidence show already. */
const shownElsewhere = ['baseline', 'evidence', 'since commit', 'result', 'status', 'branch'];

/** What moved with the changes, with its part of them; then facts beside the alerts, most severe first, each said once. */
export function listCauses(report: Report): { readonly label: string; readonly value: string }[] {
  const moved = report.changes.filter((change) => change.state === 'new' || change.state === 'open');
  const told = changeRows(report, moved).flatMap((row) =>
    row.group === null
      ? row.change.causes.map((cause) => ({
          label: joinPhrase(nameSeries(row.change.series)),
          value: describeCause(cause),
        }))
      : explainGroup(row.group, row.members),
  );
  const beside = bySeverity(report.alerts)
    .flatMap((alert) => Object.entries(alert.context))
    .map(([label, value]) => ({ label, value }))
    .filter(({ label, value }) => value !== '' && !shownElsewhere.includes(label));
  // What moved with several changes is told of the first.
  return [
    ...firstOf(told, ({ value }) => value),
    ...firstOf(beside, ({ label, value }) => `${label}\n${value}`),
  ];
}

/** What moved with a whole group, said once: how much of it the duration hangs on, and what its members share. */
function explainGroup(
  group: ChangeGroup,
  members: readonly Change[],
): { readonly label: string; readonly value: string }[] {
  const label = joinPhrase(nameGroup(group));
  const causes = members.flatMap((member) => member.causes);
  const isOnPath = ({ kind, text }: Cause): boolean =>
    kind === 'critical-path' && text.startsWith('on the critical path');
  const onPath = causes.filter(isOnPath).length;
  const path = causes.some(({ kind }) => kind === 'critical-path')
    ? [{ label, value: onPath === 0 ? offPath : `${onPath} of ${members.length} on the critical path` }]
    : [];
  const others = causes.filter(({ kind }) => kind !== 'critical-path').map(describeCause);
  const shared = [...Map.groupBy(others, (text) => text)].filter(
    ([, same]) => same.length * 2 > members.length,
  );
  return [...path, ...shared.map(([value]) => ({ label, value }))];
}

const offPath = 'not on the critical path (no effect on total duration)';

function firstOf<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size < seen.add(keyOf(item)).size);
}
