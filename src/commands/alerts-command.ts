/** `build-telemetry alerts`: thresholds that are exceeded now, and past alerts. */

import { plural } from '../model/counts.ts';
import type { Level } from '../model/level.ts';
import { isAtLeast, levels } from '../model/level-order.ts';
import { dayMs } from '../model/time-units.ts';
import type { AlertLevel } from '../recorder/event-type.ts';
import { showAlerts } from '../render/terminal/print-events.ts';
import { showStoredAlerts } from '../render/terminal/print-stored.ts';
import { judgeStored } from '../tune/judge-stored.ts';
import { addSource, chooseSource, isStored } from './ask-source.ts';
import { chooseBranch, historyFlags } from './find-history.ts';
import { readLocalConfig } from './local-config.ts';
import { logFlag, openLog, openMonitor } from './open-recorded.ts';
import { widthOf } from './terminal.ts';
import { countFlag, defineView, jsonFlag, readChoiceFlag, readCount } from './view.ts';

/** Number of builds that `alerts` reads from the history. */
const judgedBuilds = 10;

export const alertsCommand = defineView(
  {
    name: 'alerts',
    operands: '[--count N] [--level LEVEL]',
    mostOperands: 1,
    summary: 'Show thresholds that are exceeded now, and past alerts.',
    flags: [
      countFlag(20),
      {
        name: 'level',
        value: 'LEVEL',
        values: levels,
        description: 'Only this level and above: info, warning, error, critical.',
      },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const level = readChoiceFlag(args, 'level', levels, 'info');
    const isShown = (each: Level): boolean => isAtLeast(each, level);
    const limit = readCount(args, 'count', 20);
    const log = openLog(args);
    const source = await chooseSource(args, log, log.collector.events.length > 0);
    if (isStored(source)) {
      const { config, gateOn, ...read } = readLocalConfig();
      const baselineBranch = chooseBranch(args, source.history, read.baselineBranch);
      const judged = judgeStored(source.history, config, { baselineBranch, gateOn }, judgedBuilds);
      return addSource(
        showStoredAlerts(judged, isShown, limit, widthOf(process.stdout)),
        source,
        `Checked again: the newest ${plural(judged.length, 'build')}; stored builds have no security events.`,
      );
    }
    const monitor = openMonitor(log);
    const active = monitor.checkThresholds().filter((alert) => isShown(alert.level.toLowerCase() as Level));
    const past = monitor.getAlertHistory({ minLevel: level.toUpperCase() as AlertLevel, limit });
    return showAlerts(
      active,
      past,
      monitor.getStatistics({ since: Date.now() - dayMs }),
      widthOf(process.stdout),
    );
  },
);
