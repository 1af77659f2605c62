/** Runs the built action as jobs of one repository with the loopback services, and returns what it left there. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionsBot, startRestService } from '../../test/services/rest-service.ts';
import { runtimeToken, startResultsService } from '../../test/services/results-service.ts';
import {
  actionBundle,
  actionSource,
  removeWorkspaces,
  runStep,
  type Scenario,
} from '../../test/services/runner.ts';
import { tempFolder } from '../../test/temp-folder.ts';

/** One step of the action; omitted fields are as in a push to the default branch. */
export interface ActionRun {
  readonly log: string;
  /** Number of the build: run id, commit. */
  readonly number: number;
  readonly pullRequest?: number;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly config?: string;
  readonly matrix?: Readonly<Record<string, unknown>>;
  readonly workflow?: string;
  readonly job?: string;
  /** False: the job's token may not read the cache. */
  readonly mayRead?: boolean;
  /** Version of the runner's image. */
  readonly image?: string;
}

/** What a reader sees. */
export interface Shown {
  readonly exitCode: number;
  /** '' without one. */
  readonly comment: string;
  readonly summary: string;
  /** The HTML report that was uploaded; '' without one. */
  readonly report: string;
  /** The flamegraph among the uploaded profiles; '' without one. */
  readonly flamegraph: string;
}

export interface ActionRuns {
  readonly run: (run: ActionRun) => Promise<Shown>;
  /** An earlier push: from source, in a process that has run others, and without artifacts. */
  readonly push: (run: ActionRun) => Promise<void>;
  /** Everything stored now is restored when the result is called. */
  readonly remember: () => () => void;
  readonly close: () => Promise<void>;
}

/** An invented commit. */
export function commitOf(number: number): string {
  return createHash('sha1').update(`shop ${number}`).digest('hex');
}

const baseCommit = 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e';

export async function openActionRuns(): Promise<ActionRuns> {
  const results = await startResultsService();
  const rest = await startRestService(() => results.entries);
  const services = { results, rest };
  rest.identities.set('default-token', {
    author: actionsBot,
    permissions: ['actions: read', 'pull-requests: write'],
  });
  const start = async (each: ActionRun, script: string) => {
    rest.contents.set(`${baseCommit}:.github/build-telemetry.yml`, each.config ?? '');
    const outcome = await runStep(services, describeStep(each), script);
    if (outcome.exitCode > 1) throw new Error(outcome.stdout + outcome.stderr);
    return outcome;
  };
  const run = async (each: ActionRun): Promise<Shown> => {
    const { exitCode, summary } = await start(each, actionBundle);
    const read = async (part: RegExp): Promise<Buffer | null> => {
      const file = results.artifacts.findLast(
        ({ runId, name }) => runId === runIdOf(each) && part.test(name),
      );
      return file === undefined ? null : await results.readBlob(file.blob);
    };
    const report = (await read(/\.html$/))?.toString('utf8') ?? '';
    const profiles = await read(/profile/);
    const flamegraph = profiles === null ? '' : unzip(profiles, 'flamegraph.svg');
    const own = rest.comments.findLast(({ issue }) => issue === each.pullRequest);
    return { exitCode, summary, comment: own?.body ?? '', report, flamegraph };
  };
  return {
    run,
    push: async (each) => {
      await start({ ...each, inputs: { artifacts: 'none', ...each.inputs } }, actionSource);
    },
    remember: () => {
      const entries = [...results.entries];
      return () => {
        results.entries.splice(0, Number.POSITIVE_INFINITY, ...entries);
        results.artifacts.length = 0;
        rest.comments.length = 0;
      };
    },
    close: async () => {
      await removeWorkspaces();
      await Promise.all([rest.close(), results.close()]);
    },
  };
}

/** One file of an archive, by the program that every machine with a browser has. */
function unzip(archive: Buffer, name: string): string {
  const folder = tempFolder('gallery');
  writeFileSync(join(folder, 'archive.zip'), archive);
  const options = { encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  return execFileSync('unzip', ['-p', join(folder, 'archive.zip'), name], options);
}

function runIdOf({ number }: ActionRun): string {
  return String(9_182_736_000 + number);
}

function describeStep(run: ActionRun): Scenario {
  const runId = runIdOf(run);
  const config = run.config === undefined ? {} : { '.github/build-telemetry.yml': run.config };
  return {
    event: run.pullRequest === undefined ? 'push' : 'pull_request',
    runId,
    workflow: run.workflow ?? 'CI',
    job: run.job ?? 'test',
    branch: run.pullRequest === undefined ? 'main' : 'feature/faster-search',
    ...(run.pullRequest === undefined ? {} : { pullRequest: run.pullRequest }),
    ...(run.matrix === undefined ? {} : { matrix: run.matrix }),
    inputs: { events: 'log.ndjson', comment: 'always', 'check-run-id': '51862', ...run.inputs },
    files: { 'log.ndjson': run.log, ...config },
    env: {
      GITHUB_SHA: commitOf(run.number),
      GITHUB_RUN_NUMBER: String(400 + run.number),
      ImageOS: 'ubuntu24',
      ImageVersion: run.image ?? '20261005.1.0',
      ...(run.mayRead === false ? { ACTIONS_RUNTIME_TOKEN: runtimeToken([], runId) } : {}),
    },
  };
}
