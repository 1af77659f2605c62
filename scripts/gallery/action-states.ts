/** The states that a reader may meet, each produced by the action itself from the history of `shop`. */
import type { ActionRun, ActionRuns, Shown } from './action-runs.ts';
import { writeAgentLog } from './agent-log.ts';
import { listTests, type ShopBuild, testNamed, writeShopLog } from './shop-log.ts';

export interface State {
  readonly file: string;
  readonly title: string;
  /** It needs the history of 10,000 tests. */
  readonly isLarge?: boolean;
  readonly make: (runs: ActionRuns) => Promise<Shown>;
}

type Parts = Partial<ShopBuild> & Partial<Omit<ActionRun, 'log' | 'number'>>;

const pushes = 20;

function build(number: number, parts: Parts = {}): ActionRun {
  return { number, log: writeShopLog({ ...parts, number }), ...parts };
}

const onPull = (number: number, parts: Parts = {}): ActionRun =>
  build(number, { pullRequest: 482, ...parts });

/** Creates the history of the default branch. */
async function recordHistory(runs: ActionRuns): Promise<void> {
  for (let number = 1; number <= pushes; number++) await runs.push(build(number));
}

const large = { workflow: 'Large', tests: 556 };
/** Tests of 65 to 625 ms. */
const largeFactor =
  (by: (name: string) => number = () => 1) =>
  (name: string): number =>
    (name.startsWith('packages/') ? 20 : 1) * by(name);

/** Creates a history of 10,000 tests. */
async function recordLarge(runs: ActionRuns): Promise<void> {
  for (let number = 1; number <= 13; number++)
    await runs.push(build(number, { ...large, factor: largeFactor() }));
}

const search = (by: number) => ({
  factor: (name: string) => (/^packages\/search\//.test(name) ? by : 1),
});
const isStoreOfSearch = (name: string): boolean => name.startsWith('packages/search/test/store');
const everything = (by: number) => ({ factor: () => by });
const addsTax = testNamed('billing', 'api', 'creates');
const rejects = testNamed('checkout', 'store', 'rejects');
const mails = testNamed('mail', 'api', 'retries');
const messages = {
  tax: 'AssertionError: expected 119 to be 121 // Object.is equality\n\n- Expected: 121\n+ Received: 119',
  stock: "TypeError: Cannot read properties of undefined (reading 'stock')",
};

/** A change of a pull request counts when its second run shows it, too. */
async function runTwice(runs: ActionRuns, parts: Parts): Promise<Shown> {
  await runs.run(onPull(pushes + 1, parts));
  return await runs.run(onPull(pushes + 2, parts));
}

async function pushThenPull(runs: ActionRuns, more: number, pushed: Parts, pulled: Parts): Promise<Shown> {
  for (let number = 1; number <= more; number++) await runs.push(build(pushes + number, pushed));
  return await runs.run(onPull(pushes + more + 1, pulled));
}

const acknowledgement = `acknowledge:
  - series: build
    reason: search indexes every field now
    owner: "@ann"
    expires: 2027-01-31
  - series: "packages/search/*"
    reason: search indexes every field now
    owner: "@ann"
    expires: 2027-01-31
`;

async function runMatrix(runs: ActionRuns): Promise<Shown> {
  const legs = ['ubuntu', 'macos', 'windows'].flatMap((os) => [22, 24].map((node) => ({ os, node })));
  const [first, second, third] = legs;
  for (const matrix of [first, second, third])
    for (let number = 1; number <= 13; number++)
      if (matrix !== undefined) await runs.push(build(number, { matrix, workflow: 'Matrix' }));
  let shown: Shown | null = null;
  for (const matrix of legs) {
    const failed = matrix === third ? { failed: { [rejects]: messages.stock } } : {};
    const parts = { matrix, workflow: 'Matrix', ...failed };
    if (matrix === second) await runs.run(onPull(pushes + 1, { ...parts, ...search(1.9) }));
    shown = await runs.run(onPull(pushes + 2, matrix === second ? { ...parts, ...search(1.9) } : parts));
  }
  if (shown === null) throw new Error('a matrix has jobs');
  return shown;
}

export const states: readonly State[] = [
  {
    file: 'failed-tests',
    title: 'Failed tests: new, flaky, already failing on main',
    make: async (runs) => {
      const pushed = { failed: { [addsTax]: messages.tax } };
      const failed = { ...pushed.failed, [rejects]: messages.stock };
      return await pushThenPull(runs, 3, pushed, { failed, flaky: [mails] });
    },
  },
  { file: 'clean', title: 'No significant change: one line', make: (runs) => runs.run(onPull(pushes + 1)) },
  {
    file: 'confirmed',
    title: 'A confirmed regression of one package',
    make: (runs) => runTwice(runs, search(2.4)),
  },
  {
    file: 'suspect',
    title: 'A possible regression, after one run of the pull request',
    make: (runs) => runs.run(onPull(pushes + 1, search(1.35))),
  },
  {
    file: 'critical',
    title: 'The whole build is slower: the check fails',
    make: (runs) => runTwice(runs, everything(1.8)),
  },
  {
    file: 'tracked',
    title: 'Open regressions of main, none new',
    make: (runs) => pushThenPull(runs, 6, search(2.4), search(2.4)),
  },
  {
    file: 'acknowledged',
    title: 'An acknowledged change',
    make: (runs) => runTwice(runs, { ...search(2.4), config: acknowledgement }),
  },
  {
    file: 'improvement',
    title: 'An improvement',
    make: async (runs) => {
      await runTwice(runs, search(0.4));
      return await runs.run(onPull(pushes + 3, search(0.4)));
    },
  },
  {
    file: 'environment',
    title: 'New runner image: all tasks slower',
    make: (runs) => runTwice(runs, { ...everything(1.3), image: '20261120.1.0' }),
  },
  {
    file: 'resolved',
    title: 'Regression resolved',
    make: async (runs) => {
      await runTwice(runs, search(2.4));
      return await runs.run(onPull(pushes + 3, { inputs: { comment: 'auto' } }));
    },
  },
  {
    file: 'learning',
    title: 'Learning',
    make: async (runs) => {
      for (let number = 1; number <= 5; number++) await runs.push(build(number, { workflow: 'Nightly' }));
      return await runs.run(onPull(pushes + 1, { workflow: 'Nightly' }));
    },
  },
  {
    file: 'missing',
    title: 'No baseline yet',
    make: (runs) => runs.run(onPull(pushes + 1, { workflow: 'Release' })),
  },
  {
    file: 'denied',
    title: 'No permission to read the history',
    make: (runs) => runs.run(onPull(pushes + 1, { mayRead: false })),
  },
  {
    file: 'incomplete',
    title: 'An incomplete log',
    make: (runs) => runs.run(onPull(pushes + 1, { isWhole: false })),
  },
  { file: 'matrix', title: 'A matrix of six jobs', make: runMatrix },
  {
    file: 'grouped',
    title: '10,000 tests, 556 of them slower together',
    isLarge: true,
    make: (runs) =>
      runTwice(runs, { ...large, factor: largeFactor((name) => (isStoreOfSearch(name) ? 1.9 : 1)) }),
  },
  {
    file: 'scattered',
    title: '10,000 tests, 400 unrelated ones slower',
    isLarge: true,
    make: (runs) =>
      runTwice(runs, { ...large, factor: largeFactor((name) => (/ \d*[27]5$/.test(name) ? 3 : 1)) }),
  },
  {
    file: 'cost',
    title: 'Model cost',
    make: async (runs) => {
      const agents = (number: number, isExpensive = false): ActionRun => ({
        ...{ number, workflow: 'Agents', job: 'nightly', log: writeAgentLog(number, isExpensive) },
      });
      for (let number = 1; number <= 20; number++) await runs.push(agents(number));
      await runs.run({ ...agents(21, true), pullRequest: 482 });
      return await runs.run({ ...agents(22, true), pullRequest: 482 });
    },
  },
  { file: 'rates', title: 'Flaky tests, success rates and a measurement', make: runRates },
  {
    file: 'failed',
    title: 'Most tests fail: the check fails',
    make: (runs) => runs.run(onPull(pushes + 1, { failed: mostFailed() })),
  },
  {
    file: 'health',
    title: 'A sampled machine',
    make: (runs) => runs.run(onPull(pushes + 1, { isSampled: true })),
  },
];

/** Two thirds of the tests cannot reach the database. */
function mostFailed(): Record<string, string> {
  const names = listTests(6).filter((name) => !/› (?:lists|updates)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, 'Error: connect ECONNREFUSED 127.0.0.1:5432']));
}

/** One test flakes more and more, another fails; then the bundle grows. */
async function runRates(runs: ActionRuns): Promise<Shown> {
  const made = (number: number): Parts => {
    const isOfPull = number >= 49;
    const isBad = isOfPull || (number > 34 && number % 2 === 1);
    return {
      workflow: 'E2E',
      ...(isBad ? { flaky: [mails], failed: { [rejects]: messages.stock } } : {}),
      bundleBytes: isOfPull ? 2_150_400 : 1_843_200,
    };
  };
  for (let number = 1; number < 49; number++) await runs.push(build(number, made(number)));
  await runs.run(onPull(49, made(49)));
  return await runs.run(onPull(50, made(50)));
}

/** Every state in turn, from the same history. */
export async function makeStates(
  runs: ActionRuns,
  chosen: (state: State) => boolean,
): Promise<ReadonlyMap<string, Shown>> {
  const wanted = states.filter(chosen);
  if (wanted.length === 0) return new Map();
  await recordHistory(runs);
  if (wanted.some(({ isLarge }) => isLarge)) await recordLarge(runs);
  const restore = runs.remember();
  const shown = new Map<string, Shown>();
  for (const state of wanted) {
    restore();
    shown.set(state.file, await state.make(runs));
  }
  return shown;
}
