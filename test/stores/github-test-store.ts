/** A store in GitHub's services on the loopback, used by processes with the real clients, for the conformance suite. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readContext } from '../../src/github/context.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';
import {
  type CacheEntry,
  type ResultsService,
  runtimeToken,
  type StoredArtifact,
  startResultsService,
} from '../services/results-service.ts';
import { scenarioEnvironment } from '../services/runner.ts';
import { tempFolder } from '../temp-folder.ts';
import type { ReadResult, TestStore } from './conformance.ts';
import { closeProcesses, type Order, runInProcess } from './run-in-process.ts';
import type { Runs } from './scripts/github-runs.ts';

/** The services that all stores of a test file share. */
export interface Services {
  readonly results: ResultsService;
  readonly rest: RestService;
}

export async function startServices(): Promise<Services> {
  const results = await startResultsService();
  const branchOf = () => ({ branch: 'main', fork: false });
  const rest = await startRestService(() => results.entries, { results, branchOf });
  rest.identities.set('default-token', { author: actionsBot, permissions: ['actions: read'] });
  return { results, rest };
}

export async function stopServices({ results, rest }: Services): Promise<void> {
  closeProcesses();
  await Promise.all([rest.close(), results.close()]);
}

let stages = 0;

/** A series of its own, by the name of its workflow, in one of GitHub's two tiers. */
export async function openGitHubStore({ results, rest }: Services, tier: Runs['tier']): Promise<TestStore> {
  stages += 1;
  const workflow = `stage-${stages}`;
  const root = tempFolder('cache-stage');
  const { env, payload } = scenarioEnvironment({ results, rest }, { event: 'push', runId: '1', workflow });
  const defaults = { name: '', matrix: '', checkRunId: '', jobStatus: '', cpuModel: null };
  const idOf = (number: number): string =>
    readContext({ ...env, GITHUB_RUN_ID: String(100_000 + number) }, payload, defaults).buildId;
  const stored = tier === 'cache' ? results.entries : results.artifacts;
  const isOurs = (file: CacheEntry | StoredArtifact): boolean =>
    ('key' in file ? file.key : file.name).includes(`-${workflow}-`);
  const scopes = [{ ref: 'refs/heads/main', permission: 3 as const }];
  const tokensOf = (runs: readonly string[]) =>
    Object.fromEntries(runs.map((run) => [run, runtimeToken(scopes, run)]));

  /** The work of each process of the stage; its numbers are those of runs. */
  const openOrders = async (): Promise<Order> => {
    const own = await mkdtemp(join(root, 'process-'));
    const [workspace, temp] = [join(own, 'workspace'), join(own, 'temp')];
    for (const folder of [workspace, temp]) await mkdir(folder);
    return (settings) => {
      const { numbers = [] } = settings;
      const tokens = tokensOf(['1', ...numbers.map((number) => String(100_000 + number))]);
      return runInProcess({
        ...{ tier, numbers, changed: {}, pauseMs: 0, plant: null, read: false, payload, tokens, death: null },
        env: { ...env, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp },
        ...settings,
      });
    };
  };
  const start = await openOrders();
  const saved = (lines: readonly string[]): string[] =>
    lines.filter((line) => line.startsWith('SAVED ')).map((line) => line.slice('SAVED '.length));

  return {
    idOf,
    write: async (numbers, changed = {}) => saved(await start({ numbers, changed })),
    race: async (lists, deaths = []) =>
      (
        await Promise.all(
          lists.map(async (numbers, at) =>
            saved(await (await openOrders())({ numbers, pauseMs: 300, death: deaths[at] ?? null })),
          ),
        )
      ).flat(),
    read: async (changed = {}) => {
      const lines = await start({ read: true, changed });
      const line = lines.find((text) => text.startsWith('READ ')) ?? '';
      return JSON.parse(line.slice('READ '.length)) as ReadResult;
    },
    files: async () =>
      stored
        .filter((file) => isOurs(file) && file.finalized)
        .map((file) => ({
          // Each holds the build of its run, and here nothing is merged.
          builds: 1,
          read: () => results.readBlob(file.blob),
          write: (bytes) => results.writeBlob(file.blob, bytes),
          remove: async () => {
            const files: unknown[] = stored;
            const at = files.indexOf(file);
            files.splice(at, 1);
            return async () => void files.splice(at, 0, file);
          },
        })),
    plant: async ({ name, bytes }) => {
      await start({ plant: [name, Buffer.from(bytes).toString('base64')] });
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}
