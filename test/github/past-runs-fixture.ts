/**
 * Three months of a repository as GitHub's REST interface lists them: 300 runs of 5 workflows, with pull requests,
 * forks, re-runs, runs that were skipped, cancelled or failed. It is not a recording: it is made by hand in the shape
 * of the interface (https://docs.github.com/rest/actions/workflow-runs), and the test service checks each request
 * with GitHub's OpenAPI description. Durations are whole seconds, as GitHub's are. One recorded run with its jobs is
 * imported as well, in test/commands/import-runs.integration.test.ts.
 */

type Fields = Record<string, unknown>;

interface Workflow {
  readonly name: string;
  readonly file: string;
  /** Steps of each job, with the duration of each in seconds. */
  readonly jobs: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const setUp = { 'Set up job': 3, 'Run actions/checkout@v5': 4 };
const workflows: readonly Workflow[] = [
  {
    name: 'CI',
    file: 'ci.yml',
    jobs: {
      lint: { ...setUp, 'Run npm run lint': 31, 'Complete job': 1 },
      'test (ubuntu-latest)': { ...setUp, 'Run npm ci': 25, 'Run npm test': 140, 'Complete job': 1 },
      'test (windows-latest)': { ...setUp, 'Run npm ci': 48, 'Run npm test': 210, 'Complete job': 2 },
    },
  },
  { name: 'Docs', file: 'docs.yml', jobs: { build: { ...setUp, 'Run npm run docs': 55 } } },
  {
    name: 'CodeQL',
    file: 'codeql.yml',
    jobs: { analyze: { ...setUp, 'Run github/codeql-action/analyze@v4': 300 } },
  },
  {
    name: 'Nightly',
    file: 'nightly.yml',
    jobs: { e2e: { ...setUp, 'Run npm run e2e': 600 }, fuzz: { ...setUp, 'Run npm run fuzz': 900 } },
  },
  { name: 'Release', file: 'release.yml', jobs: { publish: { ...setUp, 'Run npm publish': 20 } } },
];

export const fixtureNowMs = Date.UTC(2026, 10, 20, 12);
const hourMs = 3_600_000;

export interface PastRuns {
  readonly runs: Map<string, Fields>;
  /** By `<run id>/<attempt>`. */
  readonly jobs: Map<string, Fields[]>;
}

export function makePastRuns(count = 300): PastRuns {
  const made: PastRuns = { runs: new Map(), jobs: new Map() };
  for (let number = 0; number < count; number++) addRun(made, number, count);
  return made;
}

function chooseWorkflow(number: number): Workflow {
  const place = number % 10 < 5 ? 0 : number % 10 < 7 ? 1 : number % 10 < 8 ? 2 : number % 10 < 9 ? 3 : 4;
  return workflows[place] as Workflow;
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

function addRun({ runs, jobs }: PastRuns, number: number, count: number): void {
  const { name, file, jobs: work } = chooseWorkflow(number);
  const id = 18_000_000_000 + number * 1_001;
  const attempt = number % 37 === 4 ? 2 : 1;
  const createdMs = fixtureNowMs - (count - number) * 7 * hourMs;
  const isPull = number % 10 === 2 || number % 10 === 3;
  const isFork = isPull && number % 20 === 3;
  const conclusion =
    number % 29 === 7
      ? 'skipped'
      : number % 23 === 9
        ? 'cancelled'
        : number % 19 === 5
          ? 'failure'
          : 'success';
  const repository = { id: 1, full_name: 'octo-org/octo-repo' };
  const pulls =
    isPull && !isFork
      ? [{ number: 40 + number, base: { ref: 'main', repo: { id: 1 } }, head: { repo: { id: 1 } } }]
      : [];
  runs.set(String(id), {
    id,
    name,
    path: `.github/workflows/${file}`,
    run_attempt: attempt,
    event: isPull ? 'pull_request' : name === 'Nightly' ? 'schedule' : 'push',
    status: 'completed',
    conclusion,
    head_branch: isPull ? `topic-${number}` : 'main',
    head_sha: number.toString(16).padStart(40, 'b'),
    head_repository: isFork ? { id: 2, full_name: 'stranger/octo-repo' } : repository,
    repository,
    pull_requests: pulls,
    created_at: iso(createdMs),
  });
  const list =
    conclusion === 'skipped'
      ? []
      : Object.entries(work).map(([job, steps], place) =>
          makeJob({ id, attempt, number, place, createdMs, conclusion }, job, steps),
        );
  jobs.set(`${id}/${attempt}`, list);
}

interface Where {
  readonly id: number;
  readonly attempt: number;
  readonly number: number;
  readonly place: number;
  readonly createdMs: number;
  readonly conclusion: string;
}

function makeJob(
  { id, attempt, number, place, createdMs, conclusion }: Where,
  name: string,
  steps: Readonly<Record<string, number>>,
): Fields {
  const queuedMs = (2 + ((number * 7 + place) % 9)) * 1000;
  let clockMs = createdMs + queuedMs;
  const factor =
    1 + (((number * 13 + place * 5) % 11) - 5) / 60 + (number >= 250 && name.startsWith('test') ? 0.4 : 0);
  const list = Object.entries(steps).map(([step, seconds], at) => {
    const started_at = iso(clockMs);
    const isLast = at === Object.keys(steps).length - 1;
    clockMs += Math.max(1, Math.round(seconds * factor)) * 1000;
    return {
      name: step,
      status: 'completed',
      conclusion: isLast ? conclusion : 'success',
      number: at + 1,
      started_at,
      completed_at: iso(clockMs),
    };
  });
  return {
    id: id * 10 + place,
    run_id: id,
    run_attempt: attempt,
    name,
    status: 'completed',
    conclusion,
    created_at: iso(createdMs),
    started_at: iso(createdMs + queuedMs),
    completed_at: iso(clockMs),
    runner_id: 5 + place,
    runner_name: `runner-${place}`,
    steps: list,
  };
}
