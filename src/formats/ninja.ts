/** Ninja's log of what it built. Reference: https://ninja-build.org/manual.html#ref_log, https://github.com/ninja-build/ninja/blob/master/src/build_log.cc */
import type { Draft } from '../ingest/draft.ts';
import type { Format, Input } from '../ingest/format.ts';
import { readTextLines } from '../ingest/text-lines.ts';

export const ninja: Format = {
  id: 'ninja',
  title: 'Ninja log',
  versions: 'Ninja 1.11, logs of version 5 and 7',
  family: 'builds',
  reference: 'https://ninja-build.org/manual.html#ref_log',
  howTo: 'nothing: `ninja` writes `.ninja_log` into its build folder',
  signs: ['# ninja log v5'],
  claims: ({ shape, text }) =>
    shape === 'text' && /^# ninja log v[567](\r?\n\d+\t\d+\t-?\d+\t|\s*$)/.test(text),
  refuses: ({ text }) => {
    const version = /^# ninja log v(\d+)/.exec(text)?.[1];
    if (version === undefined || /^[567]$/.test(version)) return null;
    const fix =
      Number(version) < 5
        ? 'Build with Ninja 1.5 or newer.'
        : 'Update Build Telemetry, or build with an older Ninja.';
    const what = `It is a Ninja log of version ${version}; versions 5 to 7 are read.`;
    return { code: 'unknown-version', what, fix };
  },
  read: readNinjaLog,
};

/** Longest pause within a build: some command always runs, and each starts as soon as another ends. */
const longestGapMs = 1000;
/** Latest start of a build's first command; reading its files takes longer only in the largest projects. */
const latestStartMs = 1000;
/** This number of lines is not in order by chance. */
const safeLines = 8;

interface Edge {
  readonly startMs: number;
  readonly endMs: number;
  readonly hash: string;
  readonly outputs: string[];
}

/** The lines of one build: Ninja writes them as commands end, so their ends never decrease. */
interface Segment {
  readonly outputs: Set<string>;
  /** Periods of work, joined if they meet; in order. */
  readonly busy: { from: number; to: number }[];
  /** Whether its first line is certainly that of a build. */
  readonly isClear: boolean;
  lines: number;
  endMs: number;
}

interface Reader {
  readonly draft: Draft;
  readonly root: string | null;
  segment: Segment;
  /** How certain it is that the lines before the segment belong to one build; null without any. */
  followsBuild: 'no' | 'maybe' | 'surely' | null;
  edge: Edge | null;
}

async function readNinjaLog(input: Input, draft: Draft): Promise<void> {
  const root = findRoot(input.sample.text);
  const reader: Reader = { draft, root, segment: startSegment(true), followsBuild: null, edge: null };
  for await (const { text, offset, isCut, isOpen } of readTextLines(
    input.chunks(),
    draft.limits.recordBytes,
  )) {
    if (text === '' || text.startsWith('# ')) continue;
    if (isOpen) {
      draft.markTruncated();
      break;
    }
    draft.countRecord();
    const line = isCut ? null : parseLine(text);
    // It stays in the file of later builds.
    if (line === null) draft.skipRecord(offset, 'it is not a line of a Ninja log.', '', true);
    else addLine(line, reader);
  }
  finish(reader);
}

function startSegment(isClear: boolean): Segment {
  return { outputs: new Set(), busy: [], isClear, lines: 0, endMs: 0 };
}

type Line = Omit<Edge, 'outputs'> & { readonly output: string };

function parseLine(text: string): Line | null {
  const match = /^(\d{1,10})\t(\d{1,10})\t-?\d+\t([^\t]+)\t([0-9a-f]+)$/i.exec(text);
  if (!match) return null;
  const [, start, end, output = '', hash = ''] = match;
  return { startMs: Number(start), endMs: Number(end), output, hash };
}

function addLine(line: Line, reader: Reader): void {
  const { edge } = reader;
  const isSame = edge?.startMs === line.startMs && edge.endMs === line.endMs && edge.hash === line.hash;
  // A build makes an output once, and ends never decrease: here a newer build begins, or began some lines before.
  const goesBack = line.endMs < reader.segment.endMs;
  if (goesBack || reader.segment.outputs.has(line.output)) {
    reader.followsBuild = judgeBefore(reader.segment);
    reader.segment = startSegment(goesBack || line.startMs <= latestStartMs / 4);
    reader.edge = null;
    reader.draft.startOver();
  } else if (!isSame) closeEdge(reader);
  const { segment } = reader;
  // Beyond the limit tasks are summed up, and the build is incomplete.
  if (segment.outputs.size < reader.draft.limits.tasks) segment.outputs.add(line.output);
  segment.lines += 1;
  segment.endMs = line.endMs;
  addBusy(segment, line.startMs, line.endMs);
  if (isSame && reader.edge !== null) {
    if (reader.edge.outputs.length < 1000) reader.edge.outputs.push(line.output);
  } else reader.edge = { ...line, outputs: [line.output] };
}

function addBusy({ busy }: Segment, startMs: number, endMs: number): void {
  let from = startMs;
  for (let last = busy.at(-1); last !== undefined && last.to >= startMs - longestGapMs; last = busy.at(-1)) {
    from = Math.min(from, last.from);
    busy.pop();
  }
  busy.push({ from, to: endMs });
}

/** Recompaction writes a log in the order of a hash table: the remaining lines of a build have gaps. */
function isUnbroken({ busy, isClear }: Segment): boolean {
  return busy.length === 1 && isClear;
}

function startsEarly({ busy }: Segment): boolean {
  return (busy[0]?.from ?? 0) <= latestStartMs;
}

function judgeBefore(segment: Segment): NonNullable<Reader['followsBuild']> {
  if (!isUnbroken(segment) || !startsEarly(segment)) return 'no';
  return segment.lines >= safeLines ? 'surely' : 'maybe';
}

/** A log of one build is in order; a newer build's lines must be distinguished from those of a rewritten log. */
function isOneBuild({ segment, followsBuild }: Reader): boolean {
  // Lines after sorted lines were not rewritten, however long the largest projects take to begin.
  if (followsBuild === null || followsBuild === 'surely') return isUnbroken(segment);
  const isSafe = followsBuild === 'maybe' || segment.lines >= safeLines;
  return isUnbroken(segment) && startsEarly(segment) && isSafe;
}

/** Only commands that succeed are written. */
function closeEdge({ draft, edge, root }: Reader): void {
  if (edge === null) return;
  draft.addTask({
    name: nameOutput(edge.outputs, root),
    kind: 'edge',
    durationMs: edge.endMs - edge.startMs,
    result: 'success',
  });
}

function finish(reader: Reader): void {
  const { draft, segment } = reader;
  const { facts } = draft;
  const isWhole = facts.complete;
  closeEdge(reader);
  if (isOneBuild(reader)) facts.durationMs = segment.endMs;
  else {
    draft.startOver();
    facts.complete = false;
    const what = 'Its last lines are not from one build: Ninja has rewritten the log without order.';
    if (segment.lines > 0)
      draft.report(
        'warning',
        'unordered-log',
        what,
        'Build in a fresh folder, or remove `.ninja_log` before the build.',
      );
  }
  if (!isWhole) facts.complete = false;
  // Failed commands are not written, and an interrupted build just ends.
  facts.result = 'unknown';
}

const absolute = /^(?:[a-z]:)?[\\/]/i;

/**
 * CMake writes outputs of custom commands twice, relative to the build folder and from the root: together they show
 * the folder.
 */
function findRoot(text: string): string | null {
  const pattern = /^(\d+\t\d+)\t-?\d+\t([^\t\n]+)\t([0-9a-f]+)\r?\n\1\t-?\d+\t([^\t\n]+)\t\3\r?$/gim;
  for (const [, , first = '', , second = ''] of text.matchAll(pattern)) {
    if (absolute.test(second) && !absolute.test(first) && second.endsWith(`/${first}`))
      return second.slice(0, -first.length);
  }
  return null;
}

/**
 * The first output that is not absolute; otherwise the part inside the build folder, or the last parts of the path.
 */
function nameOutput(outputs: readonly string[], root: string | null): string {
  const [first = ''] = outputs;
  const name = outputs.find((output) => !absolute.test(output)) ?? first;
  if (!absolute.test(name)) return name;
  if (root !== null && name.startsWith(root)) return name.slice(root.length);
  return name.split(/[\\/]/).slice(-3).join('/');
}
