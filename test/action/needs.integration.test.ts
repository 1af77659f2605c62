/** The critical path of a run follows `needs` in its workflow file, where the job has checked it out. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { useGitHub } from './use-github.ts';

const github = useGitHub();
const file = '.github/workflows/ci.yml';
const workflow = 'jobs:\n  build: {}\n  lint: {}\n  test: { needs: build }\n';
const env = { GITHUB_WORKFLOW_REF: `octo-org/octo-repo/${file}@refs/heads/main` };
const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 1) + seconds * 1000).toISOString();

function job(id: number, name: string, from: number, to: number): Record<string, unknown> {
  return {
    ...{ id, name, status: 'completed', conclusion: 'success', run_attempt: 1, steps: [] },
    ...{ created_at: at(from), started_at: at(from), completed_at: at(to) },
  };
}

it.each([
  ['with a checkout', { [file]: workflow }, ['build', 'test']],
  ['without one by the last to end before', {}, ['lint', 'test']],
])('%s', async (_, files, path) => {
  const jobs = [job(1, 'build', 0, 60), job(2, 'lint', 0, 99), job(3, 'test', 100, 200)];
  github.rest.jobs.set('8001/1', jobs);
  const { exitCode, outputs } = await github.run({ runId: '8001', inputs: { events: '' }, files, env });
  expect(exitCode).toBe(0);
  const report = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as {
    tasks: { name: string; lane?: string }[];
    criticalPath: { steps: number[] };
  };
  expect(report.criticalPath.steps.map((step) => report.tasks[step]?.name)).toEqual(path);
  expect(report.tasks.map(({ lane }) => lane).sort()).toEqual(['build', 'lint', 'test']);
});
