/** Failed tasks in the HTML report, with their messages. */

import { formatCount, plural } from '../../model/counts.ts';
import type { Report } from '../../model/report.ts';
import { describeFailureState } from '../../words/describe-failures.ts';
import {
  type DetailedFailure,
  type FailureGroup,
  failedTasks,
  groupFailures,
} from '../../words/group-failures.ts';
import { nounOf } from '../../words/noun-of.ts';
import { formatDuration } from '../../words/numbers.ts';
import { escapeHtml, escapeName } from '../escape.ts';
import { type Links, sourceUrl } from '../links.ts';
import { writePhrase } from './elements.ts';

const maxFailures = 200;
/** Further messages are folded. */
const openMessages = 10;

/** '' without failures. Failures with one message are one item. */
export function writeFailures(report: Report, links: Links): string {
  const groups = groupFailures(failedTasks(report));
  if (groups.length === 0) return '';
  const items = groups
    .slice(0, maxFailures)
    .map((group, index) => writeGroup(group, report, links, index < openMessages));
  const rest = groups.slice(maxFailures).reduce((sum, { others }) => sum + others.length + 1, 0);
  const more =
    rest > 0
      ? `<p class="soft">… and ${plural(rest, 'more failure')}; the JSON report has them all.</p>`
      : '';
  return `<ul class="failures">${items.join('\n')}</ul>${more}`;
}

function writeGroup({ first, others }: FailureGroup, report: Report, links: Links, isOpen: boolean): string {
  const message = first.is.failure?.message ?? first.is.errorType;
  const text = message ? writeMessage(message) : '';
  const shown = text === '' || isOpen ? text : `<details><summary>Message</summary>${text}</details>`;
  if (others.length === 0)
    return `<li><p><strong>${escapeName(first.is.name, 300)}</strong> ${writeState(first, report)}</p>${writeFacts(first, report, links)}${shown}</li>`;
  const all = [first, ...others];
  const count = plural(all.length, nounOf(all.map(({ is }) => is.kind)));
  const list = all
    .slice(0, maxFailures)
    .map((each) => `<li>${escapeName(each.is.name, 300)}${writeFacts(each, report, links)}</li>`);
  const rest = all.length - list.length;
  const more = rest > 0 ? `<li>… and ${formatCount(rest)} more; the JSON report has them all.</li>` : '';
  return `<li><p><strong>${count} with the same message</strong> ${writeState(first, report)}</p>${shown}<details><summary>The ${count}</summary><ul>${list.join('')}${more}</ul></details></li>`;
}

function writeState(failed: DetailedFailure, report: Report): string {
  const isBad = failed.state === 'new' && failed.quarantine === null;
  return `<span class="tag ${isBad ? 'bad' : 'soft'}">${writePhrase(describeFailureState(failed, report))}</span>`;
}

function writeFacts(
  { is: { failure, result, durationMs }, owners }: DetailedFailure,
  report: Report,
  links: Links,
): string {
  const facts = [
    failure?.file ? writePlace(failure.file, failure.line, report, links) : '',
    result === 'failure' ? '' : result,
    escapeHtml(owners.join(' '), 120),
    durationMs === null ? '' : formatDuration(durationMs).replaceAll(' ', '\u00a0'),
  ].filter((fact) => fact !== '');
  return `<p class="soft">${facts.join(' · ')}</p>`;
}

function writePlace(file: string, line: number | null, report: Report, links: Links): string {
  const label = `<code>${escapeHtml(line === null ? file : `${file}:${line}`, 300)}</code>`;
  const url = sourceUrl(links, report.build.context.commit, { file, line });
  return url === null ? label : `<a href="${url}">${label}</a>`;
}

function writeMessage(message: string): string {
  const lines = message
    .split('\n')
    .map((line) => ' '.repeat(/^ */.exec(line)?.[0].length ?? 0) + escapeHtml(line, 300));
  return `<pre>${lines.join('\n')}</pre>`;
}
