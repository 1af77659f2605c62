/**
 * Compares our rule with those of other tools on real histories, in one run, and measures what DETECTION requires in
 * addition: false alarms, injected steps, real regressions, many targets together, time, a simulated team. Run with
 * `npm run bench:detection -- [FOLDER] [--quick] [--json]`; the folder holds stationary.json, unfiltered.json and
 * natural-regressions.json. Everything except the times is the same on every run.
 */

import { scoreByRepository } from './detection/by-repository.ts';
import { equalize } from './detection/equalize.ts';
import { scoreFirstBuilds } from './detection/first-builds.ts';
import { firstRound } from './detection/first-round.ts';
import { readHistories } from './detection/histories.ts';
import { otavaByP, otavaRules } from './detection/otava.ts';
import { confirmed, lasting, orSuspect } from './detection/ours.ts';
import { perfherder } from './detection/perfherder.ts';
import { pointRules } from './detection/point-rules.ts';
import { scorePullRequests } from './detection/pull-requests.ts';
import type { Rule } from './detection/rule.ts';
import { type Score, scoreRule } from './detection/score.ts';
import { measureSpeed, speedKinds } from './detection/speed.ts';
import { showResults } from './detection/tables.ts';
import { countTargetAlarms } from './detection/targets.ts';
import { runTeam } from './detection/team.ts';
import { scoreTogether, scoreWholeBuilds } from './detection/whole-builds.ts';

/** A rule at one threshold, and its results. */
export interface Scored {
  readonly name: string;
  readonly source: string;
  readonly threshold: string;
  readonly score: Score;
}

export type Results = ReturnType<typeof measure>;

/** One in this many of the unfiltered histories: the others' rules need long for all of them. */
const everyUnfiltered = 4;
const workingDays = 22;

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const results = measure(flags.includes('--quick'));
console.log(flags.includes('--json') ? JSON.stringify(results, null, 2) : showResults(results));

function measure(isQuick: boolean) {
  const histories = readHistories(folder);
  if (histories === null) {
    console.error('There are no histories. Name the folder that holds stationary.json as an argument.');
    process.exit(2);
  }
  const every = isQuick ? 4 * everyUnfiltered : everyUnfiltered;
  const score = (rule: Rule, threshold: number, each = every): Scored => ({
    name: rule.name,
    source: rule.source,
    threshold: rule.threshold === null ? '' : rule.write(threshold),
    score: scoreRule(rule, threshold, histories, each),
  });
  const ours = score(confirmed, 0, isQuick ? every : 1);
  const peers = [...pointRules, perfherder, ...otavaRules];
  return {
    stationary: histories.stationary.length,
    natural: histories.natural.length,
    unfiltered: histories.unfiltered.length,
    everyUnfiltered: every,
    ours,
    oursOrSuspect: score(orSuspect, 0),
    oursLasting: score(lasting, 0, isQuick ? every : 1),
    firstRound: score(firstRound, 0, isQuick ? every : 1),
    byRepository: scoreByRepository(histories),
    firstBuilds: scoreFirstBuilds(histories.stationary),
    wholeBuilds: scoreWholeBuilds(histories.suites, isQuick ? 12 : 3),
    together: scoreTogether(histories.suites),
    atDefaults: peers.map((rule) => score(rule, rule.threshold as number)),
    atEqualFalseAlarms: [...peers, otavaByP]
      .filter(({ search }) => search)
      .map((rule) => {
        const threshold = equalize(rule, ours.score.falseAlarms, histories.stationary);
        return threshold === null ? { name: rule.name } : score(rule, threshold);
      }),
    pullRequests: scorePullRequests(histories.stationary, isQuick ? 8 : 1),
    targets: countTargetAlarms(histories.stationary),
    team: runTeam(histories.stationary, isQuick ? 4 : workingDays),
    milliseconds: Object.fromEntries(speedKinds.map((kind) => [kind, measureSpeed(kind, isQuick ? 1 : 3)])),
  };
}
