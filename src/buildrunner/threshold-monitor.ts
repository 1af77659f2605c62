/** Watches a build's numbers: thresholds, alerts with advice, handlers, and the history of alerts. */

import { readText } from '../ingest/read-fields.ts';
import { formatCount } from '../model/counts.ts';
import { checkLimit, readMoment } from '../recorder/event-filter.ts';
import { type AlertLevel, checkSeverity, severities } from '../recorder/event-type.ts';
import { warnOfProblem } from '../recorder/flush-buffer.ts';
import { createListeners } from '../recorder/listeners.ts';
import { appendLines, followLines, parseLogLine } from '../recorder/log-file.ts';
import { checkKeys } from '../settings/check-keys.ts';
import { checkRules } from '../thresholds/check-thresholds.ts';
import { type RaisedAlert, readAlert, toAlertRecord } from './alert-record.ts';
import { type EventSource, MetricsAnalyzer } from './metrics-analyzer.ts';
import type { MetricsSummary } from './summarize-work.ts';
import {
  defaultThresholds,
  readSummary,
  readThreshold,
  type Threshold,
  type ThresholdOptions,
  toRule,
} from './threshold.ts';

export type AlertHandler = (alert: RaisedAlert) => unknown;

export interface AlertStatistics {
  readonly totalAlerts: number;
  readonly byLevel: Readonly<Partial<Record<Lowercase<AlertLevel>, number>>>;
  readonly byThreshold: Readonly<Record<string, number>>;
}

/** All given conditions must hold. */
export interface AlertFilter {
  /** This level and those above it, in any case. */
  readonly minLevel?: AlertLevel | Lowercase<AlertLevel>;
  /** From this time on; a text is ISO 8601 (UTC without a zone). */
  readonly since?: Date | number | string;
  readonly limit?: number;
}

export interface ThresholdMonitorOptions {
  /** Stores the history of alerts in this NDJSON file; without it in memory. */
  readonly path?: string;
  /** Called for handlers that throw and write errors of the history; by default a process warning. */
  readonly onProblem?: (error: Error) => void;
  readonly now?: () => number;
}

export class ThresholdMonitor {
  readonly #analyzer: MetricsAnalyzer;
  readonly #thresholds = new Map<string, Threshold>();
  readonly #handlers = createListeners<RaisedAlert>((error) => this.#report(error));
  readonly #options: ThresholdMonitorOptions;
  /** Names of thresholds that were exceeded in the last check. */
  #active = new Map<string, RaisedAlert>();
  #history: RaisedAlert[] = [];

  /** @param source a collector or an analyzer */
  constructor(source: EventSource | MetricsAnalyzer, options: ThresholdMonitorOptions = {}) {
    const now = options.now === undefined ? {} : { now: options.now };
    this.#analyzer = source instanceof MetricsAnalyzer ? source : new MetricsAnalyzer(source, now);
    this.#options = options;
    for (const threshold of defaultThresholds()) this.#thresholds.set(threshold.name, threshold);
    if (options.path !== undefined) this.#load(options.path);
  }

  get thresholds(): readonly Threshold[] {
    return [...this.#thresholds.values()];
  }

  /**
   * Adds a threshold, or replaces the one with that name.
   * @throws TypeError if it is invalid.
   */
  addThreshold(options: ThresholdOptions): Threshold {
    const threshold = readThreshold(options);
    this.#thresholds.set(threshold.name, threshold);
    return threshold;
  }

  removeThreshold(name: string): boolean {
    return this.#thresholds.delete(name);
  }

  enableThreshold(name: string): boolean {
    return this.#switch(name, true);
  }

  disableThreshold(name: string): boolean {
    return this.#switch(name, false);
  }

  #switch(name: string, enabled: boolean): boolean {
    const threshold = this.#thresholds.get(name);
    if (threshold) this.#thresholds.set(name, { ...threshold, enabled });
    return threshold !== undefined;
  }

  /** Handlers are called once for each alert, when its threshold starts to be exceeded. */
  addAlertHandler(handler: AlertHandler): void {
    this.#handlers.add(handler);
  }

  removeAlertHandler(handler: AlertHandler): boolean {
    return this.#handlers.remove(handler);
  }

  /**
   * Every exceeded threshold, most severe first.
   * @param summary of the last day by default
   */
  checkThresholds(summary: MetricsSummary = this.#analyzer.calculateSummary('day')): RaisedAlert[] {
    const time = (this.#options.now ?? Date.now)();
    const context = describeContext(summary);
    const enabled = this.thresholds.filter((threshold) => threshold.enabled);
    const outcomes = checkRules(enabled.map(toRule), ({ metric }) => readSummary(summary, metric));
    const alerts = outcomes.flatMap(({ id: name, value, fired, superseded }): RaisedAlert[] => {
      const threshold = this.#thresholds.get(name);
      if (!fired || value === null || threshold === undefined) return [];
      const known = this.#active.get(name);
      return [
        {
          id: known?.id ?? crypto.randomUUID(),
          name,
          metricName: threshold.metricName,
          level: threshold.level,
          message: threshold.description,
          value,
          threshold: threshold.value,
          operator: threshold.operator,
          timestamp: known?.timestamp ?? new Date(time),
          action: threshold.action,
          context,
          superseded,
        },
      ];
    });
    alerts.sort((a, b) => severities.indexOf(b.level) - severities.indexOf(a.level));
    this.#update(alerts, time);
    return alerts;
  }

  #update(alerts: readonly RaisedAlert[], time: number): void {
    const raised = alerts.filter((alert) => !this.#active.has(alert.name));
    const names = new Set(alerts.map((alert) => alert.name));
    const resolved = [...this.#active.keys()].filter((name) => !names.has(name));
    this.#active = new Map(alerts.map((alert) => [alert.name, alert]));
    this.#history.push(...raised);
    this.#save([
      ...raised.map(toAlertRecord),
      ...resolved.map((name) => ({ resolved: name, timestamp: new Date(time).toISOString() })),
    ]);
    for (const alert of raised) this.#handlers.notify(alert);
  }

  #report(error: unknown): void {
    if (this.#options.onProblem === undefined) warnOfProblem(error);
    else this.#options.onProblem(error instanceof Error ? error : new Error(String(error)));
  }

  #save(records: readonly object[]): void {
    if (this.#options.path === undefined || records.length === 0) return;
    try {
      appendLines(this.#options.path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    } catch (error) {
      this.#report(error);
    }
  }

  #load(path: string): void {
    try {
      followLines(path, null, (line) => this.#restore(line));
    } catch (error) {
      this.#report(error);
    }
  }

  #restore(line: string): void {
    const record = parseLogLine(line);
    const resolved = record && readText(record, 'resolved');
    if (resolved) this.#active.delete(resolved);
    const alert = record && readAlert(record);
    if (!alert) return;
    this.#active.set(alert.name, alert);
    this.#history.push(alert);
  }

  /**
   * Alerts that were raised, newest first.
   * @throws TypeError for an invalid filter: it would silently give nothing, or everything.
   */
  getAlertHistory(filter: AlertFilter = {}): RaisedAlert[] {
    checkKeys(filter, ['minLevel', 'since', 'limit'], 'A filter of alerts');
    checkLimit(filter.limit, 'alerts');
    const lowest = severities.indexOf(checkSeverity(filter.minLevel ?? 'INFO'));
    const since = filter.since === undefined ? Number.NEGATIVE_INFINITY : readMoment(filter.since, 'since');
    return this.#history
      .filter((alert) => severities.indexOf(alert.level) >= lowest && alert.timestamp.getTime() >= since)
      .sort((a, b) => b.timestamp.getTime() - a.timestamp.getTime())
      .slice(0, filter.limit);
  }

  clearHistory(): void {
    this.#history = [];
  }

  /** The number of raised alerts, by level and by threshold. */
  getStatistics(filter: Pick<AlertFilter, 'since'> = {}): AlertStatistics {
    const byLevel: Partial<Record<Lowercase<AlertLevel>, number>> = {};
    const byThreshold: Record<string, number> = {};
    const alerts = this.getAlertHistory(filter);
    for (const alert of alerts) {
      const level = alert.level.toLowerCase() as Lowercase<AlertLevel>;
      byLevel[level] = (byLevel[level] ?? 0) + 1;
      byThreshold[alert.name] = (byThreshold[alert.name] ?? 0) + 1;
    }
    return { totalAlerts: alerts.length, byLevel, byThreshold };
  }
}

function describeContext(summary: MetricsSummary): Record<string, string> {
  const from = summary.startTime?.toISOString() ?? 'the first event';
  const context: Record<string, string> = {
    period: `${from} to ${summary.endTime.toISOString()}`,
    tasks: `${formatCount(summary.failedTasks)} of ${formatCount(summary.totalTasks)} failed`,
  };
  const error = summary.errorTypes[0];
  if (error) context['top error'] = `${error[0]} (${formatCount(error[1])}×)`;
  if (summary.mostUsedModel !== null) context['most used model'] = summary.mostUsedModel;
  if (summary.maxDurationMs !== null) context['slowest task'] = `${summary.maxDurationMs} ms`;
  return context;
}
