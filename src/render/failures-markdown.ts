/** Failed tasks as Markdown: the first with their messages, the others as a table. */

import { plural, unknownText } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { describeFailureState } from '../words/describe-failures.ts';
import {
  type DetailedFailure,
  type FailureGroup,
  failedTasks,
  groupFailures,
} from '../words/group-failures.ts';
import { nounOf } from '../words/noun-of.ts';
import { formatDuration, shortCommit } from '../words/numbers.ts';
import { codeCell } from './code-cell.ts';
import { cleanText, codeSpan } from './escape.ts';
import { commitUrl, type Links, sourceUrl } from './links.ts';
import { fold, writePhrase, writeTable } from './markdown.ts';

/** Number of shown failures, and maximum length of each message. */
export interface FailureLimits {
  readonly inSight: number;
  readonly lines: number;
  readonly folded: number;
}

/** '' without failures. Failures with one message are one item. */
export function writeFailures(report: Report, links: Links, limits: FailureLimits): string {
  const all = failedTasks(report);
  const shown = groupFailures(all).slice(0, limits.inSight);
  const items = shown.map((group) => writeGroup(group, report, links, limits.lines));
  const inSight = new Set(shown.map(({ first }) => first));
  const rest = all.filter((failed) => !inSight.has(failed));
  return [items.join('\n'), foldRest(rest, report, links, limits.folded)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function writeGroup(group: FailureGroup, report: Report, links: Links, lines: number): string {
  const { first } = group;
  const { failure, name, durationMs, result, errorType } = first.is;
  const count = group.others.length + 1;
  const kinds = [first, ...group.others].map(({ is }) => is.kind);
  const facts = [
    count === 1 ? '' : `such as ${codeSpan(name)}`,
    writePlace(first, report, links),
    result === 'failure' ? '' : result,
    first.owners
      .slice(0, 3)
      .map((owner) => codeSpan(owner, 60))
      .join(' '),
    durationMs === null || count > 1 ? '' : formatDuration(durationMs),
  ];
  const title = count === 1 ? codeSpan(name) : `**${plural(count, nounOf(kinds))} with the same message**`;
  const state = writeState(first, report, links);
  const head = `- ${first.quarantine === null ? '❌' : '⚪'} ${title}: ${[state, ...facts].filter((fact) => fact !== '').join(' · ')}`;
  const message = failure?.message ?? errorType;
  return message ? `${head}\n${writeMessage(message, lines)}` : head;
}

/** A fenced block inside a list item: its content is never markup. */
function writeMessage(message: string, maxLines: number): string {
  const all = message.split('\n');
  const shown = all.slice(0, maxLines).map((line) => line.replace(/\S.*$/su, (text) => cleanText(text, 160)));
  if (all.length > maxLines) shown.push('…');
  const longest = Math.max(2, ...(message.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...shown.map(breakCommand), fence].map((line) => `  ${line}`).join('\n');
}

/** The runner executes commands in its log, and a summary may be copied there. */
function breakCommand(line: string): string {
  return line
    .replaceAll('##[', '##\\[')
    .replace(/^(\s*)::/, '$1\\::')
    .replaceAll('<!--', '<\\!--');
}

/** The start of the failures, with a link to that commit. */
function writeState(failed: DetailedFailure, report: Report, links: Links): string {
  const commit = failed.since?.commit ?? null;
  const url = commitUrl(links, commit);
  const short = shortCommit(commit ?? '');
  const phrase = writePhrase(describeFailureState(failed, report));
  const text = url === null ? phrase : phrase.replace(` since ${short}`, ` since [${short}](${url})`);
  return failed.state === 'new' && failed.quarantine === null ? `**${text}**` : text;
}

/** The file and line, linked at the head commit. */
function writePlace({ is: { failure } }: DetailedFailure, report: Report, links: Links): string {
  if (!failure?.file) return '';
  const label = codeCell(`${failure.file}${failure.line === null ? '' : `:${failure.line}`}`);
  const url = sourceUrl(links, report.build.context.commit, failure);
  return url === null ? label : `[${label}](${url})`;
}

function foldRest(rest: readonly DetailedFailure[], report: Report, links: Links, max: number): string {
  const table = writeTable(
    [
      { title: 'Failed', cell: (f: DetailedFailure) => codeCell(f.is.name) },
      { title: 'State', cell: (f: DetailedFailure) => writeState(f, report, links) },
      {
        title: 'Message',
        cell: (f: DetailedFailure) =>
          codeCell(f.is.failure?.message?.split('\n')[0] ?? f.is.errorType ?? unknownText),
      },
      { title: 'Where', cell: (f: DetailedFailure) => writePlace(f, report, links) },
      { title: 'Duration', right: true, cell: (f: DetailedFailure) => formatDuration(f.is.durationMs) },
    ],
    rest,
    max,
    'failure',
  );
  return fold(`${plural(rest.length, `more failed ${nounOf(rest.map(({ is }) => is.kind))}`)}`, table);
}
