/** Whether the logs cover the whole build: a possible part of a build is never judged, and never a baseline. */
import { expect, it } from 'vitest';
import { commandsIn, makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const files = { 'a.ndjson': makeLog(), 'old/b.ndjson': makeLog() };
const quiet = { artifacts: 'none', annotations: 'false' };
const errorsIn = (stdout: string): string[] =>
  commandsIn(stdout).filter((line) => line.startsWith('::error'));

it.each([
  ['error', 2],
  ['warn', 0],
  ['ignore', 0],
] as const)('a pattern without a match, with if-no-events-found: %s', async (policy, exitCode) => {
  const inputs = { ...quiet, events: '*.ndjson\nreports/*.xml', 'if-no-events-found': policy };
  const outcome = await github.run({ inputs, files });
  expect(outcome.exitCode).toBe(exitCode);
  if (exitCode === 0) {
    expect(outcome.outputs['complete']).toBe('false');
    expect(errorsIn(outcome.stdout)).toEqual([]);
    const next = await github.run({ inputs: { ...quiet, events: '*.ndjson' }, files });
    expect(next.outputs['baseline-builds']).toBe('0');
  }
});

it('excludes files by `!pattern`, and finds files in the home folder', async () => {
  const inputs = { ...quiet, events: '**/*.ndjson\n!old/**\n!log.ndjson\n~/reports/*.ndjson' };
  const { readFile: _, ...outcome } = await github.runBundle({
    inputs,
    files: { ...files, 'home/reports/c.ndjson': makeLog(5000, ['lint']) },
    env: { HOME: undefined },
  });
  expect(outcome.exitCode).toBe(2);
  const found = await github.runBundle({ inputs: { ...inputs, 'if-no-events-found': 'ignore' }, files });
  expect(found.outputs['tasks']).toBe('2');
});

it('a log of another build is reported with its date, and not judged', async () => {
  const { exitCode, outputs, summary } = await github.run({ inputs: quiet, jobStart: new Date() });
  expect([exitCode, outputs['complete']]).toEqual([0, 'false']);
  expect(summary).toMatch(
    /newest time in this file is 2026\\?-11\\?-01 \d\d:\d\d UTC, before this job began/,
  );
});

it('a report of tests of another build is reported with its date, and not judged', async () => {
  const report =
    '<testsuite name="a" timestamp="2026-11-01T10:00:00Z" time="9"><testcase classname="a" name="t" time="9"/></testsuite>';
  // The workspace was written before the runner took the job.
  const jobStart = new Date(Date.now() + 120_000);
  const scenario = { inputs: { ...quiet, events: 'report.xml' }, files: { 'report.xml': report } };
  const { exitCode, outputs, summary } = await github.run({ ...scenario, jobStart });
  expect([exitCode, outputs['complete']]).toEqual([0, 'false']);
  expect(summary).toMatch(/newest time in this file is 2026\\?-11\\?-01 10:00 UTC, before this job began/);
  expect((await github.run(scenario)).outputs['baseline-builds']).toBe('0');
});

it.each(['failure', 'cancelled'])('a missing log of a job that ended with %s is a notice', async (status) => {
  const inputs = { ...quiet, events: 'reports/*.xml', 'job-status': status };
  const { exitCode, stdout } = await github.run({ inputs });
  expect(exitCode).toBe(0);
  expect(commandsIn(stdout)).toEqual([expect.stringMatching(/^::notice::job: The job .* before a log/)]);
});

it('a step that passes shows no error', async () => {
  const inputs = { artifacts: 'none', 'fail-on': 'never' };
  const config = { '.github/build-telemetry.yml': 'thresholds:\n  tasks: { above: 1, level: critical }\n' };
  const { exitCode, stdout } = await github.run({ inputs, files: config });
  expect(exitCode).toBe(0);
  expect(errorsIn(stdout)).toEqual([]);
  expect(commandsIn(stdout).join('\n')).toMatch(/::warning title=Build Telemetry/);
});
