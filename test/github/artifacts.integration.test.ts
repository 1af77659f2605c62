import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nameArtifact, type UploadedArtifacts } from '../../src/github/artifacts.ts';
import type { Fault } from '../services/loopback.ts';
import { type ResultsService, startResultsService } from '../services/results-service.ts';
import { removeWorkspaces, runStep, type Scenario } from '../services/runner.ts';

const script = fileURLToPath(new URL('./scripts/artifact-step.ts', import.meta.url));
const noRest = { url: 'http://127.0.0.1:9', calls: [] };

let results: ResultsService;

beforeAll(async () => {
  results = await startResultsService();
});
afterAll(async () => {
  await removeWorkspaces();
  await results.close();
});

async function step(
  scenario: Partial<Scenario> & { runId: string },
  settings: object = {},
): Promise<UploadedArtifacts & { stdout: string }> {
  const full: Scenario = { event: 'push', ...scenario };
  const outcome = await runStep({ results, rest: noRest }, full, script, [JSON.stringify(settings)]);
  const found = /^RESULT (.*)$/m.exec(outcome.stdout);
  if (found === null) throw new Error(`${outcome.stdout}\n${outcome.stderr}`);
  return { ...(JSON.parse(found[1] as string) as UploadedArtifacts), stdout: outcome.stdout };
}

async function contentOf(name: string): Promise<string> {
  const artifact = results.artifacts.find((stored) => stored.name === name);
  return (await results.readBlob(artifact?.blob ?? '')).toString('latin1');
}

describe('artifacts', () => {
  beforeEach(() => results.reset());

  it('uploads single files directly and tables in one archive', async () => {
    const { urls, problems } = await step({ runId: '1' }, { retentionDays: 5 });
    expect(problems).toEqual([]);
    const names = results.artifacts.map(({ name }) => name).sort();
    expect(names).toEqual(['build-telemetry-csv', 'build-telemetry.html', 'build-telemetry.json']);
    const page = results.artifacts.find(({ name }) => name.endsWith('.html'));
    expect(urls[0]).toBe(`https://github.com/octo-org/octo-repo/actions/runs/1/artifacts/${page?.id}`);
    expect(page).toMatchObject({ mimeType: 'text/html', finalized: true });
    expect(page?.expiresAt).not.toBeNull();
    expect(await contentOf('build-telemetry.html')).toBe('first: report.html');
    expect(await contentOf('build-telemetry-csv')).toMatch(/^PK[\s\S]*tasks\.csv[\s\S]*events\.csv/);
  });

  it('keeps the jobs of a run separate and replaces artifacts of an earlier attempt', async () => {
    await step({ runId: '1' }, { leg: 'aaaa' });
    await step({ runId: '1' }, { leg: 'bbbb' });
    const again = await step({ runId: '1', attempt: 2 }, { leg: 'aaaa', text: 'second' });
    expect(again.problems).toEqual([]);
    expect(results.artifacts).toHaveLength(6);
    expect(await contentOf('build-telemetry-aaaa.html')).toBe('second: report.html');
    expect(await contentOf('build-telemetry-bbbb.html')).toBe('first: report.html');
  });

  it('adds a suffix to a name that another job took, and leaves the existing one', async () => {
    await step({ runId: '1' });
    const second = await step({ runId: '1' }, { text: 'second' });
    expect(second.problems).toEqual([]);
    expect(await contentOf('build-telemetry.html')).toBe('first: report.html');
    expect(await contentOf('build-telemetry-sibling.html')).toBe('second: report.html');
  });

  it('reports that a name is taken if the suffix is, too', async () => {
    for (const text of ['first', 'second']) await step({ runId: '1' }, { text });
    const third = await step({ runId: '1' }, { text: 'third' });
    expect(third.urls).toEqual([null, null, null]);
    expect(third.problems[0]?.fix).toContain('artifact-name');
    expect(third.problems[0]?.what).toMatch(/\(409\).*[^.]\.$/);
    expect(await contentOf('build-telemetry-sibling.html')).toBe('second: report.html');
  });

  it('warns once on Enterprise Server', async () => {
    const { problems } = await step({ runId: '1', env: { GITHUB_SERVER_URL: 'https://github.example.com' } });
    expect(problems.map(({ code, level }) => [code, level])).toEqual([['artifact-unsupported', 'warning']]);
  });
});

describe('faults while uploading', () => {
  const faults: Fault[] = [403, 404, 409, 422, 429, 500, 503, 'refused', 'blackhole', 'truncated'];
  const calls = ['CreateArtifact', 'PUT blob', 'FinalizeArtifact'];
  const cases = calls.flatMap((call) => faults.map((fault) => ({ call, fault })));
  it.concurrent.each(cases)(
    '$call answers $fault: a warning, in time, without annotations',
    async ({ call, fault }) => {
      const runId = String(100 + cases.findIndex((c) => c.call === call && c.fault === fault));
      results.faults.set(call, fault, { runId });
      const { urls, problems, stdout } = await step({ runId }, { deadlineMs: 1500 });
      expect(urls).toEqual([null, null, null]);
      expect(new Set(problems.map(({ level }) => level))).toEqual(new Set(['warning']));
      // Each upload is named, and failures with one cause are one warning.
      const named = problems.flatMap(({ where }) => where.split(', '));
      expect(named.sort()).toEqual(
        ['build-telemetry-csv', 'build-telemetry.html', 'build-telemetry.json'].map(
          (name) => `artifact \`${name}\``,
        ),
      );
      expect(stdout).not.toMatch(/^::(error|warning)/m);
    },
  );
});

describe('nameArtifact', () => {
  it('removes characters that GitHub forbids', () => {
    expect(nameArtifact('a/b:c*"d"', 'x')).toBe('a-b-c-d--x');
    expect(nameArtifact('', '')).toBe('build-telemetry');
  });
});
