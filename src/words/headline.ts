/** The verdict in one line of plain text. */

import type { BaselineStatus } from '../model/baseline.ts';
import { minBaseline } from '../model/baseline.ts';
import type { Change } from '../model/change.ts';
import type { Report } from '../model/report.ts';
import { formatMove, plural } from './numbers.ts';

/** Says what decided, worst first, and for a clean build what it was compared with. */
export function describeVerdict(report: Omit<Report, 'headline'>): string {
  const worst = report.alerts[0];
  if (report.verdict === 'fail' && worst) return `The gate is closed. ${worst.message}${andMore(report)}`;
  if (report.verdict === 'warn' && worst) return `${worst.message}${andMore(report)}`;
  if (report.baseline.status !== 'ready') return noBaseline[report.baseline.status](report);
  const compared = `compared with ${plural(report.baseline.builds, 'build')}`;
  const improved = report.changes.filter((change) => change.verdict === 'improvement');
  const known = report.changes.filter((change) => change.state === 'open');
  if (known[0])
    return `Nothing new: ${plural(known.length, 'known regression')} still open (${nameChange(known[0])}${more(known.length - 1)}), ${compared}`;
  const recovered = report.changes.find((change) => change.state === 'recovered');
  if (recovered) return `Recovered: ${nameChange(recovered)}, ${compared}`;
  if (improved[0]) return `Improved: ${nameChange(improved[0])}${more(improved.length - 1)}, ${compared}`;
  const expected = report.changes.filter((change) => change.state === 'acknowledged');
  if (expected[0])
    return `Nothing unexpected: ${nameChange(expected[0])}${more(expected.length - 1)}, acknowledged, ${compared}`;
  return `Nothing got worse, ${compared}`;
}

function andMore(report: Omit<Report, 'headline'>): string {
  const others = report.alerts.length - 1;
  return others > 0 ? `; ${plural(others, 'more alert')}` : '';
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : '';
}

function nameChange(change: Change): string {
  const subject = change.series.scope === 'build' ? 'the build' : change.series.task;
  const measure =
    change.series.measure === 'duration' || change.series.measure === 'value'
      ? ''
      : ` ${change.series.measure.replaceAll('_', ' ')}`;
  return `${subject}${measure} ${formatMove(change)}`;
}

type Words = (report: Omit<Report, 'headline'>) => string;

const noBaseline: Readonly<Record<Exclude<BaselineStatus, 'ready'>, Words>> = {
  learning: (r) =>
    `Still learning: ${plural(r.baseline.builds, 'comparable build')} so far, regressions are judged from ${minBaseline} on`,
  missing: () => 'No history of this series is stored: nothing to compare with yet',
  unreachable: () => 'Nothing was compared: the history could not be reached',
  'rate-limited': () => 'Nothing was compared: the history was asked for too often just now',
  denied: () => 'Nothing was compared: this run may not read the history',
  corrupt: () => 'Nothing was compared: the history could not be read',
  'wrong-scope': () => 'Nothing was compared: the history lies where this run may not read it',
};
