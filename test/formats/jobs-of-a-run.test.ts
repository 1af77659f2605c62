/**
 * Whatever happened to a run's jobs, and in whatever order their pages arrive: each job counts once, and only work
 * that ran takes time.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../property-runs.ts';
import { buildOf, codesOf, lines } from '../source-of.ts';

const createdMs = Date.UTC(2026, 2, 3, 10);
const startedMs = createdMs + 10_000;
const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** What happened to a job: it ran, was not run again in this attempt, or was cancelled while it waited. */
interface Job {
  readonly fate: 'ran' | 'carried' | 'waited';
  readonly ms: number;
  readonly isOk: boolean;
  /** How far the clock of its runner is off. */
  readonly skewMs: number;
}

const job: fc.Arbitrary<Job> = fc.record({
  fate: fc.constantFrom('ran', 'ran', 'carried', 'waited'),
  ms: fc.integer({ min: 1, max: 900 }).map((seconds) => seconds * 1000),
  isOk: fc.boolean(),
  skewMs: fc.constantFrom(0, 0, 2 * 3_600_000, -3_600_000),
});
const ran: fc.Arbitrary<Job> = job.map((each) => ({ ...each, fate: 'ran' }));
const run = fc.tuple(ran, fc.array(job, { maxLength: 5 })).map(([first, rest]) => [first, ...rest]);

/** In the form of GitHub's API. */
function githubJob({ fate, ms, isOk, skewMs }: Job, place: number): object {
  const conclusion = fate === 'waited' ? 'cancelled' : isOk ? 'success' : 'failure';
  const begin = fate === 'carried' ? startedMs - 2 * dayMs : fate === 'waited' ? createdMs : startedMs;
  const step = { name: 'Make', number: 1, status: 'completed', conclusion };
  return {
    id: 100 + place,
    run_id: 9,
    run_attempt: 2,
    name: `job-${place}`,
    status: 'completed',
    conclusion,
    created_at: iso(createdMs),
    started_at: iso(begin),
    completed_at: iso(begin + (fate === 'waited' ? 6 * 3_600_000 : ms)),
    runner_id: fate === 'waited' ? 0 : 1,
    runner_name: fate === 'waited' ? '' : 'r',
    steps:
      fate === 'ran'
        ? [{ ...step, started_at: iso(begin + skewMs), completed_at: iso(begin + skewMs + ms) }]
        : [],
  };
}

function gitlabJob({ fate, ms, isOk }: Job, place: number): object {
  return {
    id: 100 + place,
    name: `job-${place}`,
    stage: 'test',
    status: fate === 'ran' ? (isOk ? 'success' : 'failed') : 'canceled',
    created_at: iso(createdMs),
    started_at: fate === 'ran' ? iso(startedMs) : null,
    finished_at: iso(startedMs + ms),
    duration: fate === 'ran' ? ms / 1000 : null,
    pipeline: { id: 1 },
  };
}

type Pages = readonly (readonly object[])[];
const writers: Readonly<
  Record<string, { job: typeof githubJob; write: (pages: Pages, total: number) => string }>
> = {
  'github-jobs': {
    job: githubJob,
    write: (pages, total) => lines(...pages.map((jobs) => ({ total_count: total, jobs }))),
  },
  'gitlab-jobs': { job: gitlabJob, write: (pages) => JSON.stringify(pages.flat()) },
};

describe.each(Object.entries(writers))('the jobs of a run, as %s,', (format, { job: describeJob, write }) => {
  it('count once each, in any order and number of pages', async () => {
    await fc.assert(
      fc.asyncProperty(run, fc.infiniteStream(fc.nat()), async (jobs, random) => {
        const dice = (): number => random.next().value;
        const listed = jobs.map(describeJob).sort(() => (dice() % 2) - 0.5);
        const split = 1 + (dice() % listed.length);
        // A page shifts while the run continues: its first job was the last one of the previous page.
        const pages = [listed.slice(0, split), listed.slice(split - 1)].sort(() => (dice() % 2) - 0.5);
        const inFiles = dice() % 2 === 0;
        const logs = inFiles ? pages.map((page) => write([page], jobs.length)) : [write(pages, jobs.length)];
        const build = await buildOf(...logs);
        expect([new Set(build.formats), build.complete]).toEqual([new Set([format]), true]);
        const tasks = build.tasks.filter(({ kind }) => kind === 'job');
        const lengths = new Map(tasks.map(({ name, durationMs }) => [name, durationMs]));
        expect(tasks.length).toBe(jobs.length);
        expect(Object.fromEntries(lengths)).toEqual(
          Object.fromEntries(jobs.map(({ fate, ms }, place) => [`job-${place}`, fate === 'ran' ? ms : null])),
        );
        const longest = Math.max(...jobs.map(({ fate, ms }) => (fate === 'ran' ? ms : 0)));
        expect(build.durationMs).toBe(longest);
        expect(build.startTimeMs).toBe(startedMs);
        expect(tasks.every(({ attempt }) => attempt === 1)).toBe(true);
        for (const { kind, durationMs, startTimeMs } of build.tasks) {
          if (kind !== 'step' || durationMs === null) continue;
          expect((startTimeMs ?? startedMs) + durationMs).toBeLessThanOrEqual(startedMs + longest);
        }
      }),
      { numRuns: runs(5) },
    );
  });
});

describe('the list of GitHub', () => {
  it('that contains fewer jobs than it counts is incomplete', async () => {
    await fc.assert(
      fc.asyncProperty(run, fc.integer({ min: 1, max: 500 }), async (jobs, more) => {
        const build = await buildOf(
          JSON.stringify({ total_count: jobs.length + more, jobs: jobs.map(githubJob) }),
        );
        expect(build.complete).toBe(false);
        expect(codesOf(build)).toContain('unlisted-jobs');
      }),
      { numRuns: runs(5) },
    );
  });

  it.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z'])('reads no time from %s', async (zero) => {
    await fc.assert(
      fc.asyncProperty(run, fc.constantFrom('started_at', 'completed_at'), async (jobs, key) => {
        const odd = {
          ...githubJob({ fate: 'ran', ms: 1000, isOk: true, skewMs: 0 }, 99),
          steps: [],
          [key]: zero,
        };
        const list = [...jobs.map(githubJob), odd];
        const build = await buildOf(JSON.stringify({ total_count: list.length, jobs: list }));
        expect(build.startTimeMs).toBe(startedMs);
        expect(build.durationMs).toBe(Math.max(...jobs.map(({ fate, ms }) => (fate === 'ran' ? ms : 0))));
        expect(build.tasks.find(({ name }) => name === 'job-99')?.durationMs).toBeNull();
      }),
      { numRuns: runs(20) },
    );
  });
});
