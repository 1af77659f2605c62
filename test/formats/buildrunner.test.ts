import { describe, expect, it } from 'vitest';
import { buildRunnerTypes } from '../../src/formats/buildrunner/buildrunner-types.ts';
import { buildOf, codesOf, lines } from '../source-of.ts';

let serial = 0;
const event = (event_type: string, second: number | null, rest: object = {}): object => ({
  event_id: `e${serial++}`,
  event_type,
  ...(second === null
    ? {}
    : {
        timestamp: `2025-11-18T14:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`,
      }),
  ...rest,
});
const task = (type: string, second: number, task_id: string, rest: object = {}): object =>
  event(type, second, { task_id, ...rest });

const session = [
  event('BUILD_STARTED', 0, { build_id: 'b1', session_id: 's1', total_tasks: 3 }),
  task('task_started', 1, 't1', { task_name: 'Build API endpoint' }),
  task('Task_Completed', 3, 't1', {
    duration_ms: 1234,
    model_used: 'sonnet',
    cost_usd: 0.0125,
    tokens_used: 1500,
    success: true,
    error_type: null,
  }),
  task('TASK_FAILED', 5, 't2', {
    duration_ms: 700,
    error_type: 'TimeoutError',
    error_message: 'no answer in 700 ms',
    task_type: 'new_feature',
  }),
  task('TASK_SKIPPED', 5, 't3'),
  event('SECURITY_VIOLATION', 6, {
    severity: 'CRITICAL',
    violation_type: 'secret_detected',
    file_path: 'src/config.py',
  }),
  event('deployment_completed', 7, { environment: 'production' }),
  event('BUILD_FAILED', 10, { build_id: 'b1' }),
];

describe('BuildRunner events', () => {
  it.each([
    ['an array', JSON.stringify(session)],
    ['an indented array', JSON.stringify(session, null, 2)],
    ['lines', lines(...session)],
    ['an object', JSON.stringify({ version: 1, events: session })],
  ])('reads %s', async (_, content) => {
    const build = await buildOf(content);
    expect(build.tasks.map(({ name, kind, result, durationMs }) => [name, kind, result, durationMs])).toEqual(
      [
        ['Build API endpoint', 'agent', 'success', 1234],
        ['t2', 'new_feature', 'failure', 700],
        ['t3', 'task', 'skip', null],
      ],
    );
    expect(build.tasks[0]).toMatchObject({
      model: 'sonnet',
      costUsd: 0.0125,
      tokens: { input: 1500, output: 0, cacheRead: 0, cacheCreation: 0 },
      startTimeMs: Date.UTC(2025, 10, 18, 14, 0, 1),
    });
    expect(build.tasks[1]).toMatchObject({
      errorType: 'TimeoutError',
      failure: { message: 'no answer in 700 ms' },
      startTimeMs: Date.UTC(2025, 10, 18, 14, 0, 4, 300),
    });
    expect(build).toMatchObject({
      result: 'failure',
      complete: true,
      durationMs: 10_000,
      formats: ['buildrunner'],
    });
    expect(build.events.map(({ type, severity }) => [type, severity])).toEqual([
      ['BUILD_STARTED', 'info'],
      ['SECURITY_VIOLATION', 'critical'],
      ['DEPLOYMENT_COMPLETED', 'info'],
      ['BUILD_FAILED', 'error'],
    ]);
    expect(build.events[1]?.attributes).toEqual({
      'violation.type': 'secret_detected',
      'file.path': 'src/config.py',
    });
    expect(codesOf(build)).toEqual(['zoneless-time']);
  });

  it('keeps an existing time zone', async () => {
    const build = await buildOf(
      JSON.stringify([
        event('TASK_COMPLETED', null, {
          task_id: 'a',
          timestamp: '2025-11-18T14:00:00+02:00',
          duration_ms: 0,
        }),
      ]),
    );
    expect(build.tasks[0]?.startTimeMs).toBe(Date.UTC(2025, 10, 18, 12));
    expect(build.problems).toEqual([]);
  });

  it('has the severity of every type by default', async () => {
    const types = Object.keys(buildRunnerTypes).filter((type) => !/^(TASK|BUILD)_/.test(type));
    const build = await buildOf(
      lines(task('TASK_COMPLETED', 1, 'a'), ...types.map((type) => event(type, 2))),
    );
    expect(Object.fromEntries(build.events.map(({ type, severity }) => [type, severity]))).toMatchObject(
      Object.fromEntries(types.map((type) => [type, buildRunnerTypes[type]])),
    );
  });

  it('treats a task without an end as an incomplete build', async () => {
    const build = await buildOf(
      lines(task('TASK_STARTED', 1, 'a'), task('TASK_STARTED', 2, 'b'), task('TASK_COMPLETED', 3, 'a')),
    );
    expect(build).toMatchObject({ complete: false });
    expect(build.tasks.map(({ result, durationMs }) => [result, durationMs])).toEqual([
      ['success', 2000],
      ['unknown', null],
    ]);
    expect(codesOf(build)).toContain('unfinished-task');
  });

  it('treats a build without an end as incomplete', async () => {
    expect(await buildOf(lines(...session.slice(0, -1)))).toMatchObject({
      complete: false,
      result: 'failure',
    });
  });

  it('reads a repeated task as its next attempt', async () => {
    const build = await buildOf(
      lines(
        task('TASK_STARTED', 1, 'a'),
        task('TASK_FAILED', 2, 'a'),
        task('TASK_STARTED', 3, 'a'),
        task('TASK_COMPLETED', 7, 'a'),
      ),
    );
    expect(build.tasks.map(({ attempt, result, durationMs }) => [attempt, result, durationMs])).toEqual([
      [1, 'failure', 1000],
      [2, 'success', 4000],
    ]);
    expect(build).toMatchObject({ result: 'success', complete: true });
  });

  it('treats an end before its start, and a repeated end, as one attempt', async () => {
    const end = task('TASK_COMPLETED', 3, 'a');
    const build = await buildOf(lines(end, task('TASK_STARTED', 1, 'a'), end));
    expect(build.tasks.map(({ attempt, durationMs }) => [attempt, durationMs])).toEqual([[1, 2000]]);
    expect(build.complete).toBe(true);
  });

  it('treats a completed task without success as a failure', async () => {
    const build = await buildOf(lines(task('TASK_COMPLETED', 3, 'a', { success: false })));
    expect(build.result).toBe('failure');
  });

  it('keeps no stack traces, outputs and prompts', async () => {
    const build = await buildOf(
      lines(
        task('TASK_COMPLETED', 1, 'a', { prompt: 'SECRET', output: 'SECRET', files: ['SECRET'] }),
        event('EXCEPTION_RAISED', 2, {
          error_message: 'broke\n at SECRET',
          stack_trace: 'SECRET',
          metadata: { env: 'SECRET', model: 'opus' },
        }),
      ),
    );
    expect(JSON.stringify(build)).not.toContain('SECRET');
    expect(build.events[0]).toMatchObject({ message: 'broke', attributes: { model: 'opus' } });
  });
});

describe('a file that grows from build to build', () => {
  const run = (id: object, minute: number, name: string): object[] => [
    event('BUILD_STARTED', minute * 60, id),
    task('TASK_COMPLETED', minute * 60 + 5, name, { duration_ms: 5000 }),
    event('BUILD_COMPLETED', minute * 60 + 6, id),
  ];

  it.each([
    [
      'build ids',
      [
        run({ build_id: 'a' }, 1, 'old'),
        run({ build_id: 'b' }, 2, 'older'),
        run({ build_id: 'c' }, 3, 'new'),
      ],
    ],
    [
      'the same id each time',
      [
        run({ build_id: 'x' }, 1, 'old'),
        run({ build_id: 'x' }, 2, 'older'),
        run({ build_id: 'x' }, 3, 'new'),
      ],
    ],
    ['no ids', [run({}, 1, 'old'), run({}, 2, 'older'), run({}, 3, 'new')]],
    [
      'the newest not last',
      [
        run({ build_id: 'a' }, 1, 'old'),
        run({ build_id: 'c' }, 3, 'new'),
        run({ build_id: 'b' }, 2, 'older'),
      ].map((events) =>
        events.map((each) => ({ build_id: (events[0] as { build_id: string }).build_id, ...each })),
      ),
    ],
  ])('with %s gives the newest build', async (_, runs) => {
    const build = await buildOf(JSON.stringify(runs.flat()));
    expect(build.tasks.map((each) => each.name)).toEqual(['new']);
    expect(build).toMatchObject({ result: 'success', complete: true, durationMs: 6000 });
    expect(codesOf(build).sort()).toEqual(['older-builds', 'zoneless-time']);
    expect(build.problems.find(({ code }) => code === 'older-builds')?.what).toBe(
      'The file holds 3 builds: only the newest one is read.',
    );
  });

  it('gives the newest session if there are no builds', async () => {
    const of = (session_id: string, second: number): object =>
      task('TASK_COMPLETED', second, session_id, { session_id });
    const build = await buildOf(lines(of('s1', 1), of('s1', 2), of('s2', 3), of('s1', 4), of('s2', 5)));
    expect(build.tasks.map((each) => each.name)).toEqual(['s2', 's2']);
  });

  it('discards the open tasks of an older, interrupted build', async () => {
    const build = await buildOf(
      lines(event('BUILD_STARTED', 0), task('TASK_STARTED', 1, 'old'), ...run({}, 1, 'new')),
    );
    expect(build).toMatchObject({ complete: true, result: 'success' });
    expect(build.tasks.length).toBe(1);
  });

  it('keeps one build if its tasks name another session than its start', async () => {
    const build = await buildOf(
      lines(
        event('BUILD_STARTED', 0, { build_id: 'b' }),
        task('TASK_COMPLETED', 1, 'a', { session_id: 's' }),
        task('TASK_COMPLETED', 2, 'b', { session_id: 's' }),
        event('BUILD_COMPLETED', 3, { build_id: 'b' }),
      ),
    );
    expect(build.tasks.length).toBe(2);
  });
});
