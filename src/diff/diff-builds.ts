/**
 * Compares two builds: tasks, and for recordings also files and environments; and explains the difference in time.
 */
import { findCriticalPath } from '../metrics/critical-path.ts';
import { addKnown, finalTasks } from '../metrics/final-tasks.ts';
import { measureParallelism } from '../metrics/measure-parallelism.ts';
import type { Build } from '../model/build.ts';
import type { BuildDiff, DiffSide, FactChange } from '../model/build-diff.ts';
import type { BuildRecording } from '../model/recording.ts';
import { compareEnvironments, compareFacts } from './compare-environments.ts';
import { compareFiles, findNotReproducible } from './compare-files.ts';
import { type Bands, compareTasks } from './compare-tasks.ts';
import { explainTime } from './explain-time.ts';

/** A build by its name, with its recording if there is one. */
export interface NamedBuild {
  readonly label: string;
  readonly build: Build;
  readonly recording: BuildRecording | null;
}

/** @param siblings other recordings: those with equal inputs show which outputs are not reproducible */
export function diffBuilds(
  first: NamedBuild,
  second: NamedBuild,
  siblings: readonly BuildRecording[] = [],
  bands: Bands = new Map(),
): BuildDiff {
  const [a, b] = [summarizeSide(first), summarizeSide(second)];
  const recordings = [first, second].map(({ recording }) => recording);
  const [x = null, y = null] = recordings;
  const files = x !== null && y !== null ? compareFiles(x, y) : { inputs: [], outputs: [] };
  const environment = [
    ...compareEnvironments(x?.environment ?? null, y?.environment ?? null),
    ...compareContexts(first.build, second.build, x !== null && y !== null),
    ...compareJudgements(x, y),
  ];
  const compared = compareTasks(first.build, second.build, bands);
  const known = recordings.filter((each) => each !== null);
  const all = [...known, ...siblings.filter(({ id }) => !known.some((each) => each.id === id))];
  const outputs = new Set(known.flatMap((each) => each.outputs.map(({ path }) => path)));
  return {
    a,
    b,
    byMs: a.durationMs === null || b.durationMs === null ? null : b.durationMs - a.durationMs,
    command: compareCommands(x, y),
    environment,
    ...files,
    notReproducible: findNotReproducible(all).filter(({ path }) => outputs.has(path)),
    tasks: compared.tasks,
    withinNoise: compared.withinNoise,
    why: explainTime(a, b, { compared, inputs: files.inputs, environment }),
  };
}

function summarizeSide({ label, build, recording }: NamedBuild): DiffSide {
  const tasks = finalTasks(build.tasks);
  const hits = tasks.filter(({ cache }) => cache === 'hit').length;
  const lookups = hits + tasks.filter(({ cache }) => cache === 'miss').length;
  const path = findCriticalPath(tasks, build.criticalPath);
  return {
    label,
    id: build.id,
    commit: build.context.commit ?? recording?.environment.git?.commit ?? null,
    startTimeMs: build.startTimeMs,
    durationMs: build.durationMs,
    result: build.result,
    tasks: tasks.length,
    cacheHitRate: lookups > 0 ? hits / lookups : null,
    workers: build.session?.maxParallelism ?? null,
    meanParallelism: path?.meanParallelism ?? measureParallelism(tasks, build.durationMs),
    workMs: addKnown(tasks.map(({ durationMs }) => durationMs)),
    isRecorded: recording !== null,
  };
}

function compareCommands(a: BuildRecording | null, b: BuildRecording | null): FactChange | null {
  const [before, after] = [a, b].map((each) => each?.command.join(' ') ?? null);
  return before == null || after == null || before === after ? null : { name: 'command', before, after };
}

/** The environments from the builds' own logs; a recording has more. */
function compareContexts(a: Build, b: Build, areRecorded: boolean): FactChange[] {
  const read = ({ context, session }: Build): Map<string, string | null> => {
    const { runnerOs, runnerArch, cpuModel, runnerImage, branch, event } = context;
    const runner = { OS: runnerOs, architecture: runnerArch, CPU: cpuModel };
    const own = { 'runner image': runnerImage, workers: session?.maxParallelism?.toString() ?? null };
    const facts = areRecorded ? own : { ...runner, ...own, branch, event, ...flattenSession(session) };
    return new Map(Object.entries(facts));
  };
  const haveSettings = a.session?.environment != null && b.session?.environment != null;
  // A property that one of them lacks is unknown, not changed.
  return compareFacts(read(a), read(b)).filter(
    ({ name, before, after }) =>
      (before !== null && after !== null) || (haveSettings && /^(?:tool|variable) /.test(name)),
  );
}

function flattenSession(session: Build['session']): Record<string, string> {
  const { tools = {}, variables = {}, cpuCount } = session?.environment ?? {};
  const named = (what: string, of: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(of).map(([key, value]) => [`${what} ${key}`, value]);
  return Object.fromEntries([
    ...named('tool', tools),
    ...named('variable', variables),
    ...(cpuCount === undefined ? [] : [['CPUs', String(cpuCount)]]),
  ]);
}

function compareJudgements(a: BuildRecording | null, b: BuildRecording | null): FactChange[] {
  if (a === null || b === null) return [];
  const read = ({ toolVersion, judgement }: BuildRecording): Map<string, string> =>
    new Map([
      ['Build Telemetry', toolVersion],
      ['configuration', judgement.configuration.sha256.slice(0, 12)],
    ]);
  return compareFacts(read(a), read(b));
}
