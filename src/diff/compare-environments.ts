/** Differences between the environments of two builds, by name. */
import type { FactChange } from '../model/build-diff.ts';
import type { RecordedEnvironment } from '../model/recording.ts';

/** Sorted by name; empty if they are equal. */
export function compareEnvironments(
  a: RecordedEnvironment | null,
  b: RecordedEnvironment | null,
): FactChange[] {
  if (a === null || b === null) return [];
  return compareFacts(flatten(a), flatten(b));
}

export function compareFacts(
  before: ReadonlyMap<string, string | null>,
  after: ReadonlyMap<string, string | null>,
): FactChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const change = { name, before: before.get(name) ?? null, after: after.get(name) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

/** False for properties that no output should depend on: the machine's size, and the state of the source in Git. */
export function isInputToBuild(name: string): boolean {
  return !/^(?:CPU|CPUs|memory|kernel|git .*|workers)$/.test(name);
}

function flatten(environment: RecordedEnvironment): Map<string, string | null> {
  const { git, tools, variables, lockFiles } = environment;
  const texts = (what: string, of: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(of).map(([key, value]) => [`${what} ${key}`, value]);
  return new Map<string, string | null>([
    ['system', environment.system],
    ['OS', environment.os],
    ['kernel', environment.osRelease],
    ['architecture', environment.arch],
    ['CPU', environment.cpuModel],
    ['CPUs', String(environment.cpuCount)],
    ['memory', String(environment.totalMemoryBytes)],
    ['container', environment.container],
    ...texts('tool', tools),
    ...texts('variable', variables),
    ...texts('lock file', lockFiles).map(([key, digest]): [string, string] => [key, digest.slice(0, 12)]),
    ['git commit', git?.commit ?? null],
    ['git branch', git?.branch ?? null],
    ['git changed files', git === null ? null : String(git.changedFiles)],
  ]);
}
