/** Gradle's `--profile` report, a page of tables. Reference: https://docs.gradle.org/current/userguide/inspect.html#profiling_build_performance */

import { cleanName } from '../../ingest/clean-text.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { lookUp, parseTime } from '../../ingest/read-fields.ts';
import { reportSeveralBuilds } from '../../ingest/separate-builds.ts';
import { readTextLines } from '../../ingest/text-lines.ts';
import type { CacheState, Result } from '../../model/task.ts';

export const gradleProfile: Format = {
  id: 'gradle-profile',
  title: 'Gradle profile',
  versions: 'Gradle 4.4',
  family: 'builds',
  reference: 'https://docs.gradle.org/current/userguide/inspect.html#profiling_build_performance',
  howTo: '`gradle --profile build`, which writes `build/reports/profile/profile-*.html`',
  claims: ({ shape, root, text }) =>
    shape === 'xml' &&
    root === 'html' &&
    /<title>Profile report<\/title>/.test(text) &&
    /<p>Profiled build: /.test(text),
  read: async (input, draft) => {
    const reader: Reader = {
      draft,
      wanted: [],
      tab: '',
      cells: [],
      listed: new Set(),
      hasEnd: false,
      builds: 0,
    };
    for await (const { text } of readTextLines(input.chunks(), 10_000)) takeLine(reader, text.trim());
    finish(reader);
  },
};

interface Reader {
  readonly draft: Draft;
  /** The requested tasks of the build. */
  wanted: string[];
  /** Heading of the current table. */
  tab: string;
  /** Of the current row. */
  cells: string[];
  readonly listed: Set<string>;
  hasEnd: boolean;
  /** So far in the file. */
  builds: number;
}

function takeLine(reader: Reader, line: string): void {
  const [, profiled] = /^<p>Profiled build: (.*)<\/p>$/.exec(line) ?? [];
  const [, tab] = /^<h2>(.*)<\/h2>$/.exec(line) ?? [];
  const [, cell] = /^<td[^>]*>(.*)<\/td>$/.exec(line) ?? [];
  const [, day, time] = /^<p>Started on: (\d{4}\/\d\d\/\d\d) - (\d\d:\d\d:\d\d)<\/p>$/.exec(line) ?? [];
  if (profiled !== undefined) startBuild(reader, wantedTasks(decodeEntities(profiled)));
  else if (day !== undefined) placeBuild(reader.draft, `${day.replaceAll('/', '-')}T${time}`);
  else if (tab !== undefined) reader.tab = tab;
  else if (cell !== undefined) reader.cells.push(decodeEntities(cell));
  else if (line === '</tr>') {
    if (reader.tab === 'Task Execution') addTask(reader, reader.cells);
    reader.cells = [];
  } else if (line === '</html>') reader.hasEnd = true;
}

/** Pages may follow one another in a file. */
function startBuild(reader: Reader, wanted: string[]): void {
  if (reader.builds > 0) reader.draft.startOver();
  reader.listed.clear();
  Object.assign(reader, { wanted, tab: '', cells: [], hasEnd: false, builds: reader.builds + 1 });
}

/** By the clock of the machine, without its zone. */
function placeBuild({ facts }: Draft, time: string): void {
  facts.startTimeMs = parseTime(time);
  facts.zoneless = true;
}

/** `clean build -x test`; `(no tasks specified)`. */
function wantedTasks(text: string): string[] {
  const tasks = text.replaceAll(/\([^)]*\)|-x\s+\S+/g, ' ').split(/\s+/);
  return tasks.filter((word) => word !== '' && !word.startsWith('-'));
}

function decodeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Executed work has no outcome: the report does not show whether it failed. */
const outcomes: Readonly<Record<string, readonly [Result, CacheState]>> = {
  '': ['unknown', 'miss'],
  'UP-TO-DATE': ['success', 'hit'],
  'FROM-CACHE': ['success', 'hit'],
  'NO-SOURCE': ['skip', 'unknown'],
  SKIPPED: ['skip', 'unknown'],
  'Did No Work': ['skip', 'unknown'],
};

/** A row without an outcome is a project's sum. */
function addTask(
  { draft, listed }: Reader,
  [name = '', duration = '', word = '(total)']: readonly string[],
): void {
  if (word === '(total)' || name === '') return;
  draft.countRecord();
  listed.add(name.slice(name.lastIndexOf(':') + 1));
  const [result, cache] = lookUp(outcomes, word) ?? ['unknown', 'unknown'];
  const durationMs = readSpan(duration);
  draft.addTask({
    name: cleanName(name, draft.limits.nameLength),
    kind: 'task',
    result,
    cache,
    durationMs: result === 'skip' ? durationMs || null : durationMs,
  });
}

/** `1h2m3.00s`, `4.303s`. */
function readSpan(text: string): number | null {
  const [whole, days, hours, minutes, seconds] =
    /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:([\d.]+)s)?$/.exec(text) ?? [];
  if (!whole) return null;
  const parts = [days, hours, minutes, seconds].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return Math.round(((parts[0] * 24 + parts[1]) * 60 + parts[2]) * 60_000 + parts[3] * 1000);
}

/**
 * A failed build has no result in the report, and less work. A requested task that is not listed was never reached.
 * The build has no duration: nothing shows whether it was cut short.
 */
function finish({ draft, wanted, listed, hasEnd, builds }: Reader): void {
  reportSeveralBuilds(draft, builds, 'last');
  if (!hasEnd) draft.markTruncated();
  draft.facts.result = 'unknown';
  const names = wanted
    .filter((word) => !word.startsWith('-'))
    .map((word) => word.slice(word.lastIndexOf(':') + 1));
  const missing = names.filter((name) => !listed.has(name));
  if (missing.length === 0) return;
  draft.facts.complete = false;
  const what = `\`${missing[0]?.slice(0, 100)}\` was requested but never ran: the build failed before it, or its name is abbreviated.`;
  draft.report(
    'warning',
    'unfinished',
    what,
    'Check the output for the failure; write names of tasks in full.',
  );
}
