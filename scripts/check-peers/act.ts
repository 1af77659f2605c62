/**
 * Has the action run by act (https://github.com/nektos/act) on this host, without containers, with act's own cache
 * server and the artifact server of our tests, as act's own refuses the current upload protocol: a clean clone with
 * the built `dist`, in the workflow `act.yml` in this folder.
 */
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../test/services/loopback.ts';
import {
  type ResultsService,
  runtimeToken,
  startResultsService,
} from '../../test/services/results-service.ts';
import { installGo } from './install.ts';
import { commitAll, expectSame, type PeerCheck, root, runAsync, runCliWell, runWell } from './peer.ts';

interface Step {
  readonly outcome: 'success' | 'failure';
  readonly outputs: Readonly<Record<string, string>>;
}

export const actChecks: readonly PeerCheck[] = [{ name: 'act/workflow', run: runWorkflow }];

async function runWorkflow(folder: string): Promise<string> {
  const act = installGo('github.com/nektos/act@latest', 'act');
  const version = runWell(act, ['--version'], { cwd: folder }).trim();
  const app = prepare(folder);
  const port = await freePort();
  const server = await startResultsService();
  try {
    return `${version}: ${await runTwice(act, folder, app, port, server)}`;
  } finally {
    await server.close();
  }
}

async function runTwice(
  act: string,
  folder: string,
  app: string,
  port: number,
  server: ResultsService,
): Promise<string> {
  const first = await runOnce(act, folder, app, 1, port, server.url);
  expectSame(
    'builds in the cache after the first run',
    first.steps['cached']?.outputs['history-builds'],
    '1',
  );
  expectSame('suspects after an imported history', first.steps['folder']?.outputs['suspects'], '1');
  const { steps, log } = await runOnce(act, folder, app, 2, port, server.url);
  expectSame('builds in the cache after the second run', steps['cached']?.outputs['history-builds'], '2');
  expectSame('baseline out of the cache', steps['cached']?.outputs['baseline-builds'], '1');
  expectSame('tasks', steps['cached']?.outputs['tasks'], '3');
  expectSame('baseline of the folder', steps['folder']?.outputs['baseline-builds'], '21');
  expectSame('the gate', [steps['gate']?.outcome, steps['gate']?.outputs['verdict']], ['failure', 'fail']);
  expectSame('the step with artifacts', steps['artifact']?.outcome, 'success');
  expectSame('failed tasks', steps['artifact']?.outputs['failed-tasks'], '1');
  expectSame('result of failed tasks', steps['artifact']?.outputs['build-result'], 'failure');
  if (!log.includes('critical')) throw new Error('act shows no job summary of the gate');
  const uploads = server.artifacts.filter(({ finalized }) => finalized).map(({ runId }) => runId);
  expectSame('runs that uploaded a report', uploads, ['1', '2']);
  return 'cache, folder, outputs, summary, artifacts and gate over 2 runs';
}

/** A repository with the workflow and its logs, and a folder with a history. @returns the repository */
function prepare(folder: string): string {
  const action = join(folder, 'action');
  runWell('git', ['clone', '--quiet', root, action], { cwd: folder });
  cpSync(join(root, 'dist'), join(action, 'dist'), { recursive: true });
  const app = join(folder, 'app');
  mkdirSync(join(app, '.github/workflows'), { recursive: true });
  copyFileSync(join(root, 'scripts/check-peers/act.yml'), join(app, '.github/workflows/ci.yml'));
  copyFileSync(join(root, 'test/fixtures/critical.ndjson'), join(app, 'critical.ndjson'));
  writeFileSync(join(app, 'report.xml'), writeReport(null, 20));
  writeFileSync(join(app, 'failed.xml'), writeReport(null, 20, '<failure message="no"/>'));
  writeFileSync(join(app, 'slow.xml'), writeReport(null, 40));
  const past = Array.from({ length: 20 }, (_, number) => `${number}.xml`);
  for (const [number, name] of past.entries())
    writeFileSync(join(folder, name), writeReport(number, 20 + (number % 3) / 5));
  const target = ['--history', 'history', '--name', 'folder', '--branch', 'main'];
  runCliWell(['history', 'import', ...past, ...target], { cwd: folder });
  commitAll(app);
  return app;
}

/**
 * One of a series of hourly builds, with a test that takes `seconds`; `hour` null: built now, so it has no
 * timestamps. A time far longer than the job would not be trusted.
 */
function writeReport(hour: number | null, seconds: number, inside = ''): string {
  const time = hour === null ? '' : ` timestamp="${new Date(Date.UTC(2026, 10, 1, hour)).toISOString()}"`;
  const testCase = (name: string, took: number, body = ''): string =>
    `<testcase classname="app" name="${name}" time="${took}">${body}</testcase>`;
  const cases = [testCase('fast', 1), testCase('other', 2, inside), testCase('slow', seconds)].join('');
  return `<testsuites><testsuite name="app" tests="3"${time}>${cases}</testsuite></testsuites>`;
}

async function runOnce(
  act: string,
  folder: string,
  app: string,
  runId: number,
  cachePort: number,
  resultsUrl: string,
): Promise<{ steps: Readonly<Record<string, Step>>; log: string }> {
  const steps = join(folder, `steps-${runId}.json`);
  const args = [
    ...['push', '--platform', 'ubuntu-latest=-self-hosted'],
    ...['--local-repository', `build-telemetry/build-telemetry@v1=${join(folder, 'action')}`],
    ...['--cache-server-path', join(folder, 'cache'), '--artifact-server-path', join(folder, 'artifacts')],
    ...['--cache-server-addr', '127.0.0.1', '--cache-server-port', String(cachePort)],
    ...['--artifact-server-addr', '127.0.0.1', '--artifact-server-port', String(await freePort())],
    // act gives every run the id 1, and builds of one run are one build.
    ...['--env', `GITHUB_RUN_ID=${runId}`, '--env', `STEPS_FILE=${steps}`],
    ...['--env', `HISTORY=${join(folder, 'history')}`],
  ];
  // act passes these on to the steps.
  const runtime = {
    ACTIONS_RUNTIME_URL: `${resultsUrl}/`,
    ACTIONS_RUNTIME_TOKEN: runtimeToken([{ ref: 'refs/heads/main', permission: 3 }], String(runId)),
  };
  const home = { ...runtime, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: join(folder, '.cache') };
  const log = await runAsync(act, args, { cwd: app, env: home });
  if (!existsSync(steps)) throw new Error(`the workflow did not end: ${log.slice(-1000)}`);
  return { steps: JSON.parse(readFileSync(steps, 'utf8')), log };
}
