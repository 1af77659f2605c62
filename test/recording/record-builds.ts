/** Recordings for tests, made as a run makes them: judged against the builds that were stored before. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AnalysisInput, analyze } from '../../src/analyze.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { encodeHistory } from '../../src/history/encode-history.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import { nameSegment, noLimits, type SegmentFile } from '../../src/history/segment.ts';
import type { Build } from '../../src/model/build.ts';
import type { BuildRecording, RecordedEnvironment } from '../../src/model/recording.ts';
import { recordJudgement } from '../../src/recording/record-judgement.ts';
import { readConfig } from '../../src/settings/config.ts';
import { readOptions } from '../../src/settings/read-option-texts.ts';
import { version } from '../../src/version.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';

export const environment: RecordedEnvironment = {
  os: 'linux',
  osRelease: '6.8.0',
  arch: 'x64',
  cpuModel: 'AMD EPYC 7763',
  cpuCount: 4,
  totalMemoryBytes: 16e9,
  nodeVersion: 'v24.0.0',
  tools: { go: 'go version go1.25.0 linux/amd64' },
  variables: { CI: 'true' },
  system: 'Ubuntu 24.04.1 LTS',
  container: null,
  lockFiles: { 'go.sum': 'a'.repeat(64) },
  git: { commit: 'c'.repeat(40), branch: 'main', changedFiles: 0 },
};

/** @param past the stored builds: of these, only builds that began before this one count */
export function recordBuild(
  build: Build,
  past: readonly SegmentFile[] = [],
  change: Partial<BuildRecording> & { readonly config?: string } = {},
): BuildRecording {
  const { config = '', ...facts } = change;
  const read = readSegments(past, noLimits, ({ startTimeMs }) => startTimeMs < (build.startTimeMs ?? 0));
  const { options } = readOptions([]);
  const { history, good: segments } = read;
  const status = history.builds.length > 0 ? 'found' : 'missing';
  const input: AnalysisInput = {
    build,
    loaded: { status, history, problems: [], segments },
    config: readConfig(config, 'config').config,
    options,
    baselineBranch: null,
    problems: [],
    ownersOf: (name) => [`@owner-of-${name}`],
  };
  const source = { path: 'config', text: config, baseText: null };
  return {
    recordingVersion: '1.0',
    id: `r-${build.id}`,
    toolVersion: version,
    command: ['make', 'test'],
    startTimeMs: build.startTimeMs ?? 0,
    durationMs: build.durationMs ?? 0,
    exitCode: 0,
    environment,
    inputs: [],
    outputs: [],
    build,
    judgement: recordJudgement(input, source, analyze(input)),
    ...facts,
  };
}

interface Suite {
  readonly suite: string;
  readonly builds: readonly {
    readonly commit: string;
    readonly time: string;
    readonly hardware: string | null;
  }[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

const siblingsFile = fileURLToPath(new URL('../../../shared/data/siblings.json', import.meta.url));

/** Builds of real projects where available, otherwise of a generated one; by series. */
export function sampleHistories(): Build[][] {
  if (!existsSync(siblingsFile)) return [madeHistory('made/a'), madeHistory('made/b')];
  const suites = JSON.parse(readFileSync(siblingsFile, 'utf8')) as Suite[];
  return suites.slice(0, 2).map(({ suite, builds, series }) =>
    builds.map(({ commit, time, hardware }, at) => {
      const tasks = series.slice(0, 12).flatMap(({ name, values }, place) => {
        const value = values[at];
        return typeof value === 'number'
          ? [
              makeTask({
                id: `t${place}`,
                name,
                durationMs: value * 1e6,
                result: at % 17 === place ? 'failure' : 'success',
              }),
            ]
          : [];
      });
      return makeBuild({
        id: `${suite}-${at}`,
        name: suite,
        startTimeMs: Date.parse(time) + at,
        durationMs: tasks.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0),
        result: tasks.some((task) => task.result === 'failure') ? 'failure' : 'success',
        tasks,
        context: makeContext({ commit: `${commit}${'0'.repeat(33)}`, cpuModel: hardware }),
      });
    }),
  );
}

/** 600 builds of 12 tasks, with noise, a step and occasional failures. */
function madeHistory(name: string): Build[] {
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  return Array.from({ length: 600 }, (_, at) => {
    const tasks = Array.from({ length: 12 }, (__, place) =>
      makeTask({
        id: `t${place}`,
        name: `package ${place}`,
        durationMs: (1000 + 100 * place) * (1 + 0.1 * random()) * (at > 300 && place === 3 ? 1.4 : 1),
        result: at % 17 === place ? 'failure' : 'success',
      }),
    );
    const durationMs = tasks.reduce((sum, task) => sum + (task.durationMs ?? 0), 0);
    const startTimeMs = Date.UTC(2026, 0, 1) + at * 3_600_000;
    return makeBuild({ id: `${name}-${at}`, name, startTimeMs, durationMs, tasks });
  });
}

/** One segment with all of them, as compaction leaves it. */
export function storeBuilds(builds: readonly Build[]): SegmentFile {
  const bytes = encodeHistory(builds.map((build) => encodeBuild(build, build.startTimeMs ?? 0)));
  return { name: nameSegment(1, builds[0]?.startTimeMs ?? 0, builds.length, bytes), bytes };
}
