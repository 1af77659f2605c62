/**
 * Maven's output: its reactor summary and the result of the build. Reference:
 * https://maven.apache.org/guides/mini/guide-multiple-modules.html
 */
import { countNames, type Distinguish } from '../ingest/count-names.ts';
import type { FailureDraft } from '../ingest/describe-failure.ts';
import type { Draft } from '../ingest/draft.ts';
import type { Format } from '../ingest/format.ts';
import { lookUp, parseTime } from '../ingest/read-fields.ts';
import { readTextLines } from '../ingest/text-lines.ts';
import type { Result } from '../model/task.ts';

export const mavenLog: Format = {
  id: 'maven-log',
  title: 'Maven log',
  versions: 'Maven 3.8',
  family: 'builds',
  reference: 'https://maven.apache.org/guides/mini/guide-multiple-modules.html',
  howTo: '`mvn --batch-mode verify | tee maven.txt`',
  signs: ['[INFO] BUILD SUCCESS', '[INFO] Total time:  1.0 s'],
  claims: ({ shape, text }) =>
    shape === 'text' &&
    (/^\[INFO\] (?:Scanning for projects\.\.\.|Reactor Summary)/m.test(text) ||
      (/^\[INFO\] BUILD (?:SUCCESS|FAILURE)\r?$/m.test(text) && /^\[INFO\] Total time: +\d/m.test(text))),
  read: async (input, draft) => {
    const reader: Reader = {
      draft,
      distinguish: countNames(draft),
      modules: [],
      inSummary: false,
      single: null,
      failure: null,
      ended: false,
      begun: 0,
    };
    for await (const { text } of readTextLines(input.chunks(), 4000)) takeLine(reader, text);
    const { ended } = reader;
    flush(reader);
    if (ended) return;
    draft.facts.complete = false;
    draft.report(
      'warning',
      'unfinished',
      'The result of the build is missing.',
      'Read the log after Maven has ended.',
    );
  },
};

interface Module {
  readonly name: string;
  readonly result: Result;
  readonly durationMs: number | null;
}

interface Reader {
  readonly draft: Draft;
  readonly distinguish: Distinguish;
  /** Of the current summary. */
  modules: Module[];
  inSummary: boolean;
  /** The project of a build without a summary. */
  single: string | null;
  failure: FailureDraft | null;
  /** The result of the newest build was found. */
  ended: boolean;
  begun: number;
}

const results: Readonly<Record<string, Result>> = { SUCCESS: 'success', FAILURE: 'failure', SKIPPED: 'skip' };
/** A long name leaves no room for dots. */
const moduleLine =
  /^(.{1,300}?)(?: \.+)? (SUCCESS|FAILURE|SKIPPED)(?: \[ *((?:\d+ d )?[\d:.,]+ ?\w+)\])?\s*$/;

function takeLine(reader: Reader, line: string): void {
  const [, level, text = ''] = /^\[(INFO|ERROR)\] (.*)$/.exec(line) ?? [];
  if (level === 'ERROR') takeError(reader, text);
  if (level !== 'INFO') return;
  if (text.startsWith('Reactor Summary')) reader.inSummary = true;
  const module = reader.inSummary || / \.{2,} /.test(text) ? moduleLine.exec(text) : null;
  const [, status] = /^BUILD (SUCCESS|FAILURE)/.exec(text) ?? [];
  const [, building] = /^Building (\S.*?)(?: +\[\d+\/\d+\])?$/.exec(text) ?? [];
  const [, total] = /^Total time: +((?:\d+ d )?[\d:.,]+ ?[a-z]+)/.exec(text) ?? [];
  const [, finished] = /^Finished at: (\S+)/.exec(text) ?? [];
  if (text.startsWith('Scanning for projects')) {
    flush(reader);
    reader.begun += 1;
  } else if (status !== undefined) {
    reader.inSummary = false;
    reader.draft.facts.result =
      reader.draft.facts.result === 'failure' ? 'failure' : (lookUp(results, status) ?? 'unknown');
  } else if (module !== null) addModule(reader, module);
  else if (building !== undefined && !building.startsWith('jar:')) reader.single ??= withoutVersion(building);
  else if (total !== undefined) endBuild(reader, readSpan(total));
  else if (finished !== undefined) placeBuild(reader, parseTime(finished));
}

/** The first line contains the failure; the next one a place. */
function takeError(reader: Reader, text: string): void {
  const [, plugin, goal, project, why] =
    /^Failed to execute goal [^:\s]+:([\w.-]+):[^:\s]+:(\S+).{0,200}? on project (\S+): (.*)$/.exec(text) ??
    [];
  const [, file, line] = /^(\/?\S.*\.\w+):\[(\d+),\d+\]/.exec(text) ?? [];
  if (plugin !== undefined)
    reader.failure = { ...reader.failure, message: `${plugin}:${goal} of ${project}: ${why}` };
  else if (file !== undefined && !reader.failure?.file)
    reader.failure = { ...reader.failure, file, line: Number(line) };
}

function addModule({ modules }: Reader, [, name = '', word = '', time]: RegExpExecArray): void {
  modules.push({
    name: withoutVersion(name),
    result: lookUp(results, word) ?? 'unknown',
    durationMs: time === undefined ? null : readSpan(time),
  });
}

function withoutVersion(name: string): string {
  return name.replace(/ \d+(?:\.\d+)+[\w.-]*$| \S+-SNAPSHOT$/, '').trim();
}

/** `11.944 s`, `01:23 min`, `01:02 h`, `1 d 02:03 h`, before Maven 3.2 `11.944s`, `1:02.345s` and `1:02:03.456s`. */
function readSpan(text: string): number | null {
  if (/^[\d:.]+s$/.test(text))
    return Math.round(text.split(':').reduce((sum, part) => sum * 60 + Number.parseFloat(part), 0) * 1000);
  const [, days = '0', number = '', unit = ''] =
    /^(?:(\d+) d )?([\d:.]+) (\w+)$/.exec(text.replace(',', '.')) ?? [];
  const [first = 0, second = 0] = number.split(':').map(Number);
  const factor = { ms: 1, s: 1e3, min: 6e4, h: 3.6e6 }[unit];
  const value =
    factor === undefined ? Number.NaN : first * factor + (number.includes(':') ? second * (factor / 60) : 0);
  return Number.isFinite(value) ? Math.round(value + Number(days) * 86.4e6) : null;
}

/** A single project has no summary: it is the build. */
function endBuild(reader: Reader, totalMs: number | null): void {
  const { draft, modules, single } = reader;
  const result = draft.facts.result ?? 'unknown';
  if (modules.length === 0) modules.push({ name: single ?? 'maven', result, durationMs: totalMs });
  const before = draft.facts.durationMs;
  // Several builds in one log ran one after the other.
  draft.facts.durationMs = totalMs === null ? null : (before ?? 0) + totalMs;
  reader.ended = true;
}

/** The reason of a failure comes after the summary. */
function flush(reader: Reader): void {
  const { draft, modules, failure } = reader;
  for (const { name, result, durationMs } of modules)
    draft.addTask({ name: reader.distinguish(name), kind: 'module', result, durationMs, failure });
  Object.assign(reader, { ended: false, modules: [], single: null, failure: null });
}

function placeBuild({ draft: { facts }, begun }: Reader, endMs: number | null): void {
  if (endMs === null || facts.durationMs === null) return;
  if (begun <= 1) facts.startTimeMs = endMs - facts.durationMs;
}
