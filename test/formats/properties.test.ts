/** Whatever a file contains, reading it neither throws nor invents data. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats, inspectSource, type ReadOutcome, writeNdjson } from '../../src/formats/read-build.ts';
import { runs } from '../property-runs.ts';
import { lines, readAll, sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

const ids = ['auto', ...formats.map((format) => format.id)];

function check({ build, problems }: ReadOutcome): void {
  if (build === null) {
    expect(problems.some((problem) => problem.level === 'error')).toBe(true);
    return;
  }
  expect(build.tasks.length + build.metrics.length).toBeGreaterThan(0);
  expect(new Set(build.tasks.map((task) => task.id)).size).toBe(build.tasks.length);
  for (const task of build.tasks) {
    expect(task.name).toMatch(/^[^\n\r]{1,1024}$/u);
    for (const value of [task.durationMs, task.startTimeMs, task.costUsd, task.cpuMs])
      expect(value === null || (Number.isFinite(value) && value >= -8.64e15)).toBe(true);
    expect(task.durationMs ?? 0).toBeGreaterThanOrEqual(0);
  }
  expect(build.durationMs ?? 0).toBeGreaterThanOrEqual(0);
  expect(writeNdjson(build)).not.toBe('');
}

const key = fc.constantFrom(
  ...[
    'v',
    'type',
    'name',
    'kind',
    'task_id',
    'build_id',
    'session_id',
    'start_time',
    'duration_ms',
    'result',
    'tokens',
  ],
  ...[
    'event_type',
    'timestamp',
    'event_id',
    'attempt',
    'severity',
    'metadata',
    'attributes',
    '__proto__',
    'toString',
  ],
  ...[
    'jobs',
    'total_count',
    'steps',
    'status',
    'conclusion',
    'started_at',
    'completed_at',
    'created_at',
    'id',
    'events',
  ],
);
const word = fc.constantFrom<unknown>(
  ...[
    'build',
    'task',
    'event',
    'metric',
    'TASK_STARTED',
    'TASK_COMPLETED',
    'BUILD_STARTED',
    'completed',
    'success',
  ],
  ...['2026-01-01T00:00:00Z', '2026-01-01', 1e300, -1, 1, 'constructor', '__proto__', null, true, [], {}],
);
const record = fc.dictionary(key, fc.oneof(word, fc.jsonValue(), fc.array(fc.dictionary(key, word))));
const log = fc.oneof(
  fc.array(record).map((records) => lines(...records.map((each) => ({ v: 1, type: 'task', ...each })))),
  fc
    .array(record)
    .map((records) => JSON.stringify(records.map((each) => ({ event_type: 'x', event_id: 'e', ...each })))),
  fc.array(record).map((jobs) => JSON.stringify({ total_count: 1, jobs })),
);

describe('any input', () => {
  it('of random bytes never makes reading throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...ids), async (bytes, format) => {
        check(await readAll([sourceOf(bytes)], { format }));
      }),
    );
  });

  it('of records with odd values never makes reading throw', async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.constantFrom(...ids), async (content, format) => {
        check(await readAll([sourceOf(content)], { format }));
      }),
      { numRuns: runs(12) },
    );
  });

  it('is claimed by one format at most', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (content) => {
        const { problems } = await inspectSource(sourceOf(content), 'auto');
        expect(problems.map((problem) => problem.code)).not.toContain('ambiguous-format');
      }),
      { numRuns: runs(12) },
    );
  });
});

const small = fixtures.map(({ path }) => openFixture(path).subarray(0, 4000));

describe('damaged real files', () => {
  const damage = fc.array(fc.tuple(fc.nat(3999), fc.integer({ min: 0, max: 255 })), { maxLength: 5 });

  it('never make reading throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(small.length - 1),
        damage,
        fc.nat(4000),
        fc.constantFrom(...ids),
        async (file, changes, cut, format) => {
          const bytes = Buffer.from((small[file] as Buffer).subarray(0, cut));
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          check(await readAll([sourceOf(bytes, 'x', 512)], { format }));
        },
      ),
      { numRuns: runs(12) },
    );
  });
});
