/** The packages of `go test -json` that have started and not ended; their number is limited. */
import type { GoTasks, PackageRun } from './go-test-tasks.ts';

export interface OpenPackages {
  readonly follow: (name: string, timeMs: number | null) => PackageRun;
  /**
   * Registers an event that is not output.
   * @returns true if it starts another run of `go test`
   */
  readonly begin: (run: PackageRun) => boolean;
  readonly end: (name: string) => void;
  /** It is open or has ended. */
  readonly knows: (name: string) => boolean;
  /** Packages that end late, or never, may have more tests than the limit. */
  readonly makeRoom: () => void;
  /** Creates tasks for all packages that did not end. */
  readonly finish: () => void;
  readonly areWhole: () => boolean;
}

export function followPackages(limit: number, tasks: GoTasks): OpenPackages {
  const open = new Map<string, PackageRun>();
  const ended = new Set<string>();
  /** Packages and tests that are not tasks yet, and names of those that are. */
  let held = 0;

  const makeRoom = (): void => {
    held += 1;
    if (held <= limit) return;
    held = 0;
    ended.clear();
    for (const run of open.values()) tasks.flush(run);
    if (open.size <= limit) return;
    for (const run of open.values()) tasks.leavePackage(run);
    open.clear();
  };
  return {
    makeRoom,
    follow: (name, timeMs) => {
      const known = open.get(name);
      if (known) return known;
      makeRoom();
      const run = createRun(name, timeMs);
      open.set(name, run);
      return run;
    },
    begin: (run) => {
      if (run.hasEvents) return false;
      run.hasEvents = true;
      return ended.has(run.name) && ![...open.values()].some((other) => other !== run && other.hasEvents);
    },
    end: (name) => {
      open.delete(name);
      ended.add(name);
    },
    knows: (name) => open.has(name) || ended.has(name),
    finish: () => {
      for (const run of open.values()) {
        // Output after a package's end starts nothing.
        if (!run.hasEvents && ended.has(run.name)) continue;
        // Before Go 1.12 a panic reported the end of the package only in the test where it happened.
        if (run.hasFailed) tasks.endPackage(run, 'failure', null);
        else tasks.leavePackage(run);
      }
    },
    areWhole: () => [...open.values()].every((run) => run.hasFailed || !run.hasEvents),
  };
}

export function createRun(name: string, startTimeMs: number | null): PackageRun {
  return {
    name,
    startTimeMs,
    tests: [],
    newest: new Map(),
    hasEvents: false,
    isCached: false,
    output: '',
    isUnbuilt: false,
    hasFailed: false,
    timedOutIn: null,
    printed: null,
    partLine: '',
  };
}
