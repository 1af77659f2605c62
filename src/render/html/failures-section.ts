/** Failed tasks in the HTML report, with their messages. */
import type { Report } from '../../model/report.ts';
import { describeFailureState, failedTasks } from '../../words/describe-failures.ts';
import { formatDuration, plural } from '../../words/numbers.ts';
import { escapeHtml } from '../escape.ts';
import { type Links, sourceUrl } from '../links.ts';
import { writePhrase } from './elements.ts';

const maxFailures = 200;
/** The messages of more are folded. */
const openMessages = 10;

/** '' when nothing failed. */
export function writeFailures(report: Report, links: Links): string {
  const failed = failedTasks(report);
  if (failed.length === 0) return '';
  const items = failed
    .slice(0, maxFailures)
    .map((each, index) => writeFailure(each, report, links, index < openMessages));
  const rest = failed.length - items.length;
  const more =
    rest > 0
      ? `<p class="soft">… and ${plural(rest, 'more failure')}; the JSON report has them all.</p>`
      : '';
  return `<ul class="failures">${items.join('\n')}</ul>${more}`;
}

function writeFailure(
  failed: ReturnType<typeof failedTasks>[number],
  report: Report,
  links: Links,
  isOpen: boolean,
): string {
  const { name, failure, errorType, durationMs, result } = failed.is;
  const state = `<span class="tag ${failed.state === 'new' ? 'bad' : 'soft'}">${writePhrase(describeFailureState(failed, report))}</span>`;
  const facts = [
    failure?.file ? writePlace(failure.file, failure.line, report, links) : '',
    result === 'failure' ? '' : result,
    escapeHtml(failed.owners.join(' '), 120),
    durationMs === null ? '' : formatDuration(durationMs),
  ].filter((fact) => fact !== '');
  const message = failure?.message ?? errorType;
  const text = message ? writeMessage(message) : '';
  const shown = text === '' || isOpen ? text : `<details><summary>Message</summary>${text}</details>`;
  return `<li><p><strong>${escapeHtml(name, 300)}</strong> ${state}</p><p class="soft">${facts.join(' · ')}</p>${shown}</li>`;
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
