/** Every example of docs/how-to.md: commands are run, configurations read; see also workflows.integration.test.ts. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/settings/config.ts';
import { version } from '../../src/version.ts';
import { runCli } from '../commands/run-cli.ts';
import { makePastRuns } from '../github/past-runs-fixture.ts';
import { gitIn } from '../services/git.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';
import { tempFolder } from '../temp-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}docs/how-to.md`, 'utf8');

interface Example {
  readonly section: string;
  readonly kind: string;
  readonly text: string;
}

const examples: readonly Example[] = page.split(/^## /m).flatMap((section) =>
  [...section.matchAll(/```(sh|yaml)( \w+)?\n([\s\S]*?)```/g)].map(([, language, kind = '', text = '']) => ({
    section: section.split('\n')[0] as string,
    kind: kind.trim() === '' ? (language as string) : kind.trim(),
    text,
  })),
);
const ofKind = (wanted: string) =>
  examples.filter(({ kind }) => kind === wanted).map((one) => [one.section, one.text] as const);

describe('docs/how-to.md', () => {
  it('contains only examples of tested kinds, and one in every section', () => {
    const kinds = ['sh', 'github', 'branch', 'install', 'config', 'step', 'workflow'];
    expect(examples.filter(({ kind }) => !kinds.includes(kind))).toEqual([]);
    const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(sections.filter((title) => !examples.some(({ section }) => section === title))).toEqual([]);
  });

  it.each(ofKind('config'))('%s: the configuration is read without a problem', (_, text) => {
    expect(readConfig(text, 'build-telemetry.yml').problems).toEqual([]);
  });

  it('is the only installation of the command line in the docs', () => {
    const pages = globSync(['README.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: root });
    expect(pages.length).toBeGreaterThan(20);
    for (const path of pages)
      expect([path, readFileSync(join(root, path), 'utf8')]).toEqual([
        path,
        expect.not.stringContaining('npx build-tel'),
      ]);
  });

  it('quotes only messages that exist in the source', () => {
    const source = globSync('src/**/*.ts', { cwd: root }).map((file) =>
      readFileSync(join(root, file), 'utf8'),
    );
    const rows = page.split('| message |')[1]?.split('\n').slice(2) ?? [];
    const messages = rows.flatMap((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? []);
    expect(messages.length).toBeGreaterThan(5);
    expect(messages.filter((message) => !source.some((text) => text.includes(message)))).toEqual([]);
  });
});

describe('commands of docs/how-to.md', () => {
  let made = '';
  let rest: RestService;
  beforeAll(async () => {
    rest = await startRestService();
    made = tempFolder('how-to');
    const report = (scale: number, started = ''): string =>
      `<testsuite name="e2e"${started} time="${3 * scale}"><testcase name="login works" time="${scale}"/><testcase name="checkout" time="${2 * scale}"/></testsuite>`;
    const write = (path: string, text: string): void => {
      mkdirSync(join(made, path, '..'), { recursive: true });
      writeFileSync(join(made, path), text);
    };
    write('packages/billing/junit.xml', report(1.5));
    write('packages/api/junit.xml', report(1.6));
    for (const day of [1, 2])
      write(`old-logs/${day}.xml`, report(1.5, ` timestamp="2026-01-0${day}T10:00:00Z"`));
    const bench = { name: 'sort', unit: 'ns/iter', value: 100 };
    const entries = {
      Rust: [{ commit: { id: 'a' }, date: 1_700_000_000_000, tool: 'cargo', benches: [bench] }],
    };
    write('data.js', `window.BENCHMARK_DATA = ${JSON.stringify({ entries })}`);
    write('otava.csv', 'time,commit,sort\n2024.01.01 3:00:00 +0100,aaa0,10.43\n');
    const point = { report: 'r', start_time: '2025-03-01T10:00:00Z', version: {}, metric: { value: 5 } };
    const line = { benchmark: { name: 'sort' }, measure: { slug: 'latency' }, metrics: [point] };
    write('bencher-perf.json', JSON.stringify({ project: { name: 'p' }, results: [line] }));
    for (let build = 0; build < 14; build++) {
      write('reports/unit.xml', report(1 + build / 100));
      expect((await runCli(['check', 'reports/unit.xml', '--name', 'unit'], { cwd: made })).status).toBe(0);
    }
    // The shell splits each command into words; this process runs it.
    write('bin/build-telemetry', '#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done\nprintf "\\n"\n');
    chmodSync(join(made, 'bin/build-telemetry'), 0o755);
    // Only the token is requested from GitHub's command line.
    write('bin/gh', '#!/bin/sh\necho token-of-gh\n');
    chmodSync(join(made, 'bin/gh'), 0o755);
  });

  afterAll(() => rest.close());

  /** A clone whose remote has the branch of GitHub Pages. */
  function inRepository(folder: string): void {
    const git = gitIn(folder);
    git('init', '--quiet', '--initial-branch=gh-pages');
    git('add', 'data.js');
    git('commit', '--quiet', '--message', 'bench');
    git('remote', 'add', 'origin', '.');
    git('fetch', '--quiet', 'origin');
    git('checkout', '--quiet', '--orphan', 'main');
  }

  it.each(ofKind('sh'))('%s', async (_, text) => void (await runExample(text)));

  it.each(ofKind('branch'))('%s, from a branch', async (_, text) => {
    expect(await runExample(text, {}, inRepository)).toBe(
      'origin/gh-pages: 1 build added, 0 already known\n',
    );
  });

  // A copy of the source without Git cannot be cloned.
  it.skipIf(!existsSync(`${root}.git`)).each(ofKind('install'))('%s, with Git and npm', (_, text) => {
    const folder = tempFolder('how-to-install');
    const env = {
      ...process.env,
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `url.${root}.insteadOf` },
      GIT_CONFIG_VALUE_0: 'https://github.com/build-telemetry/build-telemetry',
      ...{ npm_config_prefix: join(folder, 'global'), npm_config_offline: 'true' },
    };
    const options = { cwd: folder, encoding: 'utf8', env } as const;
    // Without a registry the packages next to it cannot be installed.
    const linked = text.replace(' --install-links', '');
    const { status, stderr } = spawnSync('bash', ['--norc', '-ec', linked], options);
    expect([status, stderr]).toEqual([0, expect.stringContaining('Cloning into')]);
    const installed = spawnSync(join(folder, 'global/bin/build-telemetry'), ['--version'], options);
    expect([installed.stdout.trim(), installed.stderr]).toEqual([version, '']);
  });

  it.each(ofKind('github'))('%s, over REST', async (_, text) => {
    const past = makePastRuns();
    // The fixture ends before today.
    const [id, run] = [...past.runs].find(([, { conclusion }]) => conclusion === 'success')!;
    rest.identities.set('token-of-gh', { author: actionsBot, permissions: ['actions: read'] });
    rest.runs.set(id, {
      ...run,
      created_at: new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z/, 'Z'),
    });
    for (const [key, jobs] of past.jobs) rest.jobs.set(key, jobs);
    const env = { GITHUB_API_URL: rest.url, GITHUB_TOKEN: 'token-of-gh' };
    expect(await runExample(text, env)).toContain('octo/shop: 1 build added');
    expect(rest.violations).toEqual([]);
  });

  /** Runs each command of ours in a copy of the team's folder. @returns what they print */
  async function runExample(
    text: string,
    more: Readonly<Record<string, string>> = {},
    prepare: (folder: string) => void = () => {},
  ): Promise<string> {
    const folder = tempFolder('how-to-run');
    cpSync(made, folder, { recursive: true });
    prepare(folder);
    const env = {
      ...{ CI_COMMIT_REF_NAME: 'main', CI_COMMIT_SHA: 'a'.repeat(40), CI_MERGE_REQUEST_IID: '' },
      ...more,
    };
    const read = spawnSync('bash', ['--norc', '-ec', text], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, PATH: `${made}/bin:${process.env['PATH']}` },
    });
    expect(read).toMatchObject({ status: 0, stderr: '' });
    let printed = '';
    for (const line of read.stdout.trimEnd().split('\n')) {
      const { status, stdout, stderr } = await runCli(line.split('\0').slice(0, -1), { cwd: folder, env });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      if (!line.startsWith('emit')) expect(stdout).not.toBe('');
      printed += stdout;
    }
    return printed;
  }
});
