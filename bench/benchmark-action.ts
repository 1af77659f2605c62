/**
 * github-action-benchmark, bundled from a checkout of its source and run as a job runs it, on the same numbers.
 * https://github.com/benchmark-action/github-action-benchmark
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { makeBuild } from './plain-builds.ts';
import { root } from './sides.ts';

export interface PeerCommand {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Its action, with a data file of past builds and the results of one more.
 * @param source checkout of its repository
 * @param folder where the bundle and the files go
 */
export async function openBenchmarkAction(
  source: string,
  folder: string,
  builds: number,
  tasks: number,
): Promise<PeerCommand> {
  const file = join(folder, 'github-action-benchmark.mjs');
  const bundled = await rolldown({
    input: join(source, 'src/index.ts'),
    platform: 'node',
    logLevel: 'silent',
    tsconfig: false,
    resolve: { modules: [join(root, 'node_modules')] },
  });
  await bundled.write({ file, format: 'esm', minify: true, codeSplitting: false });
  await bundled.close();
  const commitOf = (number: number): object => ({
    author: { name: 'a', email: 'a@example.com', username: 'a' },
    committer: { name: 'a', email: 'a@example.com', username: 'a' },
    id: number.toString(16).padStart(40, '0'),
    message: 'a change',
    timestamp: new Date(0).toISOString(),
    url: `https://github.com/o/r/commit/${number}`,
    distinct: true,
    tree_id: 'a',
  });
  const benchesOf = (number: number): object[] =>
    makeBuild(number, tasks).tasks.map(({ name, durationMs }) => ({ name, unit: 'ms', value: durationMs }));
  const entries = Array.from({ length: builds }, (_, number) => ({
    commit: commitOf(number),
    date: number,
    tool: 'customSmallerIsBetter',
    benches: benchesOf(number),
  }));
  const data = { lastUpdate: 0, repoUrl: 'https://github.com/o/r', entries: { bench: entries } };
  writeFileSync(join(folder, 'data.json'), JSON.stringify(data));
  writeFileSync(join(folder, 'results.json'), JSON.stringify(benchesOf(builds)));
  const event = { head_commit: commitOf(builds), repository: { html_url: 'https://github.com/o/r' } };
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
  writeFileSync(join(folder, 'peer-summary.md'), '');
  return { args: [file], env: environmentOf(folder) };
}

function environmentOf(folder: string): Record<string, string> {
  return {
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_WORKFLOW: 'bench',
    GITHUB_STEP_SUMMARY: join(folder, 'peer-summary.md'),
    INPUT_NAME: 'bench',
    INPUT_TOOL: 'customSmallerIsBetter',
    'INPUT_OUTPUT-FILE-PATH': join(folder, 'results.json'),
    'INPUT_EXTERNAL-DATA-JSON-PATH': join(folder, 'data.json'),
    'INPUT_GH-PAGES-BRANCH': 'gh-pages',
    'INPUT_BENCHMARK-DATA-DIR-PATH': 'dev/bench',
    'INPUT_AUTO-PUSH': 'false',
    'INPUT_SKIP-FETCH-GH-PAGES': 'false',
    'INPUT_COMMENT-ALWAYS': 'false',
    'INPUT_SUMMARY-ALWAYS': 'true',
    // Like ours, which stores nothing either: every run sees the same history.
    'INPUT_SAVE-DATA-FILE': 'false',
    'INPUT_COMMENT-ON-ALERT': 'false',
    'INPUT_ALERT-THRESHOLD': '200%',
    'INPUT_FAIL-ON-ALERT': 'false',
    'INPUT_FAIL-THRESHOLD': '',
    'INPUT_ALERT-COMMENT-CC-USERS': '',
    'INPUT_MAX-ITEMS-IN-CHART': '',
    'INPUT_GO-FORCE-PACKAGE-SUFFIX': 'false',
  };
}
