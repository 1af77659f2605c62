import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../property-runs.ts';
import { buildOf, codesOf } from '../source-of.ts';

const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString().replace('.000', '');

const step = (name: string, from: number, to: number, rest: object = {}): object => ({
  name,
  status: 'completed',
  conclusion: 'success',
  number: from + 1,
  started_at: at(from),
  completed_at: at(to),
  ...rest,
});

const job = (id: number, name: string, rest: object = {}): object => ({
  id,
  run_id: 7,
  name,
  status: 'completed',
  conclusion: 'success',
  created_at: at(0),
  started_at: at(1),
  completed_at: at(60),
  steps: [],
  ...rest,
});

const list = (...jobs: object[]): string => JSON.stringify({ total_count: jobs.length, jobs });

describe('GitHub jobs', () => {
  it('reads what the command line prints, and an array of jobs', async () => {
    const fields = { databaseId: 1, name: 'test', status: 'completed', conclusion: 'success' };
    const printed = { ...fields, startedAt: at(1), completedAt: at(60), steps: [] };
    const read = async (text: string): Promise<unknown> => {
      const { tasks, durationMs, formats } = await buildOf(text);
      return [tasks.map((task) => [task.name, task.durationMs]), durationMs, formats];
    };
    const right = [[['test', 59_000]], 59_000, ['github-jobs']];
    expect(await read(JSON.stringify({ conclusion: 'success', jobs: [printed] }))).toEqual(right);
    expect(await read(JSON.stringify([job(1, 'test')]))).toEqual(right);
  });

  it('says nothing about the start of an attempt that another one replaced days later', async () => {
    const times = {
      run_attempt: 2,
      created_at: at(400_000),
      started_at: at(400_001),
      completed_at: at(400_060),
    };
    const build = await buildOf(
      list(job(1, 'test', { run_attempt: 1, conclusion: 'failure' }), job(2, 'test', times)),
    );
    expect(build).toMatchObject({ result: 'success', durationMs: 59_000 });
    expect(codesOf(build)).toEqual([]);
  });

  it('never lets a step outlast its job, whatever the clock of its runner', async () => {
    const clock = fc.integer({ min: -100_000, max: 100_000 });
    await fc.assert(
      fc.asyncProperty(clock, fc.integer({ min: 6, max: 50 }), async (offset, length) => {
        const steps = [step('a', 5 + offset, 6 + offset), step('b', 6 + offset, 5 + offset + length)];
        const build = await buildOf(list(job(1, 'test', { steps })));
        const longest = Math.max(...build.tasks.map((task) => task.durationMs ?? 0));
        expect(longest).toBeLessThanOrEqual(65_000);
        expect(build.startTimeMs).toBeGreaterThanOrEqual(Date.parse(at(0)) - 5000);
        expect(build.durationMs).toBeLessThanOrEqual(65_000);
      }),
    );
  });

  it('gives the same result with another clock, order and jobs that were not rerun', async () => {
    const run = fc.uniqueArray(
      fc.record({ id: fc.nat(99), from: fc.nat(500), length: fc.integer({ min: 10, max: 900 }) }),
      {
        minLength: 1,
        maxLength: 6,
        selector: ({ id }) => id,
      },
    );
    await fc.assert(
      fc.asyncProperty(run, fc.integer({ min: 1, max: 9_000_000 }), async (jobs, later) => {
        const listed = jobs.map(({ id, from, length }) =>
          job(id, `j${id}`, { started_at: at(from + 1), completed_at: at(from + 1 + length) }),
        );
        const moved = jobs.map(({ id, from, length }) =>
          job(id, `j${id}`, {
            created_at: at(later),
            started_at: at(later + from + 1),
            completed_at: at(later + from + 1 + length),
          }),
        );
        const carried = job(100, 'old', { created_at: at(later), started_at: at(-99), completed_at: at(-9) });
        const one = await buildOf(list(...listed));
        const other = await buildOf(list(...moved.reverse(), carried));
        expect([other.durationMs, other.result]).toEqual([one.durationMs, one.result]);
        const ran = other.tasks.filter(({ cache }) => cache !== 'hit');
        expect(ran.map(({ name, durationMs }) => [name, durationMs]).sort()).toEqual(
          one.tasks.map(({ name, durationMs }) => [name, durationMs]).sort(),
        );
      }),
      { numRuns: runs(15) },
    );
  });

  it('separates waiting for a runner from the work', async () => {
    const steps = [
      step('Set up job', 30, 32),
      step('Run a/b@48f256284bd46cdaab1048c3721360e808335d50', 32, 60),
    ];
    const build = await buildOf(list(job(1, 'test', { steps })));
    expect(
      build.tasks.map(({ name, kind, durationMs, parentId }) => [name, kind, durationMs, parentId]),
    ).toEqual([
      ['test', 'job', 30_000, null],
      ['test / Set up job', 'step', 2000, '1'],
      ['test / Run a/b', 'step', 28_000, '1'],
    ]);
    expect(build).toMatchObject({ durationMs: 30_000, complete: true, result: 'success' });
    expect(build.spans).toMatchObject([{ name: 'test / queue', parentId: '1', durationMs: 30_000 }]);
  });

  it.each([
    ['one after the other', (pages: string[]) => pages.join('')],
    ['one a line', (pages: string[]) => pages.join('\n')],
    ['in an array', (pages: string[]) => `[${pages.join(',')}]`],
  ])('reads pages %s', async (_, join) => {
    const build = await buildOf(join([list(job(1, 'a')), list(job(2, 'b'))]));
    expect(build.tasks.filter((task) => task.kind === 'job').map((task) => task.name)).toEqual(['a', 'b']);
    expect(build.complete).toBe(true);
  });

  it('counts no time for a job that was cancelled in the queue, also without a listed runner', async () => {
    const waited = { conclusion: 'cancelled', completed_at: at(7_200), steps: [] };
    const build = await buildOf(list(job(1, 'test'), job(2, 'lint', waited)));
    expect(build.tasks.map(({ name, durationMs }) => [name, durationMs])).toContainEqual(['lint', null]);
    expect(build.durationMs).toBeLessThan(7_000_000);
  });

  it.each(['failure', 'timed_out', 'cancelled', 'startup_failure'])(
    'counts no time for a job without a runner that ended as %s',
    async (conclusion) => {
      const waited = { conclusion, completed_at: at(86_400), runner_id: 0, runner_name: '' };
      for (const rest of [waited, { ...waited, steps: undefined }, { ...waited, runner_id: null }]) {
        const build = await buildOf(list(job(1, 'test', { runner_id: 3 }), job(2, 'deploy', rest)));
        expect(build.tasks[1]).toMatchObject({ name: 'deploy', durationMs: null });
        expect(build.durationMs).toBe(59_000);
        expect(build.result).not.toBe('success');
      }
    },
  );

  it('counts jobs whose ids are larger than numbers can be', async () => {
    const jobs = [job(1, 'a'), job(2, 'b')].map((each, index) =>
      JSON.stringify(each).replace(/"id":\d+/, `"id":4812345678901234${index + 4}`),
    );
    const build = await buildOf(`{"total_count":2,"jobs":[${jobs.join(',')}]}`);
    expect(build.tasks.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(build.complete).toBe(true);
  });

  it('takes the start of a job without steps from the job', async () => {
    const build = await buildOf(list(job(1, 'test')));
    expect(build.tasks.map((task) => task.durationMs)).toEqual([59_000]);
    expect(build.spans.map((span) => span.durationMs)).toEqual([1000]);
  });

  it('mentions other jobs that still ran', async () => {
    const running = { status: 'in_progress', conclusion: null, completed_at: null, steps: [step('a', 1, 3)] };
    const codes = async (...jobs: object[]) => codesOf(await buildOf(list(job(1, 'done'), ...jobs)));
    const queued = job(4, 'later', { ...running, status: 'queued', steps: [] });
    expect(await codes(job(2, 'own', running), queued)).toEqual([]);
    expect(await codes(job(2, 'own', running), job(3, 'other', running))).toEqual(['running-jobs']);
  });

  it('leaves out running work, and keeps finished steps', async () => {
    const running = { status: 'in_progress', conclusion: null, completed_at: null };
    const open = step('Report', 40, 41, running);
    const own = job(2, 'own', { ...running, steps: [step('Build', 5, 40), open] });
    const queued = job(3, 'later', { ...running, status: 'queued', started_at: at(1), steps: [] });
    const build = await buildOf(list(own, queued));
    expect(build.tasks.map((task) => [task.name, task.parentId])).toEqual([['own / Build', null]]);
    expect(build).toMatchObject({ durationMs: 35_000, complete: true, result: 'success' });
  });

  it('spans from the earliest start to the latest end over all jobs', async () => {
    const build = await buildOf(
      list(job(1, 'a'), job(2, 'b', { started_at: at(50), completed_at: at(100) })),
    );
    expect(build.durationMs).toBe(99_000);
  });

  it('reads every attempt of a rerun, and a job that was not rerun once', async () => {
    const late = { run_attempt: 2, started_at: at(900), completed_at: at(960) };
    const first = [
      job(1, 'lint', { run_attempt: 1 }),
      job(2, 'test', { run_attempt: 1, conclusion: 'failure', steps: [step('Run', 1, 60)] }),
    ];
    const second = [
      job(3, 'lint', { run_attempt: 2 }),
      job(4, 'test', { ...late, steps: [step('Run', 900, 960)] }),
    ];
    const build = await buildOf(list(...first, ...second));
    expect((await buildOf(list(...second, ...first))).tasks).toEqual(build.tasks);
    expect(build.tasks.map((task) => [task.name, task.attempt, task.result])).toEqual([
      ['lint', 1, 'success'],
      ['test', 1, 'failure'],
      ['test / Run', 1, 'success'],
      ['test', 2, 'success'],
      ['test / Run', 2, 'success'],
    ]);
    expect(build.result).toBe('success');
    for (const files of [
      [list(...first), list(...second)],
      [list(...second), list(...first)],
    ]) {
      const inFiles = await buildOf(...files);
      expect(inFiles.tasks.map(({ name, attempt }) => `${name} ${attempt}`).sort()).toEqual(
        build.tasks.map(({ name, attempt }) => `${name} ${attempt}`).sort(),
      );
      expect([inFiles.result, inFiles.durationMs]).toEqual(['success', build.durationMs]);
      expect(codesOf(inFiles)).toEqual(codesOf(build));
    }
    const again = await buildOf(list(job(4, 'test', late)));
    expect(again).toMatchObject({ durationMs: 60_000, tasks: [{ attempt: 1 }] });
  });

  it('takes a job that is listed twice as it was in the end', async () => {
    const running = job(2, 'b', { status: 'in_progress', conclusion: null, completed_at: null });
    const page = (...jobs: object[]): string => `${JSON.stringify({ total_count: 3, jobs })}\n`;
    const log = page(job(1, 'a'), running) + page(job(2, 'b', { completed_at: at(120) }), job(3, 'c'));
    for (const text of [log, log.split('\n').reverse().join('\n')]) {
      const build = await buildOf(text);
      expect(build).toMatchObject({ complete: true, durationMs: 119_000 });
      expect(build.tasks.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
    }
  });

  it('is incomplete if the pages of one of its runs are missing', async () => {
    const jobs = (run: number, count: number): object[] =>
      Array.from({ length: count }, (_, i) => job(100 * run + i, `${run} ${i}`, { run_id: run }));
    const page = (run: number, count: number, total: number): string =>
      JSON.stringify({ total_count: total, jobs: jobs(run, count) });
    expect((await buildOf(`${page(1, 3, 3)}\n${page(2, 4, 4)}\n`)).complete).toBe(true);
    const partial = await buildOf(`${page(1, 3, 5)}\n${page(2, 4, 4)}\n`);
    expect([partial.complete, codesOf(partial)]).toEqual([false, ['unlisted-jobs']]);
    expect(partial.problems[0]?.what).toBe('The run has 9 jobs, but the list contains only 7.');
  });

  it('leaves out the time of jobs that ended before the attempt, as the command line prints it', async () => {
    const printed = (id: number, from: number): object => ({
      ...{ databaseId: id, name: `job ${id}`, status: 'completed', conclusion: 'success', steps: [] },
      ...{ startedAt: at(from), completedAt: at(from + 60) },
    });
    const jobs = [printed(1, 0), printed(2, 5000)];
    const rerun = await buildOf(JSON.stringify({ attempt: 2, jobs, startedAt: at(4990) }));
    expect([rerun.durationMs, codesOf(rerun)]).toEqual([60_000, ['carried-over']]);
    const whole = await buildOf(JSON.stringify({ attempt: 1, jobs, startedAt: at(4990) }));
    expect(whole.durationMs).toBe(5_060_000);
  });

  it('distinguishes jobs and steps with one name', async () => {
    const steps = [step('Run a/b', 1, 2), step('Run a/b', 2, 3)];
    const build = await buildOf(list(job(1, 'test', { steps }), job(2, 'test')));
    expect(build.tasks.map((task) => [task.name, task.attempt])).toEqual([
      ['test', 1],
      ['test / Run a/b', 1],
      ['test / Run a/b #2', 1],
      ['test #2', 1],
    ]);
  });

  it('gives skipped work no duration', async () => {
    const skipped = { conclusion: 'skipped', started_at: at(9), completed_at: at(8) };
    const build = await buildOf(list(job(1, 'a'), job(2, 'b', skipped)));
    expect(build.tasks.find((task) => task.name === 'b')).toMatchObject({ result: 'skip', durationMs: null });
    expect(build.problems).toEqual([]);
    expect(build.result).toBe('success');
  });

  it('lets jobs decide, not their steps', async () => {
    const steps = [step('Flaky', 5, 6, { conclusion: 'failure' })];
    expect((await buildOf(list(job(1, 'a', { steps })))).result).toBe('success');
    expect((await buildOf(list(job(1, 'a', { conclusion: 'timed_out' })))).result).toBe('timeout');
    expect((await buildOf(list(job(1, 'a', { conclusion: 'cancelled' })))).result).toBe('cancellation');
  });
});
