/**
 * Removes the prefixes that CI services, containers and terminals add to each line of a log: times, names, colours.
 * References: https://docs.github.com/actions/how-tos/monitor-workflows/use-workflow-run-logs,
 * https://docs.gitlab.com/ci/jobs/job_logs/, https://plugins.jenkins.io/timestamper/
 */
import type { Limits } from '../settings/limits.ts';
import { stripTerminalCodes } from './clean-text.ts';
import type { Input, Sample } from './format.ts';
import { readSample } from './read-sample.ts';
import { mapLines } from './text-lines.ts';

const end = '(?:[ \\t]|$)';
const clock = '\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?';
const moment = `\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]${clock}(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?`;

/** Prefixes with which no log's own lines begin; each includes one following space. */
const plainMarks: readonly RegExp[] = [
  // `gh run view --log`: job and step.
  /^[^\t\n]{1,300}\t[^\t\n]{1,300}\t(?=\uFEFF?\d{4}-\d\d-\d\dT)/,
  // GitLab adds the stream after the time, as Kubernetes does.
  new RegExp(
    `^\\uFEFF?(?:${moment}|\\[${moment}\\])(?: \\d\\d[OE](?:\\+|${end})| std(?:out|err) [FP]${end}|${end})`,
  ),
  // TeamCity writes `[10:15:30]W:`.
  new RegExp(`^(?:${clock}|\\[${clock}\\](?: ?\\w?:)?)${end}`),
  new RegExp(`^[A-Z][a-z]{2} [ \\d]\\d ${clock} (?:[\\w.-]+ [\\w./-]+(?:\\[\\d+\\])?: ?)?`),
  // Docker: a step of a build, a container of a composition.
  new RegExp(`^#\\d+ \\d+\\.\\d+${end}`),
  /^[\w./@:-]{1,80} *\| ?/,
];

/** Prefixes with which the lines of some logs begin: packages of a workspace, steps, quotes. */
const looseMarks: readonly RegExp[] = [
  new RegExp(`^\\[[^\\]\\n]{1,80}\\]${end}`),
  new RegExp(`^\\S{1,80}?(?: \\S{1,40}?){0,3}?:${end}`),
  new RegExp(`^[>│|]${end}`),
];

/** A container's line may be in the log of a job. */
const mostMarks = 4;
const lookedLines = 1000;
/** The share of the lines that begin with a prefix. */
const nearlyAll = 0.9;
const most = 0.5;
const mostNames = 8;

/**
 * The log without its prefixes; unchanged if no format reads the result.
 * @param isRead whether a format reads a log that begins like this
 */
export function withoutMarks(input: Input, limits: Limits, isRead: (sample: Sample) => boolean): Input {
  const marks = input.sample.shape === 'text' ? findMarks(input.sample, limits, isRead) : null;
  if (marks === null) return input;
  const strip = stripBy(marks.patterns);
  return {
    ...input,
    sample: marks.sample,
    chunks: () => mapLines(input.chunks(), strip),
    mark: showMark(stripTerminalCodes(input.sample.text), strip),
  };
}

interface Marks {
  readonly patterns: readonly RegExp[];
  readonly sample: Sample;
}

function findMarks(marked: Sample, limits: Limits, isRead: (sample: Sample) => boolean): Marks | null {
  let best: Marks | null = null;
  let isKnown = isRead(marked);
  const patterns: RegExp[] = [];
  let text = stripTerminalCodes(marked.text);
  const look = (isSure: boolean): void => {
    const sample = readSample(Buffer.from(text), limits);
    const isReadNow = isRead(sample);
    if (isReadNow || (isSure && !isKnown)) best = { patterns: [...patterns], sample };
    isKnown ||= isReadNow;
  };
  if (text !== marked.text) look(true);
  while (patterns.length < mostMarks) {
    const sure = findMark(text, plainMarks, isKnown ? nearlyAll : most);
    const pattern = sure ?? (isKnown ? null : findMark(text, looseMarks, most));
    if (pattern === null) break;
    patterns.push(pattern);
    text = mapText(text, stripBy([pattern]));
    look(sure !== null);
  }
  return best;
}

/** The prefix of that share of the lines, and the common indentation after it. */
function findMark(text: string, marks: readonly RegExp[], share: number): RegExp | null {
  const lines = text.split('\n', lookedLines).filter((line) => line.trim() !== '');
  for (const mark of marks) {
    const found = lines.flatMap((line) => mark.exec(line)?.[0] ?? []);
    const names = new Set(found.map((name) => name.replaceAll(/\d+/g, '0')));
    if (found.length === 0 || found.length < lines.length * share || names.size > mostNames) continue;
    const indent = commonIndent(
      lines.filter((line) => mark.test(line)).map((line) => line.replace(mark, '')),
    );
    return new RegExp(`${mark.source} {0,${indent}}`);
  }
  return null;
}

function commonIndent(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/[^ ]/));
  return indents.length === 0 ? 0 : Math.min(...indents);
}

function stripBy(patterns: readonly RegExp[]): (line: string) => string {
  return (line) => patterns.reduce((rest, mark) => rest.replace(mark, ''), stripTerminalCodes(line));
}

function mapText(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}

function showMark(text: string, strip: (line: string) => string): string {
  for (const line of text.split('\n', lookedLines)) {
    const rest = strip(line);
    if (rest !== line) return line.slice(0, line.length - rest.length);
  }
  return '';
}
