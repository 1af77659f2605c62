/** A small organisation for the queries of `sql/`: its history in object storage, and as rows. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/database/engines/database.ts';
import { type Judge, pushSeries } from '../../src/database/engines/push-history.ts';
import { compactSegments } from '../../src/history/compact.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { noLimits, type SegmentFile } from '../../src/history/segment.ts';
import type { Build } from '../../src/model/build.ts';
import { seriesFolder } from '../../src/stores/objects/object-store.ts';
import { hourMs, makeHistoryBuild, makeHistoryTask, startMs } from '../history/make-history-build.ts';
import { seededRandom } from '../stores/interleave.ts';

const slow = 'task:duration:test:checkout';
export const buildsOfSeries = 20;
/** When the builds began, epoch milliseconds. */
export const organisationRange = { from: startMs - hourMs, to: startMs + 7 * buildsOfSeries * hourMs };

function openedBy(number: number): string[] {
  if (number === 12) return [slow, 'improved:build:duration::', 'group:duration:test:src/a'];
  if (number === 15) return [`drift:${slow}`];
  return number === 17 ? [`acknowledged:${slow}`, slow, 'build:cost::'] : [];
}

/** A test that is flaky, an agent, waits for runners, one regression, one drift and two improvements. */
function makeSeries(repository: string, series: string, seed: number): Build[] {
  const random = seededRandom(seed);
  return Array.from({ length: buildsOfSeries }, (_, number): Build => {
    const startTimeMs = startMs + number * 7 * hourMs;
    const build = makeHistoryBuild(`${series}-${number}`, { name: series, startTimeMs });
    const isFlaky = number % 4 === 1;
    const result = number === 9 ? 'failure' : 'success';
    const waitMs = Math.round(1e5 * random());
    return {
      ...build,
      ...{ result, durationMs: Math.round(1e6 * random()) / 1000 },
      opened: openedBy(number),
      metrics: [{ name: 'size', value: number, unit: 'By', better: 'lower', samples: null }],
      spans: [
        {
          ...{ id: 'test/queue', parentId: 'b', name: 'queue', result: 'success' },
          ...{ startTimeMs: startTimeMs - waitMs, durationMs: waitMs },
        },
      ],
      context: {
        ...build.context,
        ...{ commit: `c${number >> 1}`, workflow: `CI ${series}`, job: `${repository} ${number % 2}` },
      },
      tasks: [
        makeHistoryTask({
          ...{ id: 'a', name: 'checkout', kind: 'test', errorType: isFlaky ? 'TimeoutError' : null },
          result: isFlaky ? 'failure' : 'success',
        }),
        makeHistoryTask({
          ...{ id: 'b', name: 'compile', cache: number % 3 === 0 ? 'hit' : 'miss' },
          durationMs: Math.round(1e6 * random()) / 1000,
        }),
        makeHistoryTask({
          ...{ id: 'c', name: 'coder', kind: 'agent', model: number % 2 ? 'large' : 'small' },
          ...{ costUsd: 0.25 * number, tokens: { input: number, output: 5, cacheRead: 0, cacheCreation: 0 } },
        }),
      ],
    };
  });
}

/** The reports that `check` would have written, given by `opened`. */
const judge: Judge = (build) => {
  const changes = build.opened.flatMap((line) => {
    if (line.startsWith('acknowledged:')) return [];
    const verdict = line.startsWith('drift:')
      ? 'drift'
      : line.startsWith('improved:')
        ? 'improvement'
        : 'confirmed';
    const [scope, measure, kind, task] = line.replace(/^(drift|improved):/, '').split(':');
    const series = { scope, measure, kind: kind || null, task: task || null, unit: 'ms' };
    const state = build.opened.includes(`acknowledged:${line}`) ? 'acknowledged' : 'new';
    return { series, verdict, state, from: 1, to: 2, ratio: 1, p: null, level: null, since: null };
  });
  return { changes, alerts: [] } as unknown as ReturnType<Judge>;
};

/**
 * Three repositories with two series each: merged files next to the files that they replace, as a reader may find
 * them.
 */
export function makeOrganisation(): readonly {
  readonly repository: string;
  readonly series: string;
  readonly single: readonly SegmentFile[];
  readonly files: readonly SegmentFile[];
}[] {
  const owners = ['acme/app', 'acme/lib', 'other/group/my__app'].flatMap((repository) =>
    ['unit', 'CI / größe'].map((series) => ({ repository, series })),
  );
  return owners.map(({ repository, series }, at) => {
    const single = makeSeries(repository, series, at + 1).map((build) => encodeBuild(build, startMs));
    return { repository, series, single, files: [...single, ...compactSegments(single, noLimits).add] };
  });
}

export function writeOrganisation(root: string): void {
  for (const { repository, series, files } of makeOrganisation()) {
    const place = join(root, seriesFolder('', repository, series));
    mkdirSync(place, { recursive: true });
    for (const { name, bytes } of files) writeFileSync(join(place, name), bytes);
  }
}

export async function pushOrganisation(database: Database): Promise<void> {
  for (const { repository, series, single } of makeOrganisation())
    await pushSeries(database, { repository, series }, single, judge);
}

/** Numbers rounded to nine digits, as engines add in different orders; also those that an engine returns as texts. */
export function normalizeRows(rows: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => {
        const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
        const isNumber = typeof number === 'number' && !Number.isNaN(number);
        return [key, isNumber ? Number(number.toPrecision(9)) : value];
      }),
    ),
  );
}
