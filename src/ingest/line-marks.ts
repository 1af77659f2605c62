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

const containers: readonly RegExp[] = [/^[\w./@:-]{1,80} *\| ?/];

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
  ...containers,
];

/** Prefixes with which the lines of some logs begin: packages of a workspace, steps, quotes. */
const looseMarks: readonly RegExp[] = [
  new RegExp(`^\\[[^\\]\\n]{1,80}\\]${end}`),
  new RegExp(`^\\S{1,80}?(?: \\S{1,40}?){0,3}?:${end}`),
  new RegExp(`^[>│|]${end}`),
];

/** Prefixes that name a program: several of them may write at the same time. */
const programMarks: ReadonlySet<RegExp> = new Set([...containers, ...looseMarks]);
/** Words in place of a program's name. */
const noProgram = /^[[>│|]?(?:info|warn(?:ing)?|error|debug|trace|std(?:out|err)|out|err)?[\]:]?$/i;

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
  const strip = stripBy(marks.marks);
  const named = marks.marks.find(({ programs }) => programs.length > 1);
  return {
    ...input,
    sample: marks.sample,
    chunks: () =>
      named === undefined
        ? mapLines(input.chunks(), strip)
        : readInTurn(input.chunks, named.programs, (line) => splitLine(line, marks.marks, named)),
    mark: showMark(stripTerminalCodes(input.sample.text), strip),
  };
}

interface Mark {
  readonly pattern: RegExp;
  /** The names in it, in their order in the log; empty if it names no programs. */
  readonly programs: readonly string[];
}

interface Marks {
  readonly marks: readonly Mark[];
  readonly sample: Sample;
}

/** The lines of each program together: reports that are written at the same time would be mixed. */
async function* readInTurn(
  chunks: () => AsyncIterable<Uint8Array>,
  programs: readonly string[],
  split: (line: string) => { readonly program: string; readonly rest: string },
): AsyncGenerator<Uint8Array> {
  const take = (isWanted: (program: string) => boolean): AsyncGenerator<Uint8Array> =>
    mapLines(chunks(), (line) => {
      const { program, rest } = split(line);
      return isWanted(program) ? rest : null;
    });
  for (const program of programs) yield* take((name) => name === program);
  yield* take((name) => !programs.includes(name));
}

function splitLine(
  line: string,
  marks: readonly Mark[],
  named: Mark,
): { readonly program: string; readonly rest: string } {
  let program = '';
  let rest = stripTerminalCodes(line);
  for (const mark of marks) {
    const found = mark.pattern.exec(rest)?.[0] ?? '';
    if (mark === named) program = nameProgram(found);
    rest = rest.slice(found.length);
  }
  return { program, rest };
}

function nameProgram(prefix: string): string {
  const name = prefix.trim();
  return noProgram.test(name) ? '' : withoutDigits(name);
}

function withoutDigits(text: string): string {
  return text.replaceAll(/\d+/g, '0');
}

function findMarks(marked: Sample, limits: Limits, isRead: (sample: Sample) => boolean): Marks | null {
  let best: Marks | null = null;
  let isKnown = isRead(marked);
  const found: Mark[] = [];
  let text = stripTerminalCodes(marked.text);
  const look = (isSure: boolean): void => {
    const sample = readSample(Buffer.from(text), limits);
    const isReadNow = isRead(sample);
    if (isReadNow || (isSure && !isKnown)) best = { marks: [...found], sample };
    isKnown ||= isReadNow;
  };
  if (text !== marked.text) look(true);
  while (found.length < mostMarks) {
    const sure = findMark(text, plainMarks, isKnown ? nearlyAll : most);
    const mark = sure ?? (isKnown ? null : findMark(text, looseMarks, most));
    if (mark === null) break;
    found.push(mark);
    text = mapText(text, stripBy([mark]));
    look(sure !== null);
  }
  return best;
}

/** The prefix of that share of the lines, and the common indentation after it. */
function findMark(text: string, marks: readonly RegExp[], share: number): Mark | null {
  const lines = text.split('\n', lookedLines).filter((line) => line.trim() !== '');
  for (const mark of marks) {
    const found = lines.flatMap((line) => mark.exec(line)?.[0] ?? []);
    const names = new Set(found.map(withoutDigits));
    if (found.length === 0 || found.length < lines.length * share || names.size > mostNames) continue;
    const indent = commonIndent(
      lines.filter((line) => mark.test(line)).map((line) => line.replace(mark, '')),
    );
    const programs = programMarks.has(mark) ? [...new Set(found.map(nameProgram))] : [];
    return { pattern: new RegExp(`${mark.source} {0,${indent}}`), programs };
  }
  return null;
}

function commonIndent(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/[^ ]/));
  return indents.length === 0 ? 0 : Math.min(...indents);
}

function stripBy(marks: readonly Mark[]): (line: string) => string {
  return (line) => marks.reduce((rest, { pattern }) => rest.replace(pattern, ''), stripTerminalCodes(line));
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
