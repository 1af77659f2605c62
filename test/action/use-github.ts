/** The services of one test file, and the logs that its builds write. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';
import { type CacheEntry, type ResultsService, startResultsService } from '../services/results-service.ts';
import {
  actionBundle,
  actionSource,
  type RunOutcome,
  removeWorkspaces,
  runStep,
  type Scenario,
} from '../services/runner.ts';

export interface GitHub {
  readonly results: ResultsService;
  readonly rest: RestService;
  /** Runs the action as one step, from source in a process that is reused; `log` is the build's event log. */
  readonly run: Run;
  /** The bundle in a process of its own, as GitHub's runner starts it. */
  readonly runBundle: Run;
  /** Creates the state that this number of pushes to the default branch creates; each number is run once per file. */
  readonly past: (pushes: number) => Promise<void>;
}

type Run = (scenario: Partial<Scenario> & { readonly log?: string | Buffer }) => Promise<RunOutcome>;

/** Starts the services before the file's tests, and gives each test a GitHub without history. */
export function useGitHub(): GitHub {
  const services = {} as { results: ResultsService; rest: RestService };
  let lastRun = 1000;
  /** Entries after each push. */
  const pasts: CacheEntry[][] = [[]];
  beforeAll(async () => {
    services.results = await startResultsService();
    services.rest = await startRestService(() => services.results.entries);
  });
  beforeEach(() => {
    services.results.reset();
    services.rest.reset();
    const identify = (token: string, permissions: ('actions: read' | 'pull-requests: write')[]): void => {
      services.rest.identities.set(token, { author: actionsBot, permissions });
    };
    identify('default-token', ['actions: read', 'pull-requests: write']);
    identify('read-token', ['actions: read']);
    identify('bare-token', []);
  });
  afterAll(async () => {
    await removeWorkspaces();
    await Promise.all([services.rest.close(), services.results.close()]);
  });
  return {
    get results() {
      return services.results;
    },
    get rest() {
      return services.rest;
    },
    run: (scenario) => runAction(actionSource, scenario),
    runBundle: (scenario) => runAction(actionBundle, scenario),
    past: async (pushes) => {
      while (pasts.length <= pushes) {
        services.results.entries.splice(0, Number.POSITIVE_INFINITY, ...(pasts.at(-1) ?? []));
        const log = makeLog(10_000 + ((pasts.length * 37) % 11) * 20);
        const { exitCode } = await runAction(actionSource, { inputs: { artifacts: 'none' }, log });
        expect(exitCode).toBe(0);
        pasts.push([...services.results.entries]);
      }
      services.results.entries.splice(0, Number.POSITIVE_INFINITY, ...(pasts[pushes] ?? []));
    },
  };

  async function runAction(
    script: string,
    { log = makeLog(), ...scenario }: Parameters<Run>[0],
  ): Promise<RunOutcome> {
    lastRun += 1;
    const step: Scenario = {
      event: 'push',
      runId: String(lastRun),
      ...scenario,
      inputs: { events: 'log.ndjson', ...scenario.inputs },
      files: { 'log.ndjson': log, ...scenario.files },
    };
    const outcome = await runStep(services, step, script);
    // Objections of GitHub's own interface description to any of our calls.
    expect(services.rest.violations).toEqual([]);
    for (const text of [outcome.stdout, outcome.stderr, outcome.summary])
      expect(text).not.toMatch(/(default|read|bare)-token|\.unsigned/);
    return outcome;
  }
}

let logs = 0;

/** A build's log: two tasks, about ten seconds by default, each build a minute after the previous one. */
export function makeLog(durationMs = 10_000 + ((logs * 37) % 11) * 20, names = ['compile', 'test']): string {
  logs += 1;
  const start_time = new Date(Date.UTC(2026, 10, 1) + logs * 60_000).toISOString();
  const build = {
    v: 1,
    type: 'build',
    build_id: 'b',
    name: 'ci',
    start_time,
    duration_ms: durationMs,
    result: 'success',
    complete: true,
  };
  const tasks = names.map((name, i) => ({
    v: 1,
    type: 'task',
    task_id: `t${i}`,
    name,
    kind: 'task',
    start_time,
    duration_ms: i === 0 ? durationMs : 100,
    result: 'success',
    cache: 'miss',
  }));
  return [build, ...tasks].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Lines of the log that the runner treats as commands, except debug lines and masks of the toolkit. */
export function commandsIn(stdout: string): string[] {
  return stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line) && !/^::(debug|add-mask)::/.test(line));
}
