/** A log that is in a file twice is never counted twice in silence. */
import { expect, it } from 'vitest';
import { type FileFacts, inspectSource } from '../../src/formats/read-build.ts';
import { parseJson } from '../../src/ingest/parse-record.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

/** Work that is done again in one build: answers of an agent, tests that were run again, tasks of one build. */
const addedUp = ['claude', 'cursor', 'qwen', 'go-test', 'build-telemetry'];

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
