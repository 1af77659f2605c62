/** Lists why a build changed, in the order of importance: one line per cause. */
import type { Cause } from '../model/cause.ts';
import type { Change } from '../model/change.ts';
import type { ChangeGroup } from '../model/change-group.ts';
import { formatCount, plural } from '../model/counts.ts';
import { bySeverity } from '../model/level-order.ts';
import type { Report } from '../model/report.ts';
import { type ChangeRow, changeRows, nameGroup } from './describe-group.ts';
import { nounOf } from './noun-of.ts';
import { formatPercent } from './numbers.ts';
import { joinPhrase, nameSeries } from './phrases.ts';

interface CauseLine {
  readonly label: string;
  readonly value: string;
  /** Without its share of the change. */
  readonly text: string;
  /** It is not the work of the build: another runner or image. */
  readonly isAround: boolean;
}

/** `cache hits 81% → 34% (93% of the change)` for each; rounding never makes more than the whole. */
function describeCauses(causes: readonly Cause[]): Omit<CauseLine, 'label'>[] {
  const percents = causes.map(({ share }) => Math.round((share ?? 0) * 100));
  const over = percents.reduce((sum, percent) => sum + percent, 0) - 100;
  const largest = percents.indexOf(Math.max(...percents));
  return causes.map((cause, at) => {
    const isAround = isOfSurroundings(cause);
    const { text } = cause;
    if (cause.share === null) return { text, value: text, isAround };
    const percent = (percents[at] ?? 0) - (at === largest ? Math.max(0, over) : 0);
    const part = percent === 100 ? 'all' : formatPercent(percent / 100);
    return { text, value: `${text} (${part} of the change)`, isAround };
  });
}

/** Whether a cause affects the whole build, independent of its code: it is listed, and checked, first. */
export function isOfSurroundings({ kind }: Pick<Cause, 'kind'>): boolean {
  return kind === 'runner' || kind === 'image';
}

/** Facts that the table of changes and its evidence already show. */
const shownElsewhere = ['baseline', 'evidence', 'since commit', 'result', 'status', 'branch'];

/**
 * Another runner; then the causes of the changes with their shares; then facts from the alerts, most severe
 * first, each once.
 */
export function listCauses(report: Report): { readonly label: string; readonly value: string }[] {
  const moved = report.changes
    .filter((change) => change.state === 'new' || change.state === 'open')
    .map((change) => (report.environment === null ? change : joinWork(change, report)));
  const ofBuild = moved.filter(({ series }) => series.scope === 'build').flatMap(({ causes }) => causes);
  const rows = changeRows(report, moved);
  const effects = rows.flatMap(({ change }) =>
    change && isEffect(change) && !isListed(change.series.task, ofBuild) ? [change] : [],
  );
  // For many tasks one line states how many the build waits for.
  const together = effects.length > maxEffects ? effects : [];
  const lines = rows.flatMap((row) => {
    if (row.group !== null) return explainGroup(row.group, row.members, ofBuild);
    return together.includes(row.change) ? [] : explainChange(row.change, ofBuild);
  });
  lines.push(...explainTogether(together));
  const others = bySeverity(report.alerts)
    .flatMap((alert) => Object.entries(alert.context))
    .map(([label, value]) => ({ label: label.replace(/^[a-z]/, (l) => l.toUpperCase()), value }))
    .filter(({ label, value }) => value !== '' && !shownElsewhere.includes(label.toLowerCase()));
  // A cause of several changes is reported with the first.
  const moves = firstOf([...describeShared(rows), ...lines], ({ text }) => text).sort(
    (a, b) => Number(b.isAround) - Number(a.isAround),
  );
  return [
    ...moves.map(({ label, value }) => ({ label, value })),
    ...firstOf(others, ({ label, value }) => `${label}\n${value}`),
  ];
}

/** A property that several tasks share, such as another model, explains more than the single changes. */
function describeShared(rows: readonly ChangeRow[]): CauseLine[] {
  const causes = rows.flatMap(({ change }) =>
    change?.series.scope === 'task'
      ? change.causes.flatMap(({ kind, text }) => (kind === 'model' ? [{ text, series: change.series }] : []))
      : [],
  );
  return [...Map.groupBy(causes, ({ text }) => text)].flatMap(([text, same]) => {
    const names = new Set(same.map(({ series }) => series.task));
    const label = plural(names.size, nounOf(same.map(({ series }) => series.kind ?? '')));
    return names.size < 2 ? [] : [{ label, text, value: text, isAround: false }];
  });
}

/** If there are more single tasks without a cause, they are summarised. */
const maxEffects = 3;

/** Whether the only known cause is how much of the change the build waits for. */
function isEffect({ causes }: Change): boolean {
  return causes.length > 0 && causes.every(({ kind }) => kind === 'critical-path');
}

function explainTogether(changes: readonly Change[]): CauseLine[] {
  if (changes.length === 0) return [];
  const noun = nounOf(changes.map(({ series }) => series.kind ?? ''));
  const value = `${noCause}; ${countOnPath(changes, noun)}`;
  return [{ label: plural(changes.length, noun), text: value, value, isAround: false }];
}

/** If most tasks moved together, the shares of some of them are not causes. */
function joinWork(change: Change, { tasks }: Pick<Report, 'tasks'>): Change {
  const { series, causes } = change;
  const work = causes.filter(({ kind }) => kind === 'slower-task' || kind === 'slower-tasks');
  if (series.scope !== 'build' || series.measure !== 'duration' || work.length === 0) return change;
  const share = Math.min(
    1,
    work.reduce((sum, cause) => sum + (cause.share ?? 0), 0),
  );
  const together: Cause = {
    kind: 'slower-tasks',
    text: `most ${nounOf(tasks.map(({ kind }) => kind))}s together`,
    share,
  };
  const others = causes.filter((cause) => !work.includes(cause));
  const at = others.findIndex((cause) => !isOfSurroundings(cause));
  return { ...change, causes: others.toSpliced(at === -1 ? others.length : at, 0, together) };
}

function explainChange(change: Change, ofBuild: readonly Cause[]): CauseLine[] {
  const { causes, series } = change;
  if (isEffect(change) && isListed(series.task, ofBuild)) return [];
  return describeCauses(causes).map(({ text, value, isAround }) => ({
    label: joinPhrase(nameSeries(series)),
    text,
    value: isEffect(change) ? `${noCause}; ${value}` : value,
    isAround,
  }));
}

/**
 * The causes of a whole group, in one line: what its members share, and how much of it the build waits for.
 */
function explainGroup(
  group: ChangeGroup,
  members: readonly Change[],
  ofBuild: readonly Cause[],
): CauseLine[] {
  const label = joinPhrase(nameGroup(group).slice(0, -1));
  const others = members.flatMap((member) =>
    describeCauses(member.causes.filter(({ kind }) => kind !== 'critical-path')),
  );
  const shared = [...Map.groupBy(others, (line) => line.value).values()]
    .filter((same) => same.length * 2 > members.length)
    .flatMap(([line]) => (line ? [{ label, ...line }] : []));
  const effect = describeEffect(group, members);
  if (effect === '' || (group.asOne && isListed(group.name, ofBuild))) return shared;
  const value = shared.length === 0 ? `${noCause}; ${effect}` : effect;
  return [...shared, { label, text: value, value, isAround: false }];
}

/** The effect of a task or group on the build is listed with the build. */
function isListed(name: string | null, ofBuild: readonly Cause[]): boolean {
  return name !== null && ofBuild.some(({ text }) => text.includes(joinPhrase([{ name }])));
}

function describeEffect({ kind, asOne }: ChangeGroup, members: readonly Change[]): string {
  const causes = members.flatMap((member) => member.causes.filter((cause) => cause.kind === 'critical-path'));
  return causes.length === 0 || asOne ? (causes[0]?.text ?? '') : countOnPath(members, nounOf([kind ?? '']));
}

function countOnPath(changes: readonly Change[], noun: string): string {
  const onPath = changes.filter(({ causes }) =>
    causes.some(({ kind, text }) => kind === 'critical-path' && text.startsWith('on the critical path')),
  ).length;
  if (onPath === 0) return 'not on the critical path (no effect on total duration)';
  const all = plural(changes.length, noun);
  const some = onPath === changes.length ? `all ${all}` : `${formatCount(onPath)} of ${all}`;
  return `${changes.length === 1 ? '' : `${some} `}on the critical path, so the build waits for ${onPath === 1 ? 'it' : 'them'}`;
}

const noCause = 'no cause found in the logs';

function firstOf<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size < seen.add(keyOf(item)).size);
}
