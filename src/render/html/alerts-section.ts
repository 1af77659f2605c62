/** The section of the alerts, most severe first. */
import type { Alert } from '../../model/alert.ts';
import type { ChangeGroup } from '../../model/change-group.ts';
import { formatCount } from '../../model/counts.ts';
import { bySeverity } from '../../model/level-order.ts';
import type { Report } from '../../model/report.ts';
import { seriesId } from '../../model/series.ts';
import { tellMove } from '../../words/change-alerts.ts';
import { nameGroup, tellGroupMove } from '../../words/describe-group.ts';
import { endSentence, joinPhrase, listActions, quoteTask } from '../../words/phrases.ts';
import { escapeHtml } from '../escape.ts';
import { proseHtml } from './elements.ts';
import { maxPageSteps } from './sections.ts';

/** The alerts one by one; what moved together is one, as severe as the worst of it. */
export function writeAlerts(report: Report): string {
  const steps = listActions(report).slice(0, maxPageSteps);
  const single = joinGroups(report);
  const alerts = single.slice(0, 100).map((alert) => {
    const facts = Object.entries(alert.context).map(
      ([label, value]) => `${escapeHtml(label, 80)}: ${proseHtml(value, 200)}`,
    );
    const isListed = alert.action === '' || steps.includes(alert.action);
    const action = isListed ? '' : `<p>${proseHtml(alert.action)}</p>`;
    const context = facts.length === 0 ? '' : `<p class="soft">${facts.join(' · ')}</p>`;
    return `<li class="${alert.level}"><p><strong>${alert.level}</strong> ${proseHtml(endSentence(alert.message))}</p>${action}${context}</li>`;
  });
  const rest = single.length - alerts.length;
  return [
    alerts.length > 0 ? `<ul class="alerts">${alerts.join('\n')}</ul>` : '',
    rest > 0
      ? `<p class="soft">… and ${formatCount(rest)} more alerts; the JSON report has them all.</p>`
      : '',
  ].join('');
}

function joinGroups(report: Report): Alert[] {
  const groups = new Map(
    report.groups.flatMap((group) =>
      group.changes.flatMap((at) => {
        const series = report.changes[at]?.series;
        return series === undefined ? [] : [[seriesId(series), group] as const];
      }),
    ),
  );
  const changes = new Map(report.changes.map((change) => [seriesId(change.series), change]));
  const shown = new Set<ChangeGroup>();
  return bySeverity(report.alerts).flatMap((alert) => {
    const id = alert.id.replace(/^(?:regression|drift):/, '');
    const group = groups.get(id);
    const change = changes.get(id);
    if (change !== undefined && group === undefined)
      return [{ ...alert, message: tellMove(change, quoteTask(change.series)) }];
    if (group === undefined) return [alert];
    if (shown.has(group)) return [];
    shown.add(group);
    const start = alert.source === 'suspect' ? 'Possible regression: ' : '';
    const message = `${start}${joinPhrase(nameGroup(group))} ${tellGroupMove(report, group)}`;
    return [{ ...alert, message, action: '', context: {} }];
  });
}
