/** `build-telemetry tune`: which alerts the configuration would have raised over the stored history. */
import { minBaseline } from '../model/baseline.ts';
import { formatCount, plural } from '../model/counts.ts';
import { drawTable, shownText } from '../render/terminal/print-format.ts';
import { groupReported, type ReportedGroup } from '../tune/group-reported.ts';
import { type SuggestedLimit, suggestLimits, type Tuning, tuneRegressions } from '../tune/tune.ts';
import { tuneThresholds } from '../tune/tune-thresholds.ts';
import { nounOf } from '../words/noun-of.ts';
import { formatMove, formatTime, isCommit, shortCommit } from '../words/numbers.ts';
import { nameSeries, plainPhrase } from '../words/phrases.ts';
import { chooseBranch, historyFlags } from './find-history.ts';
import { readLocalConfig } from './local-config.ts';
import { readHistory } from './open-recorded.ts';
import { widthOf } from './terminal.ts';
import { defineView, jsonFlag, refuse } from './view.ts';

export const tuneCommand = defineView(
  {
    name: 'tune',
    operands: '[--rate N]',
    mostOperands: 0,
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
    const tuning = tuneRegressions(history, chooseBranch(args, history, baselineBranch), config.regressions);
    const thresholds = tuneThresholds(history, config, rate);
    const scopes = ['build', 'group', 'task', 'metric'] as const;
    const limits = scopes.flatMap((scope) => suggestLimits(tuning, scope, rate));
    const alerts = groupReported(
      tuning.reported.filter(({ level }) => level !== null),
      Array.from(history.series, ({ name }) => name),
    );
    const counts = countAlerts(alerts, tuning.builds);
    const json = { history: label, rate, ...tuning, ...counts, limits, thresholds };
    return { text: showTuning(tuning, alerts, limits, thresholds, rate, label), json };
  },
);

function readRate(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  return refuse('--rate', `\`${text}\` is not a number of alerts.`, 'Write a number such as 1.');
}

/** Changes that moved together are one alert; null without builds to group them by. */
function countAlerts(
  alerts: readonly ReportedGroup[],
  builds: number,
): {
  alerts: number;
  recovered: number;
  alertsPer100: number | null;
} {
  const recovered = alerts.filter(({ end }) => end === 'recovered').length;
  const alertsPer100 = builds === 0 ? null : (100 * alerts.length) / builds;
  return { alerts: alerts.length, recovered, alertsPer100 };
}

const scopeNames = {
  build: 'the build',
  group: 'groups of tasks',
  task: 'tasks',
  metric: 'measurements',
} as const;

function showTuning(
  tuning: Tuning,
  reported: readonly ReportedGroup[],
  limits: readonly SuggestedLimit[],
  thresholds: ReturnType<typeof tuneThresholds>,
  rate: number,
  label: string,
): string {
  const { alerts, recovered, alertsPer100 } = countAlerts(reported, tuning.builds);
  const lines = [
    `${formatCount(tuning.builds)} of ${label} could be checked: ${plural(tuning.series, 'series', 'series')}.`,
    ...(tuning.builds === 0
      ? [`A build is checked when there are ${plural(minBaseline, 'comparable build')} before it.`]
      : []),
    '',
    `Regressions: ${plural(alerts, 'alert')}, ${formatCount(alertsPer100 && Number(alertsPer100.toFixed(1)))} in 100 builds; ${formatCount(recovered)} of them recovered.`,
    `Possible regressions in ${plural(tuning.suspects, 'build')}, runner changes in ${formatCount(tuning.environments)}.`,
    ...tableOf(reported),
    ...limits.map(
      ({ scope, level, limit }) =>
        `For at most ${rate} in 100 builds with an alert of ${level} or higher, set \`${level}: +${Math.round(limit * 100)}%\` for ${scopeNames[scope]}.`,
    ),
    '',
    'Thresholds:',
    ...thresholds.map(({ id, fired, builds: of, suggestion }) => {
      const wanted =
        suggestion === null ? '' : `; \`${id}: { ${suggestion} }\` would fire in at most ${rate} of 100`;
      return `  ${id}: ${formatCount(fired)} of ${plural(of, 'build')}, ${of === 0 ? '—' : formatCount(Number(((100 * fired) / of).toFixed(1)))} in 100${wanted}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

const maxTold = 20;

function tableOf(alerts: readonly ReportedGroup[]): string[] {
  if (alerts.length === 0) return [];
  const rows = alerts.slice(-maxTold).map(({ name, regressions: [first, ...others], level, end }) => {
    const { series, timeMs, commit, effect } = first;
    const subject =
      name === null
        ? plainPhrase(nameSeries(series))
        : `${name}: ${plural(others.length + 1, nounOf([series.kind ?? '']))}`;
    return [
      shownText(subject, 200),
      formatTime(timeMs),
      isCommit(commit) ? shortCommit(commit) : '',
      `${name === null ? '' : 'up to '}${formatMove({ ratio: effect, series })}`,
      level ?? '',
      end,
    ];
  });
  const more = alerts.length > maxTold ? [`… and ${formatCount(alerts.length - maxTold)} before.`] : [];
  return [
    drawTable(['Metric', 'Reported', 'Commit', 'Change', 'Level', 'Outcome'], rows, widthOf(process.stdout)),
    ...more,
  ];
}
