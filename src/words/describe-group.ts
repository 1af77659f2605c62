/** Describes changes that moved together. */
import type { Change } from '../model/change.ts';
import type { ChangeGroup } from '../model/change-group.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { nounOfKind } from './noun-of.ts';
import { formatChange, formatDuration } from './numbers.ts';
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

/** `packages/billing: 402 of 410 tests`. */
export function nameGroup({ name, kind, changes, tasks, by, asOne }: ChangeGroup): Phrase {
  const noun = nounOfKind(kind);
  const count =
    asOne || changes.length === tasks
      ? plural(tasks, noun)
      : `${formatCount(changes.length)} of ${plural(tasks, noun)}`;
  return [...(by === 'model' ? ['model '] : []), { name }, `: ${count}`];
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

/** `≈ 1.9× slower`, `≈ 12% faster`. */
export function describeGroupMove({ fromMs, toMs }: ChangeGroup): string {
  const ratio = fromMs === 0 ? 0 : toMs / fromMs - 1;
  const word = ratio > 0 ? 'slower' : 'faster';
  if (ratio >= 0.5) return `≈ ${formatCount(Number((ratio + 1).toPrecision(2)))}× ${word}`;
  return `≈ ${formatChange(ratio).replace(/^[+−]/, '')} ${word}`;
}

/** `+41 s of +44 s`: its share of the extra time of all tasks. */
export function describeGroupShare({ fromMs, toMs, allMs }: ChangeGroup): string {
  const own = signed(toMs - fromMs);
  return Math.sign(allMs) === Math.sign(toMs - fromMs) && Math.abs(allMs) >= Math.abs(toMs - fromMs)
    ? `${own} of ${signed(allMs)}`
    : own;
}

function signed(ms: number): string {
  return ms > 0 ? `+${formatDuration(ms)}` : formatDuration(ms);
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
