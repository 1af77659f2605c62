/** A log that is in a file twice is never counted twice in silence. */
import { expect, it } from 'vitest';
import { type FileFacts, inspectSource } from '../../src/formats/read-build.ts';
import { parseJson } from '../../src/ingest/parse-record.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

/** Work that is done again in one build: answers of an agent, tests that were run again, tasks of one build. */
const addedUp = ['claude', 'cursor', 'qwen', 'go-test', 'trx', 'build-telemetry'];

const logs = fixtures
  .filter(({ format }) => format !== null && !addedUp.includes(format))
  .map(({ path }) => ({ path, bytes: openFixture(path) }))
  .filter(({ bytes }) => bytes.length < 200_000);

const inspect = (bytes: Buffer, path: string): Promise<FileFacts> =>
  inspectSource(sourceOf(bytes, path), 'auto');
const amountsOf = ({ tasks, metrics, durationMs, taskDurationMs }: FileFacts) => ({
  tasks,
  metrics,
  durationMs,
  taskDurationMs,
});

function expectOnce(once: FileFacts, twice: FileFacts): void {
  const known = new Set(once.problems.map(({ what }) => what));
  const isSaid = twice.problems.some(({ code, what }) => code === 'equal-names' || !known.has(what));
  if (twice.format !== null && !isSaid) expect(amountsOf(twice)).toEqual(amountsOf(once));
}

it.each(logs)('$path', async ({ path, bytes }) => {
  const twice = Buffer.concat([bytes, Buffer.from('\n'), bytes]);
  expectOnce(await inspect(bytes, path), await inspect(twice, path));
});

/** JSON in one line. */
const documents = logs.flatMap(({ path, bytes }) => {
  const value = parseJson(bytes.toString('utf8'));
  return value === undefined ? [] : [{ path, line: `${JSON.stringify(value)}\n` }];
});

it.each(documents)('$path, one document a line', async ({ path, line }) => {
  const once = await inspect(Buffer.from(line), path);
  const twice = await inspect(Buffer.from(line + line), path);
  expect(twice.format).toBe(once.format);
  expectOnce(once, twice);
});

const builds = [
  ...['turborepo', 'nx', 'nx-profile', 'next-trace', 'bazel-profile', 'bazel-bep', 'gradle-profile'],
  ...['go-actiongraph', 'k6'],
];

it.each(builds)('of several builds of %s the last one is read', async (id) => {
  const [first, last] = logs.filter(({ path }) => path.startsWith(`${id}/`));
  if (first === undefined || last === undefined) throw new Error(`${id} has fewer than two logs.`);
  const alone = await inspect(last.bytes, last.path);
  const after = await inspect(Buffer.concat([first.bytes, Buffer.from('\n'), last.bytes]), last.path);
  expect(amountsOf(after)).toEqual(amountsOf(alone));
  expect(after.problems.map(({ what }) => what)).toContain(
    'The file holds 2 builds: only the last one is read.',
  );
});

const runs = ['jest', 'mocha', 'rspec', 'playwright'].map((id) => {
  const whole = logs.filter(
    ({ path }) => path.startsWith(`${id}/`) && /(?:failed|projects|passed)\.json/.test(path),
  );
  return { id, runs: whole.slice(0, 2) };
});

it.each(runs)('several runs of $id are added up', async ({ runs }) => {
  const [first, last] = await Promise.all(runs.map(({ bytes, path }) => inspect(bytes, path)));
  if (first === undefined || last === undefined) throw new Error('There are fewer than two logs.');
  const lines = runs.map(({ bytes }) => JSON.stringify(parseJson(bytes.toString('utf8'))));
  for (const texts of [runs.map(({ bytes }) => bytes.toString('utf8')), lines]) {
    for (const order of [texts, texts.toReversed()]) {
      const both = await inspect(Buffer.from(order.join('\n')), 'both');
      expect(both).toMatchObject({ tasks: first.tasks + last.tasks, complete: true, result: 'failure' });
      expect(both.taskDurationMs).toBeCloseTo(first.taskDurationMs + last.taskDurationMs, 3);
      expect(both.durationMs).toBeGreaterThan(Math.max(first.durationMs ?? 0, last.durationMs ?? 0));
    }
  }
});

it('is incomplete if one of several runs lists fewer tests than it counts', async () => {
  const example = { id: 'a[1:1]', description: 'a', full_description: 'a', status: 'passed', run_time: 0.1 };
  const write = (count: number): string =>
    `${JSON.stringify({ version: '3', examples: [example, { ...example, id: 'b[1:1]', full_description: 'b' }], summary: { duration: 1, example_count: count } })}\n`;
  expect(await inspect(Buffer.from(write(2) + write(2)), 'runs')).toMatchObject({
    complete: true,
    durationMs: 2000,
  });
  expect(await inspect(Buffer.from(write(3) + write(1)), 'runs')).toMatchObject({ complete: false });
});
