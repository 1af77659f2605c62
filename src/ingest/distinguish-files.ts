/** Distinguishes equal names in several files: jobs of a matrix, artifacts of several jobs, copies of one file. */
import { plural } from '../model/counts.ts';
import type { Metric } from '../model/metric.ts';
import type { Problem } from '../model/problem.ts';
import type { Task } from '../model/task.ts';
import { taskKey } from '../model/task-key.ts';
import { placeLabels } from './distinguish-by-place.ts';
import type { FilePart } from './draft.ts';
import { stableName } from './stable-name.ts';

/** One file, its format, and its name for messages. */
export interface ReadPart {
  readonly format: string;
  readonly where: string;
  readonly part: FilePart;
}

const testKinds: ReadonlySet<string> = new Set(['test', 'package', 'suite']);

/** An item with the identity of one piece of work or one measurement in all builds. */
type Named = Task | Metric;

/** Files of other formats are other views of the same work, and keep their names. */
export function distinguishFiles(reads: readonly ReadPart[]): readonly ReadPart[] {
  if (reads.length < 2) return reads;
  const renamed = new Map<Named, string>();
  const copies = new Map<ReadPart, ReadPart>();
  const numbered = new Set<string>();
  for (const parts of Map.groupBy(reads, ({ format }) => format).values()) {
    const files = parts.filter((part) => !noteCopy(part, parts, copies));
    const names = labelFiles(files.map(({ where }) => where));
    const labels = new Map(files.map((file, place): [ReadPart, string] => [file, names[place] ?? '']));
    for (const [name, holders] of sharedNames(files)) {
      const suffixes = labelHolders(holders, labels);
      if (suffixes === null) numbered.add(name);
      holders.forEach(({ items }, index) => {
        const suffix = suffixes?.[index] ?? (index === 0 ? '' : ` #${index + 1}`);
        for (const item of items) renamed.set(item, item.name + suffix);
      });
    }
  }
  if (renamed.size + copies.size === 0) return reads;
  const rename = <N extends Named>(item: N): N =>
    renamed.has(item) ? { ...item, name: renamed.get(item) } : item;
  return reads.flatMap((read, place): ReadPart[] => {
    const original = copies.get(read);
    const problems = [
      ...read.part.problems,
      ...(original ? [explainCopy(read, original)] : []),
      ...(place === 0 && numbered.size > 0 ? [explainNumbers(numbered)] : []),
    ];
    const { tasks, metrics } = read.part;
    const kept = original ? { tasks: [], summedUp: 0, metrics: [], events: [], spans: [], periods: [] } : {};
    const part = { ...read.part, tasks: tasks.map(rename), metrics: metrics.map(rename), problems, ...kept };
    return [{ ...read, part }];
  });
}

interface Holder {
  readonly file: ReadPart;
  readonly items: readonly Named[];
}

/** Names that occur in several files, with their items. */
function sharedNames(files: readonly ReadPart[]): ReadonlyMap<string, readonly Holder[]> {
  const shared = new Map<string, Holder[]>();
  const keys = sharedKeys(files);
  for (const file of keys.size === 0 ? [] : files) {
    const items = identified(file.part).filter((item) => keys.has(keyOf(item)));
    for (const [name, own] of Map.groupBy(items, keyOf)) {
      const holders = shared.get(name) ?? [];
      shared.set(name, holders);
      holders.push({ file, items: own });
    }
  }
  return shared;
}

/** Most names are in one file only. */
function sharedKeys(files: readonly ReadPart[]): ReadonlySet<string> {
  const keys = new Set<string>();
  const holders = new Map<string, Map<string, ReadPart>>();
  for (const file of files) {
    for (const item of identified(file.part)) {
      const kind = kindOf(item);
      const names = holders.get(kind) ?? new Map<string, ReadPart>();
      holders.set(kind, names);
      const holder = names.get(item.name);
      if (holder === undefined) names.set(item.name, file);
      else if (holder !== file) keys.add(keyOf(item));
    }
  }
  return keys;
}

/** Tests, and measurements in files with nothing else: other work may have one name many times. */
function identified({ tasks, metrics, events, spans }: FilePart): readonly Named[] {
  const isMeasured = tasks.length + events.length + spans.length === 0;
  return isMeasured ? metrics : tasks.filter(({ kind }) => testKinds.has(kind));
}

function kindOf(item: Named): string {
  return 'kind' in item ? item.kind : '';
}

function keyOf(item: Named): string {
  return taskKey({ kind: kindOf(item), name: item.name });
}

/** A suffix for each file with the name; null if nothing distinguishes them. */
function labelHolders(
  holders: readonly Holder[],
  labels: ReadonlyMap<ReadPart, string>,
): readonly string[] | null {
  const ofPlace = placeLabels.map((label) =>
    holders.map(({ file, items: [item] }) => {
      const place = item && 'id' in item ? file.part.places.get(item.id) : undefined;
      return (place && label(place)) ?? '';
    }),
  );
  const ofFile = holders.map(({ file }) => {
    const label = labels.get(file);
    return label ? ` [${label}]` : '';
  });
  return [...ofPlace, ofFile].find((suffixes) => new Set(suffixes).size === suffixes.length) ?? null;
}

/** The parts of their paths that differ, without parts that change from run to run. */
export function labelFiles(paths: readonly string[]): readonly string[] {
  const plain = paths.map((path) => stableName(path.replaceAll('\\', '/')));
  const [first = ''] = plain;
  const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}*]/u.test(char);
  const shortest = plain.reduce((least, path) => Math.min(least, path.length), first.length);
  let start = 0;
  while (start < shortest && plain.every((path) => path[start] === first[start])) start += 1;
  while (start > 0 && isWord(first[start - 1])) start -= 1;
  let end = 0;
  while (end < shortest - start && plain.every((path) => path.at(-1 - end) === first.at(-1 - end))) end += 1;
  while (end > 0 && isWord(first.at(-end))) end -= 1;
  return plain.map((path) =>
    path
      .slice(start, path.length - end)
      .replaceAll(/^[^\p{L}\p{N}*]+|[^\p{L}\p{N}*]+$/gu, '')
      .slice(0, 60),
  );
}

/** A glob that matches one report in two places reads it twice. */
function noteCopy(file: ReadPart, files: readonly ReadPart[], copies: Map<ReadPart, ReadPart>): boolean {
  const original = files
    .slice(0, files.indexOf(file))
    .find((other) => !copies.has(other) && mayBeCopy(other.part, file.part) && isCopy(other.part, file.part));
  if (original) copies.set(file, original);
  return original !== undefined;
}

/** Most files differ early. */
function mayBeCopy(a: FilePart, b: FilePart): boolean {
  const [one] = a.tasks;
  const [other] = b.tasks;
  return (
    a.tasks.length === b.tasks.length && one?.name === other?.name && one?.durationMs === other?.durationMs
  );
}

function isCopy(a: FilePart, b: FilePart): boolean {
  const text = fingerprint(a);
  return text !== null && text === fingerprint(b);
}

const fingerprints = new WeakMap<FilePart, string | null>();

/** Null if two runs of the same work could look the same: without any timestamp. */
function fingerprint(part: FilePart): string | null {
  const known = fingerprints.get(part);
  if (known !== undefined) return known;
  const { tasks, periods, facts } = part;
  const stamps = [facts.startTimeMs, ...periods.map((period) => period.startTimeMs)];
  const isStamped = tasks.length > 0 && (stamps.some((stamp) => stamp !== null) || tasks.some(hasStart));
  const rows = tasks.map((task) => [task.id, task.name, task.startTimeMs, task.durationMs, task.result]);
  const text = isStamped && tasks.some(isTest) ? JSON.stringify([stamps, facts.durationMs, rows]) : null;
  fingerprints.set(part, text);
  return text;
}

function hasStart({ startTimeMs }: Task): boolean {
  return startTimeMs !== null;
}

function isTest({ kind, durationMs }: Task): boolean {
  return testKinds.has(kind) && durationMs !== null;
}

function explainCopy({ where }: ReadPart, original: ReadPart): Problem {
  const what = `It has the same results as \`${original.where}\`: they are counted once.`;
  const fix = 'Name each report once: two patterns match it.';
  return { level: 'warning', code: 'same-file', where, what, fix };
}

function explainNumbers(names: ReadonlySet<string>): Problem {
  const [name = ''] = names;
  const what = `${plural(names.size, 'name is', 'names are')} in several files without a distinguishing mark, such as \`${name.replace(/^.*\0/, '').slice(0, 200)}\`: they are numbered.`;
  const fix = 'Give the files of each job names of their own, such as `junit-linux.xml`.';
  return { level: 'warning', code: 'equal-names', where: 'events', what, fix };
}
