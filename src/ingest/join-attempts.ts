/** Joins the reports of one test's attempts, where a tool writes each into a file of its own. */
import type { Task } from '../model/task.ts';
import { taskKey } from '../model/task-key.ts';
import type { ReadPart } from './distinguish-files.ts';

/**
 * Bazel writes the last attempt into `test.xml`, and each attempt that failed before it into a folder beside it.
 * Reference: https://bazel.build/reference/test-encyclopedia
 */
const attemptPath = /^(.*)test_attempts[\\/]attempt_(\d+)\.xml$/;

interface EarlierAttempt {
  readonly read: ReadPart;
  readonly number: number;
}

/** An earlier attempt without the file of the last one stays a file of its own. */
export function joinAttempts(reads: readonly ReadPart[]): readonly ReadPart[] {
  const byPath = new Map(reads.map((read) => [read.where, read]));
  const earlier = new Map<ReadPart, EarlierAttempt[]>();
  for (const read of reads) {
    const [, folder, number] = attemptPath.exec(read.where) ?? [];
    const last = folder === undefined ? undefined : byPath.get(`${folder}test.xml`);
    if (last === undefined) continue;
    const known = earlier.get(last) ?? [];
    earlier.set(last, known);
    known.push({ read, number: Number(number) });
  }
  if (earlier.size === 0) return reads;
  const joined = new Set([...earlier.values()].flat().map(({ read }) => read));
  return reads.filter((read) => !joined.has(read)).map((read) => addEarlier(read, earlier.get(read) ?? []));
}

/** Of an attempt that crashed Bazel names only the target: it has no test to belong to, and is left out. */
function addEarlier(last: ReadPart, attempts: readonly EarlierAttempt[]): ReadPart {
  if (attempts.length === 0) return last;
  const names = new Set(last.part.tasks.map(taskKey));
  const places = new Map(last.part.places);
  const counts = new Map<string, number>();
  const numberAttempt = (task: Task): Task => {
    const attempt = (counts.get(taskKey(task)) ?? 0) + 1;
    counts.set(taskKey(task), attempt);
    return { ...task, attempt: Math.min(255, attempt) };
  };
  const tasks: Task[] = [];
  const ordered = attempts.toSorted((a, b) => a.number - b.number);
  for (const { read, number } of ordered)
    for (const task of read.part.tasks) {
      if (!names.has(taskKey(task))) continue;
      const id = `attempt ${number}/${task.id}`;
      const place = read.part.places.get(task.id);
      if (place !== undefined) places.set(id, place);
      tasks.push({ ...numberAttempt(task), id, parentId: null });
    }
  for (const task of last.part.tasks) tasks.push(numberAttempt(task));
  const problems = [...last.part.problems, ...ordered.flatMap(({ read }) => read.part.problems)];
  return { ...last, part: { ...last.part, tasks, places, problems } };
}
