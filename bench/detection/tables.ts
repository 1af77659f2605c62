/** The results as Markdown, in the form used in docs/detection.md. */
import type { Results, Scored } from '../detection.ts';
import { datedSteps } from './first-builds.ts';
import { noiseBands } from './histories.ts';
import { slowdowns } from './pull-requests.ts';
import { stepSizes } from './score.ts';
import { targetCount } from './targets.ts';
import { gates } from './team.ts';
import { wholeSteps } from './whole-builds.ts';

export function showResults(results: Results): string {
  const { ours, oursOrSuspect, atDefaults, atEqualFalseAlarms, team, targets } = results;
  return [
    `${results.stationary} histories of 100 builds without a change, ${results.natural} real regressions, ${results.unfiltered} histories as they come (one in ${results.everyUnfiltered} for the rules of others).`,
    drawRules('At the defaults', [
      ours,
      oursOrSuspect,
      results.oursLasting,
      results.firstRound,
      ...atDefaults,
    ]),
    drawRules('At our rate of false alarms', [ours, ...atEqualFalseAlarms]),
    drawNoise([ours, ...atDefaults]),
    drawRepositories(results.byRepository),
    drawFirstBuilds(results.firstBuilds),
    drawWholeBuilds(results.wholeBuilds),
    drawTogether(results.together),
    drawPullRequests(results.pullRequests),
    `${targetCount} targets at once: ${targets.perBuild.toFixed(2)} false alarms a build (${targets.builds} builds).`,
    drawTeam(team),
    `10,000 series of 100 builds, CPU time in a fresh process: ${Object.entries(results.milliseconds)
      .map(([kind, ms]) => `${kind} ${ms.toFixed(0)} ms`)
      .join(', ')}.`,
  ].join('\n\n');
}

type Row = Scored | { readonly name: string };

function drawRules(title: string, rows: readonly Row[]): string {
  const head = [
    title,
    'threshold',
    'false alarms',
    'short / long history',
    ...stepSizes.map((size) => `+${100 * size} %`),
    'real, within 5 / 15',
    'median delay',
    'real in hindsight',
  ];
  return drawTable(
    head,
    rows.map((row) => {
      if (!('score' in row)) return [row.name, 'none is strict enough', ...head.slice(2).map(() => '—')];
      const { falseAlarms, falseAlarmsShort, falseAlarmsLong, recall, natural, medianDelay, real } =
        row.score;
      return [
        row.name,
        row.threshold,
        falseAlarms.toFixed(2),
        `${falseAlarmsShort.toFixed(1)} / ${falseAlarmsLong.toFixed(1)}`,
        ...recall.map(percent),
        natural.map(percent).join(' / '),
        medianDelay === null ? '—' : String(medianDelay),
        real === null ? '—' : percent(real),
      ];
    }),
  );
}

function drawNoise(rows: readonly Scored[]): string {
  return drawTable(
    ['+10% within 5 builds, by noise', ...noiseBands],
    rows.map(({ name, score }) => [name, ...noiseBands.map((band) => percent(score.recallByNoise[band]))]),
  );
}

function drawRepositories(scores: Results['byRepository']): string {
  const share = (value: number | null): string => (value === null ? '—' : percent(value));
  return drawTable(
    [
      'by repository',
      'unchanged / real / lasting',
      'false alarms',
      '+10%',
      '+20%',
      'real, within 5 / 15',
      'lasting, real',
      'since exact',
    ],
    scores.map((score) => [
      score.name,
      score.counts.join(' / '),
      score.falseAlarms?.toFixed(2) ?? '—',
      share(score.found10),
      share(score.found20),
      `${share(score.natural5)} / ${share(score.natural15)}`,
      share(score.real),
      share(score.since),
    ]),
  );
}

function drawFirstBuilds(scores: Results['firstBuilds']): string {
  return drawTable(
    ['first slow build named exactly', ...datedSteps.map((size) => `+${100 * size} %`)],
    scores.map(({ name, exact }) => [name, ...exact.map(percent)]),
  );
}

function drawTogether(scores: Results['together']): string {
  return drawTable(
    [
      'all together',
      'builds',
      'confirmed',
      'suspects',
      'windows',
      ...wholeSteps.map((size) => `+${100 * size} %`),
    ],
    scores.map(({ name, builds, confirmed, suspects, windows, found }) => [
      name,
      ...[builds, confirmed, suspects, windows].map(String),
      ...found.map(percent),
    ]),
  );
}

function drawWholeBuilds(scores: Results['wholeBuilds']): string {
  return drawTable(
    [
      'whole builds',
      'series',
      'false alarms in 1,000',
      'a build',
      ...wholeSteps.map((size) => `+${100 * size} %`),
    ],
    scores.map(({ name, series, falseAlarms, perBuild, found }) => [
      name,
      String(series),
      falseAlarms.toFixed(2),
      perBuild.toFixed(3),
      ...found.map(percent),
    ]),
  );
}

function drawPullRequests(rules: Results['pullRequests']): string {
  return drawTable(
    ['runs of a pull request', 'runs', 'false in 1,000', ...slowdowns.map((size) => `+${100 * size} %`)],
    rules.flatMap(({ name, scores }) =>
      scores.map(({ runs, falseDecisions, found }) => [
        name,
        String(runs),
        falseDecisions.toFixed(2),
        ...found.map(percent),
      ]),
    ),
  );
}

function drawTeam(team: Results['team']): string {
  const per = (count: number): string => ((100 * count) / team.builds).toFixed(2);
  const failures = gates
    .map((gate) => `${per(team.falseFailures[gate])} with \`fail-on: ${gate}\``)
    .join(', ');
  const found = drawTable(
    ['put in', 'steps', 'within 5', 'within 15 builds of main', 'median delay'],
    team.found.map(({ size, steps, within5, within15, medianDelay }) => [
      `+${100 * size} %`,
      String(steps),
      String(within5),
      String(within15),
      medianDelay === null ? '—' : String(medianDelay),
    ]),
  );
  return [
    `Simulated team: ${team.builds} builds in ${team.days} days, ${team.seriesABuild} series each.`,
    `False failures in 100 builds: ${failures}. False alerts in 100 builds: ${per(team.falseConfirmed)} confirmed, ${per(team.falseSuspects)} suspects, ${per(team.falseDrifts)} drifts. Told of another environment: ${per(team.environments)}. ${team.millisecondsABuild.toFixed(0)} ms a build.`,
    '',
    found,
    '',
    drawPulls(team.pullRequests),
  ].join('\n');
}

function drawPulls({ count, runs, falseGates, carried }: Results['team']['pullRequests']): string {
  const per = (some: number): string => ((100 * some) / count).toFixed(1);
  return [
    `${count} pull requests of ${(runs / count).toFixed(1)} runs; in 100 of them ${per(falseGates.critical)} false gates with \`fail-on: critical\`, ${per(falseGates.error)} with \`error\`.`,
    '',
    drawTable(
      ['carried by pull requests', 'count', 'confirmed by run 1', 'by run 2', 'before the merge'],
      carried.map(({ size, count: of, byFirst, bySecond, confirmed }) => [
        `+${100 * size} %`,
        ...[of, byFirst, bySecond, confirmed].map(String),
      ]),
    ),
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
