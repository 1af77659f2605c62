import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { readContext } from '../../src/github/context.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';
import { type ResultsService, startResultsService } from '../services/results-service.ts';
import { scenarioEnvironment } from '../services/runner.ts';
import { describeStore, type ReadResult, type Stage } from './conformance.ts';
import type { CacheRuns } from './scripts/cache-runs.ts';

const script = fileURLToPath(new URL('./scripts/cache-runs.ts', import.meta.url));

let results: ResultsService;
let rest: RestService;
let stages = 0;

beforeAll(async () => {
  results = await startResultsService();
  rest = await startRestService(() => results.entries);
  rest.identities.set('default-token', { author: actionsBot, permissions: ['actions: read'] });
});
afterAll(() => Promise.all([rest.close(), results.close()]));

/** Does what it says and gives the lines that were printed. */
type Order = (settings: Partial<CacheRuns>) => Promise<string[]>;

/** A series of its own in the cache, by the name of its workflow. */
async function openCache(): Promise<Stage> {
  stages += 1;
  const workflow = `stage-${stages}`;
  const children = new Set<ChildProcess>();
  const root = await mkdtemp(join(tmpdir(), 'cache-stage-'));
  const { env, payload } = scenarioEnvironment({ results, rest }, { event: 'push', runId: '1', workflow });
  const defaults = { name: '', matrix: '', checkRunId: '', jobStatus: '', cpuModel: null };
  const idOf = (number: number): string =>
    readContext({ ...env, GITHUB_RUN_ID: String(100_000 + number) }, payload, defaults).buildId;
  const entries = () => results.entries.filter(({ key }) => key.includes(`-${workflow}-`));

  /** A process that takes orders one after the other; `killMs`: killed (-9) so long after it has begun. */
  const open = async (killMs: number | null = null): Promise<Order> => {
    const own = await mkdtemp(join(root, 'process-'));
    const [workspace, temp] = [join(own, 'workspace'), join(own, 'temp')];
    for (const folder of [workspace, temp]) await mkdir(folder);
    const child = spawn(process.execPath, [script], {
      cwd: workspace,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...env, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp } as NodeJS.ProcessEnv,
    });
    children.add(child);
    const timer = killMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killMs);
    child.on('close', () => clearTimeout(timer));
    child.stdin.on('error', () => {});
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return async (settings) => {
      const all: CacheRuns = {
        ...{ numbers: [], changed: {}, pauseMs: 0, plant: null, read: false, payload },
        ...settings,
      };
      child.stdin.write(`${JSON.stringify(all)}\n`);
      const said: string[] = [];
      for (;;) {
        const { done, value } = await lines.next();
        if (done || value === 'DONE') return said;
        said.push(value);
      }
    };
  };
  let first: Promise<Order> | null = null;
  const start: Order = async (settings) => {
    first ??= open();
    return await (await first)(settings);
  };
  const saved = (lines: readonly string[]): string[] =>
    lines.filter((line) => line.startsWith('SAVED ')).map((line) => line.slice('SAVED '.length));

  return {
    idOf,
    write: async (numbers, changed = {}) => saved(await start({ numbers, changed })),
    race: async (lists, killMs = []) =>
      (
        await Promise.all(
          lists.map(async (numbers, at) =>
            saved(await (await open(killMs[at] ? killMs[at] * 3 : null))({ numbers, pauseMs: 300 })),
          ),
        )
      ).flat(),
    read: async (changed = {}) => {
      const lines = await start({ read: true, changed });
      const line = lines.find((text) => text.startsWith('READ ')) ?? '';
      return JSON.parse(line.slice('READ '.length)) as ReadResult;
    },
    files: async () =>
      entries()
        .filter(({ finalized }) => finalized)
        .map((entry) => ({
          // Each entry holds the build of its run, and here nothing is merged.
          builds: 1,
          read: () => results.readBlob(entry.blob),
          write: (bytes) => results.writeBlob(entry.blob, bytes),
          remove: async () => {
            const at = results.entries.indexOf(entry);
            results.entries.splice(at, 1);
            return async () => void results.entries.splice(at, 0, entry);
          },
        })),
    plant: async ({ name, bytes }) => {
      await start({ plant: [name, Buffer.from(bytes).toString('base64')] });
    },
    close: async () => {
      for (const child of children) child.kill();
      await rm(root, { recursive: true, force: true });
    },
  };
}

describeStore('the Actions cache', openCache, { processes: 6, runs: 12, builds: 4 });
