/** Stored builds → rows of `builds`, `tasks` and `measurements`. */

import { listRows } from '../history/list-rows.ts';
import type { BuildRecord } from '../history/stored-build.ts';
import type { History, StoredBuild, TaskSeries } from '../model/history.ts';
import { fitIndex } from './fit-index.ts';
import { writeJson } from './json-cell.ts';
import type { Row } from './table.ts';

/** The owner of the history. */
export interface Owner {
  /** `owner/name`. */
  readonly repository: string;
  readonly series: string;
}

export function buildRow({ repository, series }: Owner, { build, digest }: BuildRecord): Row {
  return [
    ...[repository, series, build.id, digest, build.startTimeMs, build.durationMs, build.result],
    ...[Number(build.complete), Number(build.degraded), build.tasks, build.failedTasks, build.retries],
    ...[build.errors, build.cacheHits, build.cacheLookups, build.costUsd, build.tokens],
    ...[build.peakMemoryBytes, build.branch, build.commit, build.pullRequest, build.event, build.workflow],
    ...[build.job, build.runId, build.runAttempt, build.runnerOs, build.runnerArch, build.runnerImage],
    ...[build.cpuModel, writeJson(build.opened)],
    ...[build.session === undefined ? null : writeJson(build.session), build.queueMs ?? null],
  ];
}

/** @param isWanted leaves builds out, by their id */
export function* taskRows(owner: Owner, history: History, isWanted: (id: string) => boolean): Generator<Row> {
  for (const one of listRows(only(history, ({ value }) => value === null))) {
    if (!isWanted(one.build.id)) continue;
    const { name, kind, attempt, result, durationMs, cached, costUsd, tokens, cpuMs, memoryBytes } = one;
    const { id, startTimeMs } = one.build;
    yield [
      ...[owner.repository, owner.series, id, startTimeMs, fitIndex(name), kind, attempt, result, durationMs],
      ...[Number(cached), costUsd, tokens, cpuMs, memoryBytes, one.errorType, one.model, one.queueMs],
    ];
  }
}

export function* measurementRows(
  owner: Owner,
  history: History,
  isWanted: (id: string) => boolean,
): Generator<Row> {
  for (const { build, name, value, unit, better } of listRows(only(history, (one) => one.value !== null)))
    if (isWanted(build.id))
      yield [...buildCells(owner, build), fitIndex(name), value, unit ?? '1', better ?? 'lower'];
}

/** The same builds with a part of the series. */
function only({ builds, series }: History, isMeant: (one: TaskSeries) => boolean): History {
  return {
    builds,
    series: {
      *[Symbol.iterator]() {
        for (const one of series) if (isMeant(one)) yield one;
      },
    },
  };
}

/** The first cells of each row of a build. */
export function buildCells({ repository, series }: Owner, { id, startTimeMs }: StoredBuild): Row {
  return [repository, series, id, startTimeMs];
}
