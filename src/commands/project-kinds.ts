/** The kinds of project that `init` supports: how to recognise and test each, and where its report is. */
import { quoteYaml } from './quote-text.ts';

/** A folder of a repository, as `init` reads it. */
export interface Project {
  /** From the top of the repository: '' or `packages/a/`. */
  readonly at: string;
  /** Names in the folder. */
  readonly files: ReadonlySet<string>;
  /** Text of a file in the folder; '' if it is absent. */
  readonly read: (file: string) => string;
  /** Where packages of Node are installed: the top of the workspace, else the folder itself; null: itself. */
  readonly workspace: Project | null;
}

export interface ProjectKind {
  readonly name: string;
  /** Id of the format of its report. */
  readonly format: string;
  readonly isIn: (project: Project) => boolean;
  /** Steps before the tests, as YAML; `run` stands for the folder of the project. */
  readonly setup: (project: Project) => readonly string[];
  /** The test command, which writes the report. */
  readonly test: (project: Project) => string;
  /** The location of the report: a path or a glob. */
  readonly events: string;
}

/** Names in the folder; `*.sln` is any with that ending. */
export const hasAny =
  (...names: readonly string[]) =>
  ({ files }: Project): boolean =>
    names.some((name) => (name.startsWith('*') ? hasEnding(files, name.slice(1)) : files.has(name)));

function hasEnding(files: ReadonlySet<string>, ending: string): boolean {
  return [...files].some((file) => file.endsWith(ending));
}

const nodeManagers = [
  { name: 'pnpm', locks: ['pnpm-lock.yaml'], locked: 'pnpm install --frozen-lockfile', run: 'pnpm exec' },
  { name: 'yarn', locks: ['yarn.lock'], locked: 'yarn install --immutable', run: 'yarn' },
  { name: 'bun', locks: ['bun.lock', 'bun.lockb'], locked: 'bun install --frozen-lockfile', run: 'bunx' },
  { name: 'npm', locks: ['package-lock.json'], locked: 'npm ci', run: 'npx' },
] as const;

export const nodeLocks: readonly string[] = nodeManagers.flatMap(({ locks }) => locks);

/** The package manager of Node, from its lock file, else from `packageManager` in package.json; npm otherwise. */
function nodeManager(project: Project): {
  readonly name: string;
  readonly hasLock: boolean;
  readonly install: string;
  readonly run: string;
} {
  const { files, read } = project.workspace ?? project;
  const isLocked = ({ locks }: (typeof nodeManagers)[number]): boolean =>
    locks.some((lock) => files.has(lock));
  const [, named] = /"packageManager"\s*:\s*"(\w+)@/.exec(read('package.json')) ?? [];
  const locked = nodeManagers.find(isLocked);
  const { name, run } = locked ?? nodeManagers.find((each) => each.name === named) ?? nodeManagers[3];
  return { name, run, hasLock: locked !== undefined, install: locked?.locked ?? `${name} install` };
}

function setUpNode(project: Project): string[] {
  const { name, hasLock, install } = nodeManager(project);
  const { at, read } = project.workspace ?? project;
  // The cache looks for the lock file at the top.
  const cache = hasLock && name !== 'bun' && at === '' ? `, cache: ${name}` : '';
  // The action reads the version from `packageManager`.
  const version =
    read('package.json').includes('"packageManager"') && at === '' ? [] : ['  with: { version: latest }'];
  return [
    ...(name === 'pnpm' ? ['- uses: pnpm/action-setup@v4', ...version] : []),
    ...(name === 'bun' ? ['- uses: oven-sh/setup-bun@v2'] : []),
    '- uses: actions/setup-node@v5',
    `  with: { node-version: lts/*${cache} }`,
    ...(name === 'yarn' ? ['- run: corepack enable'] : []),
    ...runIn(at, install),
  ];
}

/** The folder of a project, without the slash at its end. */
export function projectFolder({ at }: Pick<Project, 'at'>): string {
  return at.replace(/\/$/, '');
}

/** A step that runs a command in a folder. */
function runIn(at: string, command: string): string[] {
  return [
    `- run: ${command}`,
    ...(at === '' ? [] : [`  working-directory: ${quoteYaml(projectFolder({ at }))}`]),
  ];
}

/** `npx vitest`, or the equivalent of the lock file's manager. */
const nodeTest =
  (command: string, environment = '') =>
  (project: Project): string =>
    `${environment}${nodeManager(project).run} ${command}`;

const usesPackage =
  (name: string) =>
  ({ read }: Project): boolean =>
    read('package.json').includes(`"${name}":`);

function isPython(project: Project): boolean {
  const known = ['pyproject.toml', 'setup.cfg', 'tox.ini', 'requirements.txt', 'requirements-dev.txt'];
  return (
    hasAny('pytest.ini', 'conftest.py')(project) ||
    known.some((file) => /\bpytest\b/.test(project.read(file)))
  );
}

function setUpPython({ files, at }: Project): string[] {
  if (files.has('uv.lock')) return ['- uses: astral-sh/setup-uv@v7', ...runIn(at, 'uv sync --all-extras')];
  const install = files.has('poetry.lock')
    ? 'pip install poetry && poetry install'
    : ['requirements.txt', 'requirements-dev.txt']
        .filter((file) => files.has(file))
        .map((file) => `-r ${file}`)
        .join(' ');
  const own = install.startsWith('pip') ? install : `pip install pytest ${install || '.'}`;
  return ['- uses: actions/setup-python@v6', '  with: { python-version: 3.x }', ...runIn(at, own)];
}

function testPython({ files }: Project): string {
  const command = 'pytest --junitxml=pytest.xml';
  return files.has('uv.lock')
    ? `uv run ${command}`
    : files.has('poetry.lock')
      ? `poetry run ${command}`
      : command;
}

const setUpJava = (cache: string): readonly string[] => [
  '- uses: actions/setup-java@v5',
  `  with: { distribution: temurin, java-version: 21, cache: ${cache} }`,
];

/** Task runners come first: a workspace is tested through them. */
export const projectKinds: readonly ProjectKind[] = [
  {
    name: 'Turborepo',
    format: 'turborepo',
    isIn: hasAny('turbo.json', 'turbo.jsonc'),
    setup: setUpNode,
    test: nodeTest('turbo run build test --summarize'),
    events: '.turbo/runs/*.json',
  },
  {
    name: 'Nx',
    format: 'nx',
    isIn: hasAny('nx.json'),
    setup: setUpNode,
    test: nodeTest('nx run-many -t build test', 'NX_CACHE_DIRECTORY=.nx/cache '),
    events: '.nx/cache/run.json',
  },
  {
    name: 'Vitest',
    format: 'jest',
    isIn: usesPackage('vitest'),
    setup: setUpNode,
    test: nodeTest('vitest run --reporter=default --reporter=json --outputFile.json=vitest.json'),
    events: 'vitest.json',
  },
  {
    name: 'Jest',
    format: 'jest',
    isIn: usesPackage('jest'),
    setup: setUpNode,
    test: nodeTest('jest --json --outputFile=jest.json'),
    events: 'jest.json',
  },
  {
    name: 'Mocha',
    format: 'mocha',
    isIn: usesPackage('mocha'),
    setup: setUpNode,
    test: nodeTest('mocha --reporter json --reporter-option output=mocha.json'),
    events: 'mocha.json',
  },
  {
    name: 'Playwright',
    format: 'playwright',
    isIn: usesPackage('@playwright/test'),
    setup: (project) => [
      ...setUpNode(project),
      ...runIn(project.at, `${nodeManager(project).run} playwright install --with-deps`),
    ],
    test: nodeTest('playwright test --reporter=list,json', 'PLAYWRIGHT_JSON_OUTPUT_NAME=playwright.json '),
    events: 'playwright.json',
  },
  {
    name: 'node --test',
    format: 'junit',
    isIn: ({ read }) => /node [^"]*--test\b/.test(read('package.json')),
    setup: setUpNode,
    test: () =>
      'node --test --test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination=node-test.xml',
    events: 'node-test.xml',
  },
  {
    name: 'Deno',
    format: 'junit',
    isIn: hasAny('deno.json', 'deno.jsonc'),
    setup: () => ['- uses: denoland/setup-deno@v2'],
    test: () => 'deno test --allow-all --junit-path=deno.xml',
    events: 'deno.xml',
  },
  {
    name: 'Bazel',
    format: 'bazel-bep',
    isIn: hasAny('MODULE.bazel', 'WORKSPACE', 'WORKSPACE.bazel'),
    setup: () => [],
    test: () => 'bazel test //... --build_event_json_file=bep.json',
    events: 'bep.json',
  },
  {
    name: 'Go',
    format: 'go-test',
    isIn: hasAny('go.mod', 'go.work'),
    setup: ({ files, at }) => [
      '- uses: actions/setup-go@v6',
      `  with: { go-version-file: ${quoteYaml(`${at}${files.has('go.mod') ? 'go.mod' : 'go.work'}`)} }`,
    ],
    test: () => 'go test -json ./... > go-test.json',
    events: 'go-test.json',
  },
  {
    name: 'Cargo',
    format: 'libtest',
    isIn: hasAny('Cargo.toml'),
    setup: () => [],
    test: () => 'cargo test --no-fail-fast 2>&1 | tee cargo-test.txt',
    events: 'cargo-test.txt',
  },
  {
    name: 'Gradle',
    format: 'junit',
    isIn: hasAny('build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'),
    setup: () => setUpJava('gradle'),
    test: ({ files }) => `${files.has('gradlew') ? './gradlew' : 'gradle'} build --continue`,
    events: '**/build/test-results/**/*.xml',
  },
  {
    name: 'Maven',
    format: 'junit',
    isIn: hasAny('pom.xml'),
    setup: () => setUpJava('maven'),
    test: ({ files }) => `${files.has('mvnw') ? './mvnw' : 'mvn'} --batch-mode verify`,
    events: '**/target/{surefire,failsafe}-reports/TEST-*.xml',
  },
  {
    name: 'pytest',
    format: 'junit',
    isIn: isPython,
    setup: setUpPython,
    test: testPython,
    events: 'pytest.xml',
  },
  {
    name: '.NET',
    format: 'trx',
    isIn: hasAny('*.sln', '*.slnx', '*.csproj', '*.fsproj'),
    setup: () => ['- uses: actions/setup-dotnet@v5', '  with: { dotnet-version: 10.x }'],
    test: () => 'dotnet test --logger trx --results-directory test-results',
    events: 'test-results/**/*.trx',
  },
  {
    name: 'RSpec',
    format: 'rspec',
    isIn: ({ files, read }) => files.has('.rspec') || /\brspec\b/.test(read('Gemfile')),
    setup: ({ at }) => [
      '- uses: ruby/setup-ruby@v1',
      `  with: { ruby-version: ruby, bundler-cache: true${at === '' ? '' : `, working-directory: ${quoteYaml(projectFolder({ at }))}`} }`,
    ],
    test: () => 'bundle exec rspec --format progress --format json --out rspec.json',
    events: 'rspec.json',
  },
  {
    name: 'PHPUnit',
    format: 'junit',
    isIn: hasAny('phpunit.xml', 'phpunit.xml.dist'),
    setup: ({ at }) => [
      '- uses: shivammathur/setup-php@v2',
      '  with: { php-version: latest }',
      ...runIn(at, 'composer install'),
    ],
    test: () => 'vendor/bin/phpunit --log-junit phpunit.junit.xml',
    events: 'phpunit.junit.xml',
  },
  {
    name: 'CMake',
    format: 'junit',
    isIn: hasAny('CMakeLists.txt'),
    setup: ({ at }) => runIn(at, 'cmake -S . -B build && cmake --build build'),
    test: () => 'ctest --test-dir build --output-on-failure --output-junit ctest.xml',
    events: 'build/ctest.xml',
  },
];
