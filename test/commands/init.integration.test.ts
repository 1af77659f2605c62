/**
 * What `init` writes for each kind of repository: checked by GitHub's language service, and with the report that the
 * tests write.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { validate } from '@actions/languageservice';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectKinds } from '../../src/commands/project-kinds.ts';
import { fixtures, openFixture } from '../formats/fixtures.ts';
import { gitIn } from '../services/git.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

/** A repository with these files. */
function makeRepository(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder('init');
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

function write(folder: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

interface Made {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly text: string;
  readonly workflow: {
    readonly on: { readonly push: { readonly branches: string[] }; readonly pull_request: null };
    readonly jobs: {
      readonly test: { readonly steps: { run?: string; uses?: string; with?: { events: string } }[] };
    };
  };
}

async function init(folder: string, ...args: string[]): Promise<Made> {
  const ran = await runCli(['init', ...args], { cwd: folder });
  const text = readFileSync(join(folder, '.github/workflows/build-telemetry.yml'), 'utf8');
  return { ...ran, text, workflow: parse(text) };
}

async function problemsOf(text: string): Promise<string[]> {
  const { TextDocument } = await import('vscode-languageserver-textdocument');
  const path = 'file:///.github/workflows/build-telemetry.yml';
  return (await validate(TextDocument.create(path, 'yaml', 1, text))).map(({ message }) => String(message));
}

const dependsOn = (name: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'package.json': JSON.stringify({ devDependencies: { [name]: '1' } }),
  ...more,
});

/** Name of the kind, a repository of that kind, the command of the step, and a report with its path. */
const repositories: readonly [string, Record<string, string>, string, string, string][] = [
  [
    'Turborepo',
    { 'package.json': '{"packageManager": "pnpm@9.1.0"}', 'turbo.json': '{}' },
    'pnpm exec turbo run build test --summarize',
    'turborepo/turbo-2.11.11-cold.json',
    '.turbo/runs/1.json',
  ],
  [
    'Nx',
    { 'package.json': '{}', 'nx.json': '{}', 'yarn.lock': '' },
    'NX_CACHE_DIRECTORY=.nx/cache yarn nx run-many -t build test',
    'nx/nx-24.0.6-cold-run.json',
    '.nx/cache/run.json',
  ],
  [
    'Vitest',
    dependsOn('vitest', { 'package-lock.json': '{}' }),
    'npx vitest run --reporter=default --reporter=json --outputFile.json=vitest.json',
    'jest/vitest-5.1.0-passed.json',
    'vitest.json',
  ],
  [
    'Jest',
    dependsOn('jest', { 'bun.lock': '' }),
    'bunx jest --json --outputFile=jest.json',
    'jest/jest-30.5.2-passed.json',
    'jest.json',
  ],
  [
    'Mocha',
    dependsOn('mocha'),
    'npx mocha --reporter json --reporter-option output=mocha.json',
    'mocha/mocha-12.0.3-passed.json',
    'mocha.json',
  ],
  [
    'Playwright',
    dependsOn('@playwright/test'),
    'PLAYWRIGHT_JSON_OUTPUT_NAME=playwright.json npx playwright test --reporter=list,json',
    'playwright/playwright-1.65.1-passed.json',
    'playwright.json',
  ],
  [
    'Deno',
    { 'deno.json': '{}' },
    'deno test --allow-all --junit-path=deno.xml',
    'junit/enricomi-suite-logs.xml',
    'deno.xml',
  ],
  [
    'Bazel',
    { 'MODULE.bazel': '', 'go.mod': '' },
    'bazel test //... --build_event_json_file=bep.json',
    'bazel-bep/cold.json',
    'bep.json',
  ],
  ['Go', { 'go.mod': 'module a' }, 'go test -json ./... > go-test.json', 'go-test/ran.jsonl', 'go-test.json'],
  [
    'Cargo',
    { 'Cargo.toml': '' },
    'cargo test --no-fail-fast 2>&1 | tee cargo-test.txt',
    'libtest/cargo-1.95-passed.txt',
    'cargo-test.txt',
  ],
  [
    'Gradle',
    { 'build.gradle.kts': '', gradlew: '' },
    './gradlew build --continue',
    'junit/dorny-junit4-complete-external-java.xml',
    'app/build/test-results/test/TEST-a.xml',
  ],
  [
    'Maven',
    { 'pom.xml': '' },
    'mvn --batch-mode verify',
    'junit/mikepenz-maven_surefire_flaky-surefire-report.xml',
    'core/target/surefire-reports/TEST-a.xml',
  ],
  [
    'pytest',
    { 'pyproject.toml': '[tool.pytest.ini_options]', 'uv.lock': '' },
    'uv run pytest --junitxml=pytest.xml',
    'junit/dorny-python-xunit-pytest-..xml',
    'pytest.xml',
  ],
  [
    '.NET',
    { 'App.sln': '' },
    'dotnet test --logger trx --results-directory test-results',
    'trx/dorny-SilentNotes.trx.gz',
    'test-results/a.trx',
  ],
  [
    'RSpec',
    { Gemfile: "gem 'rspec'" },
    'bundle exec rspec --format progress --format json --out rspec.json',
    'rspec/rspec-3.12-passed.json',
    'rspec.json',
  ],
  [
    'PHPUnit',
    { 'phpunit.xml.dist': '' },
    'vendor/bin/phpunit --log-junit phpunit.junit.xml',
    'junit/dorny-phpcheckstyle-phpunit-external-phpunit.xml',
    'phpunit.junit.xml',
  ],
  [
    'CMake',
    { 'CMakeLists.txt': '' },
    'ctest --test-dir build --output-on-failure --output-junit ctest.xml',
    'junit/ctest-3.25.1-output-junit.xml',
    'build/ctest.xml',
  ],
];

describe('init in a repository', () => {
  it.each(repositories)(
    'of %s runs its tests and reads their report',
    async (name, files, command, log, report) => {
      const folder = makeRepository(files);
      const { status, stdout, text, workflow } = await init(folder);
      expect(status).toBe(0);
      expect(stdout).toContain(`Found: ${name}.`);
      expect(stdout).toContain(command);
      expect(await problemsOf(text)).toEqual([]);
      const { steps } = workflow.jobs.test;
      expect(steps.filter(({ run }) => run?.trim() === command)).toHaveLength(1);
      const events = steps.at(-1)?.with?.events ?? '';
      const kind = projectKinds.find((each) => each.name === name);
      expect(fixtures.find(({ path }) => path === log)?.format).toBe(kind?.format);
      write(folder, report, openFixture(log));
      const inspected = await runCli(['inspect', events, '--json'], { cwd: folder });
      expect(JSON.parse(inspected.stdout)).toMatchObject({ file: report, format: kind?.format });
    },
  );

  it('covers every kind except the one that runs below', () => {
    const covered = [...repositories.map(([name]) => name), 'node --test'];
    expect(projectKinds.map(({ name }) => name).toSorted()).toEqual(covered.toSorted());
  });

  it('of `node --test` writes a command that runs and a report that `check` reads', async () => {
    const folder = makeRepository({
      'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
      'a.test.js': "import { test } from 'node:test';\ntest('adds', () => {});\n",
    });
    const { stdout, workflow } = await init(folder);
    const command = workflow.jobs.test.steps.find(({ run }) => run?.includes('--test'))?.run ?? '';
    const { status } = spawnSync('sh', ['-c', command], { cwd: folder, env: { PATH: process.env['PATH'] } });
    expect(status).toBe(0);
    const advised = /build-telemetry (check \S+)/.exec(stdout)?.[1]?.split(' ') ?? [];
    expect(await runCli(advised, { cwd: folder })).toMatchObject({ status: 0 });
  });

  it('of several kinds tests each, even if another one fails', async () => {
    const folder = makeRepository({ ...dependsOn('vitest'), 'go.mod': 'module a' });
    const { text, workflow } = await init(folder);
    expect(await problemsOf(text)).toEqual([]);
    expect(workflow.jobs.test.steps.at(-1)?.with?.events).toBe('vitest.json\ngo-test.json\n');
    expect(text.match(/!cancelled\(\)/g)).toHaveLength(1);
  });

  it('of a workspace tests each package that has a test tool, after one installation', async () => {
    const folder = makeRepository({
      'package.json': '{"workspaces": ["packages/*"]}',
      'package-lock.json': '{}',
      'packages/a/package.json': JSON.stringify({ devDependencies: { vitest: '4' } }),
      'packages/b c/package.json': JSON.stringify({ devDependencies: { jest: '30' } }),
      'packages/docs/package.json': '{}',
      'examples/x/package.json': JSON.stringify({ devDependencies: { mocha: '11' } }),
    });
    const { stdout, text, workflow } = await init(folder);
    expect(await problemsOf(text)).toEqual([]);
    const { steps } = workflow.jobs.test;
    expect(steps.filter(({ run }) => run === 'npm ci')).toHaveLength(1);
    expect(steps.filter(({ run }) => / (vitest|jest|mocha) /.test(run ?? ''))).toMatchObject([
      { 'working-directory': 'packages/a', run: expect.stringContaining('npx vitest run') },
      { 'working-directory': 'packages/b c', run: expect.stringContaining('npx jest') },
    ]);
    expect(steps.at(-1)?.with?.events).toBe('packages/a/vitest.json\npackages/b c/jest.json\n');
    expect(stdout).toContain('Found: Vitest in packages/a, Jest in packages/b c.');
    expect(stdout).toContain('(cd packages/a && npx vitest run');
    expect(stdout).toContain("check packages/a/vitest.json 'packages/b c/jest.json'");
  });

  it('of a server and its pages tests both, each with its own installation', async () => {
    const folder = makeRepository({
      'go.mod': 'module a',
      'tools/go.mod': 'module tools',
      'web/package.json': JSON.stringify({ devDependencies: { '@playwright/test': '1' } }),
      'web/pnpm-lock.yaml': '',
      'services/mail/pyproject.toml': '[tool.pytest.ini_options]',
    });
    const { text, workflow } = await init(folder);
    expect(await problemsOf(text)).toEqual([]);
    const steps = workflow.jobs.test.steps.map((step) => ({ 'working-directory': '', ...step }));
    expect(steps.flatMap((step) => (step.run ? [[step['working-directory'], step.run]] : []))).toEqual([
      ['services/mail', 'pip install pytest .'],
      ['web', 'pnpm install --frozen-lockfile'],
      ['web', 'pnpm exec playwright install --with-deps'],
      ['', expect.stringContaining('go test -json')],
      ['services/mail', 'pytest --junitxml=pytest.xml'],
      ['web', expect.stringContaining('pnpm exec playwright test')],
    ]);
    expect(steps.at(-1)?.with?.events.split('\n')).toEqual([
      ...['go-test.json', 'services/mail/pytest.xml', 'web/playwright.json', ''],
    ]);
  });

  it('of no known kind records jobs and steps', async () => {
    const { stdout, text, workflow } = await init(makeRepository({ 'README.md': '' }));
    expect(await problemsOf(text)).toEqual([]);
    expect(workflow.jobs.test.steps.at(-1)?.with).toBeUndefined();
    expect(stdout).toContain('the timings of jobs and steps are recorded');
  });
});

describe('init', () => {
  const commit = 'commit -q --allow-empty -m start';
  it.each([
    [
      'what the clone knows',
      ['init -q -b main', 'symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/release/next'],
      'release/next',
    ],
    ['a usual branch without a commit', ['init -q -b master'], 'master'],
    ['a usual branch, next to the topic branch', ['init -q -b trunk', commit, 'switch -q -c topic'], 'trunk'],
    [
      'a usual branch of the remote',
      ['init -q -b topic', commit, 'update-ref refs/remotes/origin/develop HEAD', 'pack-refs --all'],
      'develop',
    ],
    ['no guess from a topic branch', ['init -q -b topic', commit], 'main'],
    ['no repository', [], 'main'],
  ])(
    'builds no commit twice: pushes to the default branch (%s) and pull requests',
    async (_, commands, branch) => {
      const folder = makeRepository({ 'README.md': '' });
      for (const command of commands) gitIn(folder)(...command.split(' '));
      const { text, workflow } = await init(folder);
      expect(workflow.on).toEqual({ push: { branches: [branch] }, pull_request: null });
      expect(await problemsOf(text)).toEqual([]);
    },
  );

  it('prints only the step if a workflow already runs tests', async () => {
    const folder = makeRepository({ 'go.mod': 'module a', '.github/workflows/ci.yml': 'jobs: { test: {} }' });
    const { stdout } = await init(folder);
    expect(stdout).toContain('.github/workflows/ci.yml exists.');
    expect(stdout).toContain('      - uses: build-telemetry/build-telemetry@v1\n        if: always()\n');
    expect(stdout).toContain('events: "go-test.json"');
  });

  it('keeps existing files, unless asked to overwrite them', async () => {
    const folder = makeRepository({ 'go.mod': 'module a' });
    await init(folder);
    write(folder, '.github/workflows/build-telemetry.yml', 'mine: true\n');
    const again = await init(folder);
    expect(again).toMatchObject({ status: 2, stdout: '', text: 'mine: true\n' });
    expect(again.stderr).toContain('.github/build-telemetry.yml: This file exists already. Use --force');
    expect((await init(folder, '--force')).text).toContain('go test');
    expect(existsSync(join(folder, '.github/build-telemetry.yml'))).toBe(true);
  });

  it('prints its findings as JSON', async () => {
    const { stdout } = await init(makeRepository({ 'pom.xml': '' }), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ projects: [{ name: 'Maven' }], branch: 'main', kept: [] });
  });
});

it('seeds the history if the build is read from jobs, and leaves the choice to the user otherwise', async () => {
  const seedOf = (folder: string): string | undefined =>
    /^.*seed: true.*$/m.exec(readFileSync(join(folder, '.github/build-telemetry.yml'), 'utf8'))?.[0];
  const [plain, maven] = [tempFolder('init-plain'), tempFolder('init-maven')];
  await init(plain);
  expect(seedOf(plain)).toBe('seed: true');
  write(maven, 'pom.xml', '<project/>');
  await init(maven);
  expect(seedOf(maven)).toBe('# seed: true # only without `events`');
});
