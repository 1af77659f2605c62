/** The builds of a history as columns, with the releases among them and the cost of each agent's model. */
import type { History, StoredBuild } from '../model/history.ts';
import { nameRunner } from '../model/name-runner.ts';
import { cleanText } from '../render/escape.ts';
import { roundForSite } from './describe-series-row.ts';
import { isOfBaseline } from './judge-history.ts';
import { nameFile } from './name-file.ts';
import type { BuildsData, ModelData, Tag } from './site-data.ts';

export function listBuildsData(history: History, branch: string | null, tags: readonly Tag[]): BuildsData {
  const { builds } = history;
  const words: string[] = [];
  const places = new Map<string, number>();
  const word = (text: string | null): number => {
    const clean = cleanText(text ?? '', 120);
    const known = places.get(clean) ?? words.length;
    if (known === words.length) words.push(clean);
    places.set(clean, known);
    return known;
  };
  const column = <T>(read: (build: StoredBuild) => T): T[] => builds.map(read);
  return {
    words,
    id: column(({ id }) => cleanText(id, 80)),
    file: column(({ id }) => nameFile(id)),
    timeMs: column(({ startTimeMs }) => Math.round(startTimeMs)),
    durationMs: column(({ durationMs }) => durationMs),
    result: column(({ result }) => result),
    complete: column(({ complete, degraded }) => complete && !degraded),
    commit: column(({ commit }) => (commit === null ? null : cleanText(commit, 64))),
    branch: column((build) => word(build.branch)),
    pullRequest: column(({ pullRequest }) => pullRequest),
    runId: column(({ runId }) => runId),
    attempt: column(({ runAttempt }) => runAttempt),
    workflow: column((build) => word(build.workflow)),
    runner: column((build) => word(nameRunner(build))),
    tasks: column(({ tasks }) => tasks),
    failedTasks: column(({ failedTasks }) => failedTasks),
    costUsd: column(({ costUsd }) => costUsd),
    tokens: column(({ tokens }) => tokens),
    cacheHitRate: column(({ cacheHits, cacheLookups }) =>
      cacheLookups > 0 ? roundForSite(cacheHits / cacheLookups) : null,
    ),
    queueMs: column(({ queueMs }) => (queueMs === undefined ? null : roundForSite(queueMs))),
    baseline: column((build) => Number(isOfBaseline(build, branch))),
    tags: placeTags(builds, branch, tags),
    models: sumModels(history),
  };
}

/** A release is marked at the build of its commit, else at the first build of the baseline branch after it. */
function placeTags(
  builds: readonly StoredBuild[],
  branch: string | null,
  tags: readonly Tag[],
): BuildsData['tags'] {
  const first = builds[0]?.startTimeMs ?? Number.POSITIVE_INFINITY;
  return tags
    .flatMap(({ name, commit, timeMs }) => {
      const own = builds.findIndex((build) => build.commit === commit);
      const later = builds.findIndex((build) => build.startTimeMs >= timeMs && isOfBaseline(build, branch));
      const at = own >= 0 ? own : timeMs < first ? -1 : later;
      return at < 0 ? [] : [{ at, name: cleanText(name, 60) }];
    })
    .sort((a, b) => a.at - b.at);
}

interface Sums {
  readonly cost: Float64Array;
  readonly tokens: Float64Array;
  readonly cacheRead: Float64Array;
  readonly given: Float64Array;
  readonly runs: Int32Array;
  readonly cached: Int32Array;
}

function sumModels({ builds, series }: History): ModelData[] {
  const models = new Map<string, Sums>();
  for (const one of series) {
    const { model, build, costUsd, tokens, cached, cacheReadTokens, outputTokens } = one;
    if (model === null) continue;
    for (let row = 0; row < build.length; row++) {
      const name = model[row];
      if (name === null || name === undefined) continue;
      const sums = models.get(name) ?? openSums(builds.length);
      models.set(name, sums);
      const at = build[row] as number;
      sums.runs[at] = (sums.runs[at] as number) + 1;
      sums.cached[at] = (sums.cached[at] as number) + Number(cached[row] === 1);
      addToSum(sums.cost, at, costUsd?.[row]);
      addToSum(sums.tokens, at, tokens?.[row]);
      addToSum(sums.cacheRead, at, cacheReadTokens?.[row]);
      addToSum(sums.given, at, (tokens?.[row] ?? Number.NaN) - (outputTokens?.[row] ?? Number.NaN));
    }
  }
  const known = (values: Float64Array): (number | null)[] =>
    Array.from(values, (value) => (Number.isNaN(value) ? null : roundForSite(value)));
  return [...models]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([model, sums]) => ({
      model: cleanText(model, 80),
      costUsd: known(sums.cost),
      tokens: known(sums.tokens),
      cacheRead: known(sums.cacheRead),
      given: known(sums.given),
      runs: [...sums.runs],
      cached: [...sums.cached],
    }));
}

function openSums(builds: number): Sums {
  const unknown = (): Float64Array => new Float64Array(builds).fill(Number.NaN);
  return {
    cost: unknown(),
    tokens: unknown(),
    cacheRead: unknown(),
    given: unknown(),
    runs: new Int32Array(builds),
    cached: new Int32Array(builds),
  };
}

function addToSum(sums: Float64Array, at: number, value: number | undefined): void {
  if (value === undefined || Number.isNaN(value)) return;
  const before = sums[at] as number;
  sums[at] = Number.isNaN(before) ? value : before + value;
}
