import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Ends a test that hangs. What a test waits for, it says itself: a busy machine makes no test fail. */
const hangMs = 1_800_000;

/** What replaces modules, globals or timers, which must not stay replaced for others, or measures or signals its own process. */
const alone = [
  ...globSync('test/**/*.integration.test.ts').filter((file) =>
    /short-pauses|vi\.(mock|stubGlobal|useFakeTimers)\(/.test(readFileSync(file, 'utf8')),
  ),
  'test/commands/metrics-commands.integration.test.ts',
  'test/ingest/bounded-memory.integration.test.ts',
];

/** Files that wait for deadlines begin first: the others keep the processors busy meanwhile. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const waiting = new Set(
      files.filter(({ moduleId }) => /'blackhole'/.test(readFileSync(moduleId, 'utf8'))),
    );
    const order = (file: TestSpecification): number => file.project.config.sequence.groupOrder;
    return (await super.sort(files)).sort(
      (a, b) => order(a) - order(b) || Number(waiting.has(b)) - Number(waiting.has(a)),
    );
  }
}

/** An order of our own would replace that of chance. */
const isShuffled = process.argv.some((each) => each.startsWith('--sequence.shuffle'));

/** Ends a wait for what never comes to hold, so that a test that fails says so soon. */
const patienceMs = 120_000;

/** They wait for nothing, and Node.js reads TypeScript by itself, faster than Vite transforms it. */
const computing = {
  setupFiles: ['test/setup.ts', 'test/forbid-processes.ts'],
  isolate: false,
  maxWorkers: '100%',
  sequence: { groupOrder: 0 },
  experimental: { viteModuleRunner: false, nodeLoader: false },
};

export default defineConfig({
  test: {
    testTimeout: hangMs,
    hookTimeout: hangMs,
    expect: { poll: { timeout: patienceMs } },
    // Many tests wait for deadlines and processes: more workers than a small runner has cores.
    maxWorkers: 4,
    sequence: { groupOrder: 1, ...(isShuffled ? {} : { sequencer: WaitingFirst }) },
    globalSetup: ['test/global-setup.ts'],
    // These import JSON in a way that Node refuses and Vite accepts.
    server: { deps: { inline: [/@actions\/(languageservice|workflow-parser|expressions)/] } },
    projects: [
      {
        extends: true,
        test: {
          ...computing,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{sweep,integration,browser}.test.ts'],
        },
      },
      { extends: true, test: { ...computing, name: 'sweep', include: ['test/**/*.sweep.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/**/*.integration.test.ts'],
          exclude: alone,
          setupFiles: ['test/services/slow-clock.ts', 'test/setup.ts'],
          globalSetup: ['test/services/setup.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          setupFiles: ['test/services/slow-clock.ts', 'test/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          setupFiles: ['test/setup.ts'],
          globalSetup: ['test/render/setup.ts'],
          isolate: false,
        },
      },
    ],
  },
});
