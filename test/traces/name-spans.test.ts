/** Spans of a run have the ids that the Collector's GitHub receiver derives from GitHub's own names. */
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { jobSpanId, queueSpanId, runTraceId, stepSpanId, type TraceIds } from '../../src/traces/trace-ids.ts';
import { originInRun } from '../../src/traces/trace-origin.ts';
import { buildOf, logContext, readAll, sourceOf } from '../source-of.ts';
import { traceOf } from './make-trace.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const done = { status: 'completed', conclusion: 'success' };

/** What is masked in names of tasks: a commit, an address, a folder, a port, an id, a time; and what is cleaned. */
const steps = [
  'Run actions/checkout@8f4b7f84864484a7bf31766abe9204da3cbe65b3',
  'Run ./probe at 0x7f3a2c1d5e50',
  'Run ls /tmp/tmp.Xy12ab/out',
  'Wait for http://localhost:49152/ready',
  'Restore 0af7651916cd43dd8448eb211c80319c',
  'Back up 2026-01-01T10:11:12Z',
  '  Lint\t\u0007🧹  all ',
  'Equal',
  'Equal',
];
const names = [
  'build (0x7f3a2c1d5e50, /home/runner/work/a/a)',
  'deploy 6e576b5a-1b28-4dfa-9ac2-0af7651916cd',
];

function listJobs(isRunning = false): string {
  const jobs = names.map((name, place) => ({
    ...{ id: 7001 + place, run_id: 9, run_attempt: 2, name, ...done },
    ...{ created_at: at(0), started_at: at(5), completed_at: isRunning ? null : at(200) },
    ...(isRunning ? { status: 'in_progress', conclusion: null } : {}),
    steps: steps.map((step, index) => ({
      ...{ name: step, number: index + 1, ...done },
      ...{ started_at: at(5 + index), completed_at: at(6 + index) },
    })),
  }));
  return JSON.stringify({ total_count: jobs.length, jobs });
}

function idsOf(build: Build, traceIds: TraceIds): ReadonlySet<string> {
  const ofRun = { ...build, context: { ...logContext, runId: '9', runAttempt: 2 } };
  const origin = originInRun(ofRun, traceIds, { id: '1', name: 'other' });
  if (origin === null) throw new Error('the build is of no run');
  const spans = traceOf(ofRun, { origin });
  const ids = new Set(spans.map((span) => span.spanContext().spanId));
  expect(ids.size).toBe(spans.length);
  expect(origin.traceId).toBe(runTraceId({ runId: '9', runAttempt: 2, traceIds }));
  return ids;
}

/** Like the receiver, from GitHub's own data. */
function derive(traceIds: TraceIds): { readonly jobs: string[]; readonly steps: string[] } {
  const run = { runId: '9', runAttempt: 2, traceIds };
  const jobs = names.map((name, place) => ({ id: String(7001 + place), name }));
  return {
    jobs: jobs.flatMap((job) => [jobSpanId(run, job), queueSpanId(run, job)]),
    steps: jobs.flatMap((job) => steps.map((step, place) => stepSpanId(run, job, step, String(place + 1)))),
  };
}

describe.each(['job', 'run'] as const)('ids by %s', (traceIds) => {
  it('come from the names on GitHub, even if parts of them are masked', async () => {
    const build = await buildOf(listJobs());
    expect(build.tasks.filter(({ name }) => /8f4b7f84|7f3a2c1d|49152|6e576b5a/.test(name))).toEqual([]);
    const ids = idsOf(build, traceIds);
    const { jobs, steps: wanted } = derive(traceIds);
    expect([...jobs, ...wanted].filter((id) => !ids.has(id))).toEqual([]);
  });

  it('are the same with logs of other tools', async () => {
    const lint = '{"v":1,"type":"task","name":"lint","duration_ms":5,"result":"success"}\n';
    const { build } = await readAll([sourceOf(listJobs()), sourceOf(lint, 'lint.ndjson')]);
    const { jobs, steps: wanted } = derive(traceIds);
    if (build === null) throw new Error('the logs make no build');
    const ids = idsOf(build, traceIds);
    expect([...jobs, ...wanted].filter((id) => !ids.has(id))).toEqual([]);
  });
});

it('are those of the receiver for the finished steps of a running job', async () => {
  const ids = idsOf(await buildOf(listJobs(true)), 'job');
  expect(derive('job').steps.filter((id) => !ids.has(id))).toEqual([]);
});

it('are the original ones, although the log of a command and the spans of its tool are two files', async () => {
  const [trace, command, root, test] = [
    '0af7651916cd43dd8448eb211c80319c',
    'c'.repeat(16),
    '1'.repeat(16),
    '2'.repeat(16),
  ];
  const log = `{"v":1,"type":"task","task_id":"${command}","name":"pytest","duration_ms":500,"result":"success"}\n`;
  const times = { startTimeUnixNano: '1790000000000000000', endTimeUnixNano: '1790000000100000000' };
  const spans = [
    // Its parent belongs to another process.
    { traceId: trace, spanId: root, parentSpanId: command, flags: 0x301, name: 'session', ...times },
    { traceId: trace, spanId: test, parentSpanId: root, flags: 0x101, name: 'adds', ...times },
  ];
  const build = await buildOf(log, JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
  const found = traceOf(build).map((span) => [
    span.name,
    span.spanContext().spanId,
    span.parentSpanContext?.spanId,
  ]);
  expect(found).toContainEqual(['pytest', command, found[0]?.[1]]);
  expect(found).toContainEqual(['adds', test, command]);
});
