/** Distinguishes work with equal names by other properties in the log, and retries from different work. */
import { hasFailed } from '../metrics/final-tasks.ts';
import type { Task } from '../model/task.ts';
import { taskKey } from '../model/task-key.ts';

/** A list of work in a log, such as a suite of tests. */
export interface List {
  /** Number of entries that it states; null without one. */
  readonly stated: number | null;
  /**
   * The meaning of a repeated name in the list. `never`: names are unique in the tool, so it is a retry of a failure;
   * `reruns`: the same, but the earlier attempt need not have failed; `maybe`: names may be equal.
   */
  readonly repeats: 'never' | 'reruns' | 'maybe';
  /** The tool of the work, such as a browser; the name of a module; the list's own id. */
  readonly project?: string | null;
  readonly module?: string | null;
  readonly id?: string | null;
}

/** The place of a piece of work in the log. */
export interface LogPlace {
  readonly list: List;
  /** Attempts that the log itself groups as one piece of work share it. */
  readonly entry: number;
  /** The names around it, outermost first. */
  readonly suites: readonly string[];
  readonly file: string | null;
  readonly line: number | null;
}

/** One entry of a list: its last attempt and the earlier ones. */
interface Entry {
  readonly place: LogPlace;
  /** Its name in the log, before masking. */
  readonly raw: string;
  readonly tries: Task[];
}

interface Apart {
  readonly tasks: readonly Task[];
  /** Number of names that only their order distinguishes. */
  readonly numbered: number;
}

interface Unmasked {
  /** The same tasks with the names in their log. */
  readonly rawNames: readonly Task[];
  readonly maskPlace: (place: LogPlace) => LogPlace;
}

/**
 * @param tasks with stable names
 * @param places of tasks by their id; work without a place keeps its name
 */
export function distinguishByPlace(
  tasks: readonly Task[],
  places: ReadonlyMap<string, LogPlace>,
  unmasked: Unmasked,
): Apart {
  const groups = places.size === 0 ? [] : groupEntries(tasks, places, unmasked);
  if (groups.length === 0) return { tasks, numbered: 0 };
  const renamed = new Map<string, Task>();
  let numbered = 0;
  const lists = { isCounted: countLists(places), repeated: listsOfRepeats(groups) };
  const taken = new Set(tasks.map(taskKey));
  const freeName = (kind: string, name: string, suffix: string, index: number): string => {
    if (index === 0 && suffix === '') return name;
    for (let number = index + 1; ; number++) {
      const free = `${name}${suffix}${number === 1 ? '' : ` #${number}`}`;
      if (taken.has(taskKey({ kind, name: free }))) continue;
      taken.add(taskKey({ kind, name: free }));
      return free;
    }
  };
  for (const entries of groups) {
    for (const { suffix, members } of splitByPlace(entries)) {
      const works = joinTries(members, lists);
      if (works.length > 1) numbered += 1;
      works.forEach((work, index) => {
        const tries = numberTries(work);
        const [first] = tries;
        if (first === undefined) return;
        const name = freeName(first.kind, first.name, suffix, index);
        for (const task of tries) renamed.set(task.id, { ...task, name });
      });
    }
  }
  if (renamed.size === 0) return { tasks, numbered };
  return { tasks: tasks.map((task) => renamed.get(task.id) ?? task), numbered };
}

/** Entries that share their name with another entry. */
function groupEntries(
  tasks: readonly Task[],
  places: ReadonlyMap<string, LogPlace>,
  { rawNames, maskPlace }: Unmasked,
): readonly (readonly Entry[])[] {
  return groupByName(tasks, places).flatMap((group) => {
    const entries = new Map<number, Entry>();
    for (const at of group) {
      const task = tasks[at] as Task;
      const place = places.get(task.id) as LogPlace;
      const entry = entries.get(place.entry);
      const raw = [...place.suites, rawNames[at]?.name].join('\0');
      if (entry) entry.tries.push(task);
      else entries.set(place.entry, { place: maskPlace(place), raw, tries: [task] });
    }
    return entries.size > 1 ? [[...entries.values()]] : [];
  });
}

/** Indexes of tasks of one kind that share their name: few do. */
function groupByName(
  tasks: readonly Task[],
  places: ReadonlyMap<string, LogPlace>,
): readonly (readonly number[])[] {
  const firsts = new Map<string, Map<string, number>>();
  const groups = new Map<number, number[]>();
  for (const [at, { id, kind, name }] of tasks.entries()) {
    if (!places.has(id)) continue;
    const names = firsts.get(kind) ?? new Map<string, number>();
    firsts.set(kind, names);
    const first = names.get(name) ?? at;
    if (first === at) names.set(name, at);
    else if (groups.get(first)?.push(at) === undefined) groups.set(first, [first, at]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** The properties that distinguish entries with one name, the most significant first; null: absent. */
export const placeLabels: readonly ((place: LogPlace) => string | null)[] = [
  ({ list }) => bracket(list.project),
  ({ file }) => (file === null ? null : ` (${file})`),
  ({ list }) => (list.module ? ` (${list.module})` : null),
  // Numbers are only the order of the lists.
  ({ list }) => (list.id && /\D/.test(list.id) ? ` (${list.id})` : null),
];

function bracket(project: string | null | undefined): string | null {
  return project ? ` [${project}]` : null;
}

/** The first property that differs distinguishes them; entries that are still equal may differ in the next. */
function splitByPlace(
  entries: readonly Entry[],
): readonly { readonly suffix: string; readonly members: readonly Entry[] }[] {
  let classes: { readonly suffix: string; readonly members: readonly Entry[] }[] = [
    { suffix: '', members: entries },
  ];
  for (const label of placeLabels) {
    classes = classes.flatMap(({ suffix, members }) => {
      const parts = Map.groupBy(members, ({ place }) => label(place) ?? '');
      if (parts.size < 2) return [{ suffix, members }];
      return [...parts].map(([text, part]) => ({ suffix: suffix + text, members: part }));
    });
  }
  return classes;
}

/** Whether a list states as many entries as it has names: additional entries are retries. */
function countLists(places: ReadonlyMap<string, LogPlace>): (list: List, names: number) => boolean {
  const entries = new Map<List, Set<number>>();
  for (const { list, entry } of places.values()) {
    const known = entries.get(list) ?? new Set();
    entries.set(list, known.add(entry));
  }
  return (list, extra) => {
    const listed = entries.get(list)?.size ?? 0;
    return list.stated !== null && list.stated > 0 && extra > 0 && list.stated <= listed - extra;
  };
}

/** What lists tell about repeated names in them. */
interface Lists {
  /** Whether a list states as many entries as it has names. */
  readonly isCounted: (list: List, extra: number) => boolean;
  /** Lists in which successful work was repeated, as by `go test -count 2`: the others are repeats, too. */
  readonly repeated: ReadonlySet<List>;
}

/** A subtest of Go is also repeated where another one in its test failed. */
function listsOfRepeats(groups: readonly (readonly Entry[])[]): ReadonlySet<List> {
  const lists = new Set<List>();
  for (const { named, list } of groups.flatMap(splitByList)) {
    const { raw, place } = named[0] as Entry;
    const isSubtest = raw.slice(raw.lastIndexOf('\0')).includes('/');
    const isSame = named.every((entry) => entry.place.line === place.line);
    const hasSucceeded = named.slice(0, -1).some(({ tries }) => tries.at(-1)?.result === 'success');
    if (!isSubtest && isSame && hasSucceeded) lists.add(list);
  }
  return lists;
}

/** Entries with one name in one list. */
function splitByList(
  members: readonly Entry[],
): readonly { readonly list: List; readonly named: readonly Entry[] }[] {
  return [...Map.groupBy(members, ({ place }) => place.list)].flatMap(([list, same]) =>
    [...Map.groupBy(same, ({ raw }) => raw).values()].map((named) => ({ list, named })),
  );
}

/** Merges entries of one list and one name that are attempts of the same work; others stay separate. */
function joinTries(members: readonly Entry[], lists: Lists): readonly (readonly Entry[])[] {
  return splitByList(members).flatMap(({ named }) =>
    isTriedAgain(named, lists) ? [named] : named.map((entry) => [entry]),
  );
}

function isTriedAgain(named: readonly Entry[], { isCounted, repeated }: Lists): boolean {
  const [first] = named;
  if (first === undefined || named.length < 2) return false;
  const lines = new Set(named.map(({ place }) => place.line));
  if (lines.size > 1) return false;
  const { list } = first.place;
  const isMore = isCounted(list, named.length - 1);
  if (list.repeats === 'reruns' && (isMore || list.stated === null)) return true;
  // Successful work is not retried.
  const haveFailed = named.slice(0, -1).every(({ tries }) => tries.every(hasFailed));
  return haveFailed && (isMore || (list.repeats !== 'maybe' && !repeated.has(list)));
}

/** One attempt after the other. A retried attempt had failed, whether the log says so or not. */
function numberTries(work: readonly Entry[]): readonly Task[] {
  if (work.length === 1) return work[0]?.tries ?? [];
  const tries = work.flatMap((entry) => entry.tries);
  return tries.map((task, index) => ({
    ...task,
    attempt: Math.min(255, index + 1),
    result: index < tries.length - 1 && task.result === 'success' ? 'failure' : task.result,
  }));
}
