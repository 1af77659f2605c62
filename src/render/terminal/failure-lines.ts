/** Failed tasks in a terminal: name, state and place in one line, the first lines of the message below. */

import { plural } from '../../model/counts.ts';
import type { Report } from '../../model/report.ts';
import { describeFailureState } from '../../words/describe-failures.ts';
import { type FailureGroup, failedTasks, groupFailures } from '../../words/group-failures.ts';
import { nounOf } from '../../words/noun-of.ts';
import { formatDuration } from '../../words/numbers.ts';
import { plainPhrase } from '../../words/phrases.ts';
import { escapeTerminal } from '../escape.ts';
import { wrapText } from './fit-text.ts';
import type { Paint } from './highlight.ts';

const maxFailures = 10;
const maxLines = 5;

/** Lines no wider than `width`; none without failures. Failures with one message are one item. */
export function writeFailures(report: Report, width: number, paint: Paint): string[] {
  const groups = groupFailures(failedTasks(report));
  const lines = groups.slice(0, maxFailures).flatMap((group) => writeGroup(group, report, width, paint));
  const rest = groups.slice(maxFailures).flatMap(({ first, others }) => [first, ...others]);
  const more = `… and ${plural(rest.length, `more failed ${nounOf(rest.map(({ is }) => is.kind))}`)}`;
  return rest.length > 0 ? [...lines, more] : lines;
}

function writeGroup({ first, others }: FailureGroup, report: Report, width: number, paint: Paint): string[] {
  const { name, failure, errorType, durationMs } = first.is;
  const place = failure?.file ? `${failure.file}${failure.line === null ? '' : `:${failure.line}`}` : '';
  const state = plainPhrase(describeFailureState(first, report));
  const count = plural(others.length + 1, nounOf([first, ...others].map(({ is }) => is.kind)));
  const isOne = others.length === 0;
  const title = isOne
    ? escapeTerminal(name, 300)
    : `${count} with the same message, such as ${escapeTerminal(name, 300)}`;
  const facts = [state, place, durationMs === null || !isOne ? '' : formatDuration(durationMs)];
  const message = (failure?.message ?? errorType ?? '').split('\n').slice(0, maxLines);
  return [
    ...wrapText(`✗ ${title}`, width, 2).map((line) => paint(first.quarantine === null ? 'red' : 'dim', line)),
    ...wrapText(`  ${escapeTerminal(facts.filter((fact) => fact !== '').join(' · '))}`, width, 2),
    ...message
      .filter((line) => line.trim() !== '')
      .flatMap((line) => wrapText(`    ${indentOf(line)}${escapeTerminal(line, 200)}`, width, 6))
      .map((line) => paint('dim', line)),
  ];
}

/** The indentation is added afterwards, because `escapeTerminal` trims. */
function indentOf(line: string): string {
  return ' '.repeat(Math.min(8, /^ */.exec(line)?.[0].length ?? 0));
}
