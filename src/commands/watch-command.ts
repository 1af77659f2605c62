/** `build-telemetry watch`: the last hour, live. */

import { MetricsAnalyzer } from '../buildrunner/metrics-analyzer.ts';
import { ThresholdMonitor } from '../buildrunner/threshold-monitor.ts';
import { hourMs } from '../model/time-units.ts';
import { runWatch } from '../recorder/watch.ts';
import { showDashboard } from '../render/terminal/print-events.ts';
import { logFlag, openLog, readHealth } from './open-recorded.ts';
import { printText } from './terminal.ts';
import { defineView, jsonFlag, readAmount, writeRoundedJson } from './view.ts';

export const watchCommand = defineView(
  {
    name: 'watch',
    operands: '[--interval SECONDS]',
    mostOperands: 0,
    summary: 'Show the last hour live: tasks, success, cost, alerts, the machine, newest events.',
    flags: [
      { name: 'interval', value: 'SECONDS', description: 'Refresh interval; 5 by default.' },
      { name: 'once', description: 'Print once and exit.' },
      logFlag,
      jsonFlag,
    ],
  },
  async (read) => {
    const intervalMs = Math.min(86_400, Math.max(0.2, readAmount(read, 'interval', 5))) * 1000;
    // It reads incrementally, so that a long log is read once.
    const log = openLog(read, read.flags['once'] === undefined);
    const analyzer = new MetricsAnalyzer(log.collector);
    const draw = (): string => {
      const alerts = new ThresholdMonitor(analyzer).checkThresholds();
      const health = readHealth(log, Date.now() - hourMs);
      const recent = log.collector.getRecent(10);
      const made = showDashboard(analyzer.calculateSummary('hour'), alerts, recent, health);
      return read.flags['json'] ? `${writeRoundedJson(made.json)}\n` : made.text;
    };
    const print = read.flags['json'] ? (text: string) => void process.stdout.write(text) : printText;
    if (read.flags['once']) {
      print(draw());
      return { text: '', json: undefined };
    }
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    process.once('SIGTERM', () => stop.abort());
    await runWatch(draw, {
      intervalMs,
      write: print,
      clear: process.stdout.isTTY === true && !read.flags['json'],
      signal: stop.signal,
    });
    return { text: '', json: undefined };
  },
);
