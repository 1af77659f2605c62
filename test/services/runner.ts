/** What GitHub's runner does around a step: environment, event file, command files, and the child process. */

import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Variables } from '../../src/model/variables.ts';
import { tempFolder } from '../temp-folder.ts';
import { measureSlowness } from './busy-machine.ts';
import { repositoryRoot } from './launch-child.ts';
import type { RestService } from './rest-service.ts';
import { type ResultsService, runtimeToken, type Scope } from './results-service.ts';
import { closePool, runInPool } from './step-pool.ts';

export type EventName =
  | 'push'
  | 'tag'
  | 'pull_request'
  | 'fork'
  | 'schedule'
  | 'merge_group'
  | 'workflow_dispatch';

/** One step of one run. */
export interface Scenario {
  readonly event: EventName;
  readonly runId: string;
  readonly attempt?: number;
  readonly workflow?: string;
  readonly job?: string;
  readonly matrix?: Readonly<Record<string, unknown>>;
  /** Branch of a push or schedule, head branch of a pull request, or name of a tag. */
  readonly branch?: string;
  readonly pullRequest?: number;
  readonly baseBranch?: string;
  /** Tip of the base branch of a pull request, when it is not that of GitHub's example. */
  readonly baseCommit?: string;
  readonly token?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Files of the workspace by relative path. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Differences of the event's payload from GitHub's example; see `env` for the event's name. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** When the runner took the job; by default before all logs. */
  readonly jobStart?: Date;
  /** Added to the environment, or removed from it with undefined. */
  readonly env?: Variables;
}

export interface RunOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly durationMs: number;
  /** Calls that this step made, service by service. */
  readonly requests: { readonly results: readonly string[]; readonly rest: readonly string[] };
  /** A file of the workspace after the step; null when it does not exist. */
  readonly readFile: (path: string) => Promise<Buffer | null>;
}

export interface Services {
  readonly results: Pick<ResultsService, 'url' | 'calls'>;
  readonly rest: Pick<RestService, 'url' | 'calls'>;
}

const testRepository = 'octo-org/octo-repo';

/** The action as a job runs it. */
export const actionBundle = join(repositoryRoot, 'dist/index.js');
/** The same from source, in a process that has run steps before. */
export const actionSource = join(repositoryRoot, 'src/action.ts');

const slowClock = new URL('./slow-clock.ts', import.meta.url).href;

/** Runs `script` as the runner runs a step. */
export async function runStep(
  services: Services,
  scenario: Scenario,
  script: string = actionBundle,
  args: readonly string[] = [],
): Promise<RunOutcome> {
  const root = tempFolder('runner');
  const workspace = join(root, 'work', 'octo-repo', 'octo-repo');
  const fileCommands = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_PATH'];
  for (const folder of [workspace, join(root, 'temp'), join(root, 'commands')])
    await mkdir(folder, { recursive: true });
  for (const name of fileCommands) await writeFile(join(root, 'commands', name), '');
  for (const [path, content] of Object.entries(scenario.files ?? {})) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), content);
  }
  const event = join(root, 'event.json');
  await writeFile(event, JSON.stringify(eventPayload(scenario)));
  const jobStart = scenario.jobStart ?? new Date(2026, 0, 1);
  await utimes(event, jobStart, jobStart);
  const paths = {
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: join(root, 'temp'),
    GITHUB_EVENT_PATH: event,
    ...Object.fromEntries(fileCommands.map((name) => [name, join(root, 'commands', name)])),
  };
  const before = { results: services.results.calls.length, rest: services.rest.calls.length };
  const startMs = performance.now();
  const env = given({ ...runnerEnvironment(services, scenario), ...paths, ...scenario.env });
  const child = script.endsWith('.ts')
    ? await runInPool({ script, args, cwd: workspace, env })
    : await runChild([script, ...args], workspace, env);
  const read = (path: string): Promise<string> => readFile(join(root, 'commands', path), 'utf8');
  const outcome: RunOutcome = {
    ...child,
    durationMs: performance.now() - startMs,
    outputs: parseCommandFile(await read('GITHUB_OUTPUT')),
    summary: await read('GITHUB_STEP_SUMMARY'),
    requests: {
      results: services.results.calls.slice(before.results).map(({ call }) => call),
      rest: services.rest.calls.slice(before.rest).map(({ call }) => call),
    },
    readFile: (path) => readFile(join(workspace, path)).catch(() => null),
  };
  cleanups.push(() => rm(root, { recursive: true, force: true }));
  return outcome;
}

const cleanups: (() => Promise<void>)[] = [];

function given(env: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Removes the folders of all steps so far, and ends the processes kept for further steps. */
export async function removeWorkspaces(): Promise<void> {
  closePool();
  await Promise.all(cleanups.splice(0).map((clean) => clean()));
}

function runChild(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const clock = measureSlowness() > 1 ? ['--import', slowClock] : [];
  const child = spawn(process.execPath, [...clock, ...args], { cwd, env });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        exitCode: code ?? -1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      }),
    );
  });
}

/** Names of event, ref and base as GitHub sets them. */
function refsOf(scenario: Scenario): { name: string; ref: string; scopes: Scope[] } {
  const { event, branch = 'main', pullRequest = 7, baseBranch = 'main' } = scenario;
  const scope = (ref: string, permission: Scope['permission']): Scope => ({ ref, permission });
  const trunk = scope('refs/heads/main', 1);
  switch (event) {
    case 'pull_request':
    case 'fork': {
      const ref = `refs/pull/${pullRequest}/merge`;
      return {
        name: 'pull_request',
        ref,
        scopes: [scope(ref, 3), scope(`refs/heads/${baseBranch}`, 1), trunk],
      };
    }
    case 'tag':
      return { name: 'push', ref: `refs/tags/${branch}`, scopes: [scope(`refs/tags/${branch}`, 3), trunk] };
    case 'merge_group': {
      const ref = `refs/heads/gh-readonly-queue/${baseBranch}/pr-${pullRequest}-929f8209d40f77f4abc622a499c93a83babdbe64`;
      return { name: event, ref, scopes: [scope(ref, 3), trunk] };
    }
    default: {
      const ref = `refs/heads/${branch}`;
      return { name: event, ref, scopes: ref === trunk.ref ? [scope(ref, 3)] : [scope(ref, 3), trunk] };
    }
  }
}

/** The merge commit of a pull request; for all other events the commit itself. */
const runSha = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

function runnerEnvironment(services: Services, scenario: Scenario): Record<string, string | undefined> {
  const { name, ref, scopes } = refsOf(scenario);
  const { inputs = {}, matrix = null, job = 'test' } = scenario;
  const given: Record<string, string> = {
    'github-token': scenario.token ?? 'default-token',
    matrix: JSON.stringify(matrix),
    'job-status': 'success',
    ...inputs,
  };
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    CI: 'true',
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: services.rest.url,
    GITHUB_GRAPHQL_URL: `${services.rest.url}/graphql`,
    GITHUB_REPOSITORY: testRepository,
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_EVENT_NAME: name,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: scenario.event === 'tag' ? 'tag' : 'branch',
    GITHUB_SHA: runSha,
    GITHUB_RUN_ID: scenario.runId,
    GITHUB_RUN_NUMBER: scenario.runId,
    GITHUB_RUN_ATTEMPT: String(scenario.attempt ?? 1),
    GITHUB_WORKFLOW: scenario.workflow ?? 'ci',
    GITHUB_JOB: job,
    GITHUB_ACTION: '__octo-org_build-telemetry',
    GITHUB_ACTOR: 'octocat',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    ACTIONS_RESULTS_URL: `${services.results.url}/`,
    ACTIONS_CACHE_SERVICE_V2: 'true',
    ACTIONS_RUNTIME_TOKEN: runtimeToken(scopes, scenario.runId),
    ...Object.fromEntries(Object.entries(given).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value])),
  };
}

type Json = Record<string, unknown>;

/** Environment and event payload of a scenario, for tests in this process. */
export function scenarioEnvironment(
  services: Services,
  scenario: Scenario,
): { readonly env: Variables; readonly payload: unknown } {
  return { env: runnerEnvironment(services, scenario), payload: eventPayload(scenario) };
}

/** GitHub's own example of the event's payload, with this scenario's names. */
function eventPayload(scenario: Scenario): Json {
  return { ...usualPayload(scenario), ...scenario.payload };
}

function usualPayload(scenario: Scenario): Json {
  const { name, ref } = refsOf(scenario);
  const { baseBranch = 'main', branch = 'feature', pullRequest: number = 7, event } = scenario;
  const payload = event === 'schedule' ? { schedule: '0 3 * * *' } : exampleOf(name);
  const repository = {
    ...(payload['repository'] as Json | undefined),
    id: 1,
    full_name: testRepository,
    default_branch: 'main',
  };
  switch (name) {
    case 'pull_request': {
      const pull = payload['pull_request'] as { head: Json; base: Json };
      const fullName = event === 'fork' ? 'stranger/octo-repo' : testRepository;
      const head = {
        ...pull.head,
        ref: branch,
        repo: { ...(pull.head['repo'] as Json), full_name: fullName, fork: event === 'fork' },
      };
      return {
        ...payload,
        number,
        repository,
        pull_request: {
          ...{ ...pull, number, head },
          base: { ...pull.base, ref: baseBranch, sha: scenario.baseCommit ?? pull.base['sha'] },
        },
      };
    }
    case 'merge_group':
      return {
        ...payload,
        repository,
        merge_group: {
          ...(payload['merge_group'] as Json),
          head_ref: ref,
          base_ref: `refs/heads/${baseBranch}`,
        },
      };
    default:
      return { ...payload, repository, ref };
  }
}

function exampleOf(event: string): Json {
  const all = createRequire(import.meta.url)('@octokit/webhooks-examples/api.github.com/index.json') as {
    name: string;
    examples: Json[];
  }[];
  const example = all.find(({ name }) => name === event)?.examples[0];
  if (example === undefined) throw new Error(`no example of the event ${event}`);
  return structuredClone(example);
}

/** `name=value` and `name<<delimiter` blocks of a command file. */
function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const pattern = /^([^=\n]+?)<<(\S+)\n([\s\S]*?)\n?\2$|^([^=\n]+)=(.*)$/gm;
  for (const [, block, , content, name, value] of text.replaceAll('\r\n', '\n').matchAll(pattern)) {
    values[block ?? name ?? ''] = content ?? value ?? '';
  }
  return values;
}
