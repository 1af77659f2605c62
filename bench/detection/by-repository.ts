/**
 * Our rule on each repository separately, the mean over them, and all without the largest: a repository with many
 * series has no extra weight there, so it shows how far a rule depends on one.
 */
import { scoreFirstBuilds } from './first-builds.ts';
import type { Histories } from './histories.ts';
import { confirmed, lasting } from './ours.ts';
import { scoreRule } from './score.ts';

/** Fewer stretches, regressions or alarms of a repository give no share. */
const enough = 5;

/** Null where there are too few histories. */
interface Figures {
  /** In 1,000 builds and series without a change. */
  readonly falseAlarms: number | null;
  /** Of steps of 10 and 20%, within 5 builds. */
  readonly found10: number | null;
  readonly found20: number | null;
  /** Of real regressions, within 5 and 15 builds. */
  readonly natural5: number | null;
  readonly natural15: number | null;
  /** Of lasting changes in unfiltered histories, in hindsight. */
  readonly real: number | null;
  /** First slow build named exactly, of steps of 50%. */
  readonly since: number | null;
}

export interface RepositoryScore extends Figures {
  readonly name: string;
  /** How many stretches without a change, real regressions, and alarms that lasted. */
  readonly counts: readonly [number, number, number];
}

export function scoreByRepository(histories: Histories): RepositoryScore[] {
  const { stationary, natural, unfiltered } = histories;
  const repositories = [
    ...new Set([...stationary, ...natural, ...unfiltered].map(({ repository }) => repository)),
  ];
  const scores = repositories
    .map((repository) => scoreSome(repository.split('+').at(-1) as string, histories, [repository]))
    .sort((a, b) => b.counts[0] - a.counts[0]);
  const [largest] = scores as [RepositoryScore];
  const others = repositories.filter((repository) => !repository.endsWith(largest.name));
  return [...scores, meanOf(scores), scoreSome(`all but ${largest.name}`, histories, others)];
}

function scoreSome(name: string, histories: Histories, repositories: readonly string[]): RepositoryScore {
  const of = <T extends { readonly repository: string }>(rows: readonly T[]): T[] =>
    rows.filter(({ repository }) => repositories.includes(repository));
  const [stationary, natural] = [of(histories.stationary), of(histories.natural)];
  const score = scoreRule(confirmed, 0, { stationary, natural, unfiltered: [], suites: [] });
  const later = scoreRule(lasting, 0, {
    stationary: [],
    natural: [],
    unfiltered: of(histories.unfiltered),
    suites: [],
  });
  const ifEnough = (count: number, value: number | null | undefined): number | null =>
    count >= enough ? (value ?? null) : null;
  return {
    name,
    counts: [stationary.length, natural.length, later.alarms],
    falseAlarms: ifEnough(stationary.length, score.falseAlarms),
    found10: ifEnough(stationary.length, score.recall[1]),
    found20: ifEnough(stationary.length, score.recall[2]),
    natural5: ifEnough(natural.length, score.natural[0]),
    natural15: ifEnough(natural.length, score.natural[1]),
    real: ifEnough(later.alarms, later.real),
    since: ifEnough(stationary.length, scoreFirstBuilds(stationary)[0]?.exact[2]),
  };
}

/** Each repository has the same weight. */
function meanOf(scores: readonly RepositoryScore[]): RepositoryScore {
  const mean = (read: (score: RepositoryScore) => number | null): number | null => {
    const known = scores.flatMap((score) => read(score) ?? []);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const count = (place: 0 | 1 | 2): number => scores.reduce((sum, { counts }) => sum + counts[place], 0);
  return {
    name: 'mean of the repositories',
    counts: [count(0), count(1), count(2)],
    falseAlarms: mean(({ falseAlarms }) => falseAlarms),
    found10: mean(({ found10 }) => found10),
    found20: mean(({ found20 }) => found20),
    natural5: mean(({ natural5 }) => natural5),
    natural15: mean(({ natural15 }) => natural15),
    real: mean(({ real }) => real),
    since: mean(({ since }) => since),
  };
}
