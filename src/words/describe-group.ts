/** Describes changes that moved together. */
import type { Change } from '../model/change.ts';
import type { ChangeGroup } from '../model/change-group.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { nounOfKind } from './noun-of.ts';
import { formatChange, formatMeasure, formatUnit } from './numbers.ts';
import { isLasting, type Phrase, qualifyChange } from './phrases.ts';

/** A row of the table of changes: one change, or several that moved together. */
export type ChangeRow =
  | { readonly change: Change; readonly group: null }
  | { readonly change: null; readonly group: ChangeGroup; readonly members: readonly Change[] };

/** Each change once: a group replaces its first member, in the order of the changes. */
export function changeRows(
  report: Pick<Report, 'changes' | 'groups'>,
  changes: readonly Change[],
): ChangeRow[] {
  const groupOf = new Map(
    report.groups.flatMap((group) => group.changes.map((at) => [report.changes[at], group])),
  );
  const shown = new Set<ChangeGroup>();
  return changes.flatMap((change): ChangeRow[] => {
    const group = groupOf.get(change);
    if (group === undefined) return [{ change, group: null }];
    if (shown.has(group)) return [];
    shown.add(group);
    return [{ change: null, group, members: membersOf(report, group) }];
  });
}

/** The changes that show how a group moved: its own change, or those of its tasks. */
export function membersOf({ changes }: Pick<Report, 'changes'>, group: ChangeGroup): Change[] {
  const members = group.changes.flatMap((at) => changes[at] ?? []);
  return group.asOne ? members.slice(0, 1) : members;
}

/** The changes of its tasks, one by one; for a group judged as one, those that appear in a single task. */
export function listChanges({ changes }: Pick<Report, 'changes'>, group: ChangeGroup): Change[] {
  const members = group.changes.flatMap((at) => changes[at] ?? []);
  return group.asOne ? members.slice(1) : members;
}

/** All changes except those of tasks that their group represents. */
export function leaveOutMembers({ changes, groups }: Pick<Report, 'changes' | 'groups'>): Change[] {
  const members = new Set(groups.flatMap((group) => (group.asOne ? group.changes.slice(1) : [])));
  return changes.filter((_, at) => !members.has(at));
}

/** `packages/billing: 402 of 410 tests`, `model sonnet: cost of 5 tasks`. */
export function nameGroup({ name, kind, changes, tasks, by, asOne, unit }: ChangeGroup): Phrase {
  const noun = nounOfKind(kind);
  const count =
    asOne || changes.length === tasks
      ? plural(tasks, noun)
      : `${formatCount(changes.length)} of ${plural(tasks, noun)}`;
  const measure = { ms: '', usd: 'cost of ', tokens: 'tokens of ' }[unit];
  return [...(by === 'model' ? ['model '] : []), { name }, `: ${measure}${count}`];
}

/** The certainty or state of its members in a word or two: `not confirmed`, `5 of 18 confirmed`. */
export function qualifyGroup(members: readonly Change[]): string {
  const [first = '', ...others] = new Set(members.map(qualifyChange));
  if (others.length === 0) return first;
  const sure = members.filter(({ verdict }) => verdict === 'confirmed').length;
  return sure === members.length ? '' : `${formatCount(sure)} of ${formatCount(members.length)} confirmed`;
}

/** `still ≈ 1.9× slower`: in a sentence, where no other word says that it was reported before. */
export function tellGroupMove(report: Pick<Report, 'changes'>, group: ChangeGroup): string {
  return `${membersOf(report, group).every(isLasting) ? 'still ' : ''}${describeGroupMove(group)}`;
}

/** `≈ 1.9× slower`, `≈ 12% faster`, `≈ 1.6× higher`. */
export function describeGroupMove({ from, to, unit }: ChangeGroup): string {
  const ratio = from === 0 ? 0 : to / from - 1;
  const [more, less] = unit === 'ms' ? ['slower', 'faster'] : ['higher', 'lower'];
  const word = ratio > 0 ? more : less;
  if (ratio >= 0.5) return `≈ ${formatCount(Number((ratio + 1).toPrecision(2)))}× ${word}`;
  return `≈ ${formatChange(ratio).replace(/^[+−]/, '')} ${word}`;
}

/** Both numbers of its row. */
export function describeGroupEnds({ from, to, unit }: ChangeGroup): [from: string, to: string] {
  const series = { measure: 'sum', unit };
  return [formatMeasure(from, series, to), formatMeasure(to, series, from)];
}

/** `+41 s of +44 s`: its share of the extra amount of all tasks. */
export function describeGroupShare({ from, to, all, unit }: ChangeGroup): string {
  const own = signed(to - from, unit);
  const isPart =
    all !== null && Math.sign(all) === Math.sign(to - from) && Math.abs(all) >= Math.abs(to - from);
  return isPart ? `${own} of ${signed(all, unit)}` : own;
}

function signed(amount: number, unit: ChangeGroup['unit']): string {
  return amount > 0 ? `+${formatUnit(amount, unit)}` : formatUnit(amount, unit);
}

/** The start of most of its members. */
export function commonSince(members: readonly Change[]): Change['since'] {
  const counts = new Map<string, number>();
  for (const { since } of members) if (since) counts.set(since.buildId, (counts.get(since.buildId) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return members.find(({ since }) => since?.buildId === most?.[0])?.since ?? null;
}

/** The sums of its members, oldest build first; a build without one of them has none. */
export function sumTrend(members: readonly Change[]): number[] {
  const [first] = members;
  const series = members.map(
    ({ spark, sparkBuilds }) => new Map(sparkBuilds.map((id, at) => [id, spark[at] ?? Number.NaN])),
  );
  return (first?.sparkBuilds ?? [])
    .map((id) => series.reduce((sum, values) => sum + (values.get(id) ?? Number.NaN), 0))
    .filter(Number.isFinite);
}
