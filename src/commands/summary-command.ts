/** `build-telemetry summary`: tasks, cost and errors of a period, and the builds of the history. */

import { type SessionRegression, TelemetryAnalyzer } from '../builder/analyze-sessions.ts';
import { sessionsOfHistory } from '../builder/build-session.ts';
import { MetricsAnalyzer, type Period, periodMs, periods } from '../buildrunner/metrics-analyzer.ts';
import { type MetricsSummary, summarizeBuilds } from '../buildrunner/summarize-work.ts';
import { dayMs } from '../model/time-units.ts';
import { showSummary } from '../render/terminal/print-events.ts';
import { showBuildSummary } from '../render/terminal/print-sessions.ts';
import { judgeStored } from '../tune/judge-stored.ts';
import { addSource } from './ask-source.ts';
import type { Arguments } from './command.ts';
import { chooseBranch, historyFlags } from './find-history.ts';
import { readLocalConfig } from './local-config.ts';
import { logFlag, openLog, readOptionalHistory, restoreSince, type Stored } from './open-recorded.ts';
import { defineView, jsonFlag, readChoiceFlag } from './view.ts';

export const summaryCommand = defineView(
  {
    name: 'summary',
    operands: '[--period hour|day|week|month|all]',
    mostOperands: 0,
    summary: 'Summarise the recorded tasks, cost and errors, and the builds of the history.',
    flags: [
      {
        name: 'period',
        short: 'p',
        value: 'PERIOD',
        values: periods,
        description: 'Period up to now; day by default, a month is 30 days.',
      },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const period = readChoiceFlag<Period>(args, 'period', periods, 'day');
    const { collector } = openLog(args);
    const isRecorded = collector.events.length > 0;
    const stored = await readOptionalHistory(args, isRecorded);
    const events =
      typeof stored === 'string' || (isRecorded && args.flags['history'] === undefined)
        ? showSummary(new MetricsAnalyzer(collector).calculateSummary(period))
        : addSource(showSummary(summarizeStored(stored, period)), stored, lacksEvents);
    const sessions = typeof stored === 'string' ? [] : sessionsOfHistory(stored.history);
    if (typeof stored === 'string' || sessions.length === 0)
      return { text: events.text, json: { events: events.json, builds: null } };
    const report = new TelemetryAnalyzer(sessions).analyze();
    const builds = showBuildSummary({
      ...report,
      regressions: judgeRegressions(args, report.regressions, stored),
    });
    return { text: `${events.text}\n${builds.text}`, json: { events: events.json, builds: builds.json } };
  },
);

/**
 * The newest builds are judged by the rule of `check`, with branch, runner and configuration; older ones by time
 * alone.
 */
function judgeRegressions(
  args: Arguments,
  replayed: readonly SessionRegression[],
  { history }: Stored,
): SessionRegression[] {
  const { config, gateOn, ...read } = readLocalConfig();
  const baselineBranch = chooseBranch(args, history, read.baselineBranch);
  const judged = judgeStored(history, config, { baselineBranch, gateOn }, judgedBuilds).reverse();
  const ids = new Set(judged.map(({ id }) => id));
  const newest = judged.flatMap(({ id, startTimeMs, durationMs, alerts }) => {
    const alert = alerts.find((each) => each.id.startsWith(buildTimeAlert));
    if (alert === undefined || alert.limit === null || durationMs === null) return [];
    return [
      {
        sessionId: id,
        startTimeMs,
        slowdown: durationMs / alert.limit,
        expectedMs: alert.limit,
        actualMs: durationMs,
        confirmed: alert.source === 'regression',
      },
    ];
  });
  return [...replayed.filter(({ sessionId }) => !ids.has(sessionId)), ...newest];
}

const judgedBuilds = 10;
/** In a build with only jobs the id includes their kind. */
const buildTimeAlert = 'regression:build:duration:';

function summarizeStored(stored: Stored, period: Period): MetricsSummary {
  const endMs = Date.now();
  const startMs = endMs - periodMs[period];
  // The cost of a day is shown for every period.
  return summarizeBuilds(restoreSince(stored, Math.min(startMs, endMs - dayMs)), { period, startMs, endMs });
}

const lacksEvents = 'Stored builds have no error and security events; a task counts at the end of its build.';
