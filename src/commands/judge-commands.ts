/** `detect`, `explain` and `tune`: the detector on written series, on one stored series, and over a whole history. */

import { readFileSync } from 'node:fs';
import { readStoredSeries, type StoredSeries } from '../detect/collect/stored-series.ts';
import { round, smallestChange } from '../detect/conclude/describe-change.ts';
import { growBaseline } from '../detect/judge/grow-baseline.ts';
import { type Replayed, replaySeries, type WrittenSeries } from '../detect/replay-series.ts';
import { minBaseline } from '../model/baseline.ts';
import type { History } from '../model/history.ts';
import type { Measure, SeriesKey } from '../model/series.ts';
import { seriesId } from '../model/series.ts';
import { escapeTerminal } from '../render/escape.ts';
import { drawTable, printText } from '../render/terminal/print-format.ts';
import { drawSeries } from '../render/terminal/series-chart.ts';
import type { Config } from '../settings/config.ts';
import { suggest } from '../settings/suggest.ts';
import { robustSd } from '../stats/robust-sd.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import {
  listReported,
  type ReportedRegression,
  type SuggestedLimit,
  suggestLimits,
  type Tuning,
  tuneRegressions,
} from '../tune/tune.ts';
import { tuneThresholds } from '../tune/tune-thresholds.ts';
import {
  formatMeasure,
  formatMove,
  formatTime,
  formatUnit,
  isCommit,
  plural,
  shortCommit,
} from '../words/numbers.ts';
import { nameSeries, plainPhrase } from '../words/phrases.ts';
import type { Arguments } from './command.ts';
import { historyFlags, readHistory, readHistoryOf, readLocalConfig, type Stored } from './open-recorded.ts';
import { readSeriesFile } from './series-file.ts';
import { widthOf } from './terminal.ts';
import { type Answer, defineView, jsonFlag, readChoice, refuse } from './view.ts';

export const detectCommand = defineView(
  {
    name: 'detect',
    operands: 'SERIES.json [--replay FROM]',
    summary: 'Judge the newest value of series in a JSON file, or replay them; `-` reads standard input.',
    flags: [
      {
        name: 'replay',
        value: 'FROM',
        description: 'Judge each value from this index on, using only the values before it.',
      },
      jsonFlag,
    ],
  },
  async (args) => {
    const [path] = args.operands;
    if (path === undefined)
      refuse('SERIES.json', 'Missing argument: SERIES.json.', 'Write `build-telemetry detect series.json`.');
    if (args.operands.length > 1)
      refuse(args.operands[1] as string, 'Only one file can be read.', 'Write all series into one.');
    const from = readIndex(args.flags['replay']);
    const series = readSeriesFile(path === '-' ? readFileSync(0, 'utf8') : readText(path), path);
    const replayed = replaySeries(series, from);
    return from === null ? showNewest(series, replayed) : showReplay(series, replayed);
  },
);

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return refuse(path, `The file cannot be read: ${(error as Error).message}`, 'Check the path.');
  }
}

function readIndex(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text);
  return refuse('--replay', `\`${text}\` is not an index.`, 'Write a whole number, 0 or greater.');
}

function showNewest(series: readonly WrittenSeries[], replayed: readonly Replayed[][]): Answer {
  const empty = {
    index: null,
    verdict: 'learning',
    effect: null,
    p: null,
    state: null,
    since: null,
  } as const;
  const rows = series.map(({ name }, place) => ({ name, ...(replayed[place]?.at(-1) ?? empty) }));
  const told = rows.filter(({ verdict }) => verdict !== 'none' && verdict !== 'learning');
  const learning = rows.filter(({ verdict }) => verdict === 'learning').length;
  const table = drawTable(
    ['Series', 'Verdict', 'Change', 'p'],
    told.map(({ name, verdict, effect, p }) => [
      printText(name),
      verdict,
      printEffect(effect),
      p === null ? '' : p.toPrecision(2),
    ]),
    widthOf(process.stdout),
  );
  const rest = `${plural(rows.length, 'series', 'series')} judged, ${told.length} moved, ${learning} learning.`;
  return { text: told.length > 0 ? `${table}\n${rest}\n` : `${rest}\n`, json: rows };
}

function showReplay(series: readonly WrittenSeries[], replayed: readonly Replayed[][]): Answer {
  const json = series.map(({ name }, place) => ({ name, verdicts: replayed[place] ?? [] }));
  const rows = json.flatMap(({ name, verdicts }) =>
    verdicts
      .filter(isNews)
      .map(({ index, verdict, effect }) => [printText(name), String(index), verdict, printEffect(effect)]),
  );
  const judged = json.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  const text =
    rows.length > 0
      ? `${drawTable(['Series', 'Index', 'Verdict', 'Change'], rows, widthOf(process.stdout))}\n`
      : '';
  return {
    text: `${text}${plural(judged, 'value')} of ${plural(series.length, 'series', 'series')} judged.\n`,
    json,
  };
}

/** The alerts that the builds would have raised. */
function isNews({ verdict, state }: Replayed): boolean {
  return verdict === 'suspect' || verdict === 'environment' || state === 'opened' || state === 'recovered';
}

function printEffect(effect: number | null): string {
  return effect === null ? '' : formatMove({ ratio: effect, series: { unit: 'ms' } as SeriesKey });
}

export const explainCommand = defineView(
  {
    name: 'explain',
    operands: 'SERIES [--measure MEASURE] [--kind KIND]',
    summary: 'Show the history of one metric: `build`, or the name of a task or measurement.',
    flags: [
      {
        name: 'measure',
        value: 'MEASURE',
        description: 'duration (default), cost, tokens, cache_hit_rate or value.',
      },
      { name: 'kind', value: 'KIND', description: 'Kind of the task, if several share the name.' },
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const [wanted] = args.operands;
    if (wanted === undefined)
      refuse('SERIES', 'Missing argument: SERIES.', 'Write `build-telemetry explain build`.');
    const { config, baselineBranch } = readLocalConfig();
    // Only durations are corrected by what all tasks of a build have in common.
    const own = readHistoryOf(args, wanted);
    const [alone, ...others] = own === null ? [] : readWanted(args, wanted, own, config, baselineBranch);
    if (alone?.role === 'other' && alone.key.scope !== 'build' && others.length === 0)
      return explain(alone, replaySeries([alone], minBaseline)[0] ?? [], config);
    const stored = await readHistory(args);
    const found = pickSeries(args, wanted, stored, config, baselineBranch);
    return explain(found, replayOne(found, stored, config, baselineBranch), config);
  },
);

/** As the reports judged it: what slowed its builds as a whole is told by all tasks. */
function replayOne(
  found: StoredSeries,
  { history }: Stored,
  config: Config,
  branch: string | null,
): Replayed[] {
  if (found.role !== 'task') return replaySeries([found], minBaseline)[0] ?? [];
  const isOne = ({ key }: Pick<StoredSeries, 'key'>): boolean => seriesId(key) === seriesId(found.key);
  const tasks = readStoredSeries(
    history,
    branch,
    config.regressions,
    ({ scope, measure }) => scope === 'task' && measure === 'duration',
  );
  return replaySeries(tasks, minBaseline, isOne)[tasks.findIndex(isOne)] ?? [];
}

function readMeasure(args: Arguments): Measure {
  return readChoice(
    args,
    'measure',
    ['duration', 'cost', 'tokens', 'cache_hit_rate', 'value'] as const,
    'duration',
  );
}

function readWanted(
  args: Arguments,
  wanted: string,
  history: History,
  config: Config,
  branch: string | null,
): StoredSeries[] {
  const measure = readMeasure(args);
  const isWanted = (key: SeriesKey): boolean => {
    const { kind } = args.flags;
    // A task of that name is meant where its kind is given.
    if (wanted === 'build' && kind === undefined) return key.scope === 'build' && key.measure === measure;
    if (key.task !== wanted || (kind !== undefined && key.kind !== kind)) return false;
    return key.scope === 'metric' || key.measure === measure;
  };
  return readStoredSeries(history, branch, config.regressions, isWanted);
}

function pickSeries(
  args: Arguments,
  wanted: string,
  stored: Stored,
  config: Config,
  branch: string | null,
): StoredSeries {
  const found = readWanted(args, wanted, stored.history, config, branch);
  const [only, ...others] = found;
  if (only === undefined) return refuseSeries(wanted, readMeasure(args), stored, branch);
  if (others.length > 0)
    refuse(
      wanted,
      `It is of several kinds: ${found.map(({ key }) => key.kind ?? '').join(', ')}.`,
      'Choose one with `--kind`.',
    );
  return only;
}

/** Says why there is no such series, and which there is. */
function refuseSeries(
  wanted: string,
  measure: Measure,
  { history, label }: Stored,
  branch: string | null,
): never {
  if (history.builds.length === 0)
    refuse(
      wanted,
      `There is no series in ${label}.`,
      'Name the folder with `--history DIR`, the series of builds with `--name`.',
    );
  const names = ['build', ...new Set(Array.from(history.series, ({ name }) => name))];
  if (!names.includes(wanted)) {
    const near = suggest(wanted, names);
    const fix = near.startsWith('Did you')
      ? near
      : 'Name it as the report does; `build-telemetry performance` lists the tasks.';
    return refuse(wanted, `There is no such series in ${label}.`, fix);
  }
  const measures = readStoredSeries(history, branch, [], ({ scope, task }) =>
    wanted === 'build' ? scope === 'build' : task === wanted,
  ).map(({ key }) => key.measure);
  return measures.length === 0
    ? refuse(
        wanted,
        `Nothing of it was measured in builds of ${branch ?? 'a branch'}.`,
        'Builds of pull requests are left out.',
      )
    : refuse(
        wanted,
        `It has no ${measure} in ${label}.`,
        `Choose with \`--measure\`: ${[...new Set(measures)].join(', ')}.`,
      );
}

const chartHeight = 9;

function explain(series: StoredSeries, verdicts: readonly Replayed[], config: Config): Answer {
  const { key, builds, scale } = series;
  const values = [...series.values];
  const scaled = Float64Array.from(values, scale.to);
  const baseline = growBaseline(scaled, scaled.length);
  const told = listReported(series, verdicts, config.regressions);
  const last = verdicts.at(-1);
  const learning = baseline.length < minBaseline;
  const level = learning ? null : round(scale.from(medianOfSorted(baseline)));
  const noise = learning ? null : Math.expm1(robustSd(baseline));
  const detectable = learning ? null : smallestChange(robustSd(baseline), baseline.length);
  const marks = new Map(
    verdicts.flatMap((each): [number, string][] =>
      each.state === 'opened' ? [[each.index, '▲']] : each.state === 'recovered' ? [[each.index, '▽']] : [],
    ),
  );
  const sentences = [
    `${plainPhrase(nameSeries(key))}: ${plural(values.length, 'build')}, from ${formatTime(builds[0]?.startTimeMs ?? null)} to ${formatTime(builds.at(-1)?.startTimeMs ?? null)}.`,
    learning
      ? `It has ${plural(baseline.length, 'comparable value')}; from ${minBaseline} on it is judged.`
      : `Baseline (median): ${formatMeasure(level, key)} (the newest ${baseline.length} on this level), noise ${percent(noise)}. Five builds would show a change of ${percent(detectable)}.`,
    last
      ? `The newest build, ${formatMeasure(values.at(-1) ?? null, key)}: ${last.verdict}${last.state === 'open' ? ', known' : ''}.`
      : '',
    ...told.map((each) => describeRegression(each)),
    told.length === 0 && !learning ? 'No regression was confirmed in all this time.' : '',
  ].filter((line) => line !== '');
  const chart = drawSeries(values, {
    width: process.stdout.columns || 100,
    height: chartHeight,
    unit: key,
    marks,
  });
  const legend = marks.size > 0 ? ['', '▲ confirmed here  ▽ recovered here'] : [];
  const text = `${[...sentences.map((line) => escapeTerminal(line, 400)), '', ...chart, ...legend].join('\n')}\n`;
  const points = values.map((value, i) => ({
    build: builds[i]?.id,
    commit: builds[i]?.commit,
    timeMs: builds[i]?.startTimeMs,
    value,
  }));
  return {
    text,
    json: {
      series: key,
      level,
      noise,
      detectable,
      baselineBuilds: baseline.length,
      verdict: last?.verdict ?? 'learning',
      regressions: told,
      points,
    },
  };
}

function percent(ratio: number | null): string {
  return formatUnit(ratio, 'ratio');
}

function describeRegression({
  series,
  effect,
  timeMs,
  commit,
  buildId,
  end,
  level,
}: ReportedRegression): string {
  const where = isCommit(commit) ? `commit ${shortCommit(commit)}` : `build ${buildId}`;
  const became = {
    recovered: 'it recovered',
    accepted: 'it stayed, and became the baseline',
    open: 'it is still open',
  }[end];
  return `${formatTime(timeMs)}, ${where}: confirmed ${formatMove({ ratio: effect, series })} (${level ?? 'no alert'}); ${became}.`;
}

export const tuneCommand = defineView(
  {
    name: 'tune',
    operands: '[--rate N]',
    summary:
      'Replay the stored history with the current configuration and show which alerts would have fired.',
    flags: [
      { name: 'rate', value: 'N', description: 'Target number of alerts per 100 builds; 1 by default.' },
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const rate = readRate(args.flags['rate'] ?? '1');
    const { config, baselineBranch } = readLocalConfig();
    const { history, label } = await readHistory(args);
    const tuning = tuneRegressions(history, baselineBranch, config.regressions);
    const thresholds = tuneThresholds(history, config, rate);
    const scopes = ['build', 'task', 'metric'] as const;
    const limits = scopes.flatMap((scope) => suggestLimits(tuning, scope, rate));
    const json = { history: label, rate, ...tuning, ...countAlerts(tuning), limits, thresholds };
    return { text: showTuning(tuning, limits, thresholds, rate, label), json };
  },
);

function readRate(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  return refuse('--rate', `\`${text}\` is not a number of alerts.`, 'Write a number such as 1.');
}

/** Of what was told, what the levels make an alert of; null without builds to relate it to. */
function countAlerts({ told, builds }: Tuning): {
  alerts: number;
  recovered: number;
  alertsPer100: number | null;
} {
  const alerts = told.filter(({ level }) => level !== null);
  const recovered = alerts.filter(({ end }) => end === 'recovered').length;
  return {
    alerts: alerts.length,
    recovered,
    alertsPer100: builds === 0 ? null : (100 * alerts.length) / builds,
  };
}

function showTuning(
  tuning: Tuning,
  limits: readonly SuggestedLimit[],
  thresholds: ReturnType<typeof tuneThresholds>,
  rate: number,
  label: string,
): string {
  const { alerts, recovered, alertsPer100 } = countAlerts(tuning);
  const lines = [
    `${plural(tuning.builds, 'build')} of ${label} could be judged, ${plural(tuning.series, 'series', 'series')}.`,
    ...(tuning.builds === 0 ? [`A build is judged from ${minBaseline} comparable ones before it on.`] : []),
    '',
    `Regressions: ${plural(alerts, 'alert')}, ${alertsPer100?.toFixed(1) ?? '—'} in 100 builds; ${recovered} of them recovered by themselves.`,
    `Suspects in ${plural(tuning.suspects, 'build')}, another environment in ${tuning.environments}.`,
    ...tableOf(tuning.told.filter(({ level }) => level !== null)),
    ...limits.map(
      ({ scope, level, limit }) =>
        `For at most ${rate} in 100 builds at ${level}: \`${level}: +${Math.round(limit * 100)}%\` for each ${scope}.`,
    ),
    '',
    'Thresholds:',
    ...thresholds.map(({ id, fired, builds: of, suggestion }) => {
      const wanted =
        suggestion === null ? '' : `; \`${id}: { ${suggestion} }\` would fire in at most ${rate} of 100`;
      return `  ${id}: ${fired} of ${of} builds, ${of === 0 ? '—' : ((100 * fired) / of).toFixed(1)} in 100${wanted}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

const maxTold = 20;

function tableOf(alerts: readonly ReportedRegression[]): string[] {
  if (alerts.length === 0) return [];
  const rows = alerts
    .slice(-maxTold)
    .map(({ series, timeMs, commit, effect, level, end }) => [
      printText(plainPhrase(nameSeries(series)), 40),
      formatTime(timeMs),
      isCommit(commit) ? shortCommit(commit) : '',
      formatMove({ ratio: effect, series }),
      level ?? '',
      end,
    ]);
  const more = alerts.length > maxTold ? [`… and ${alerts.length - maxTold} before.`] : [];
  return [
    drawTable(['Metric', 'Reported', 'Commit', 'Change', 'Level', 'Outcome'], rows, widthOf(process.stdout)),
    ...more,
  ];
}
