/**
 * Every registered format has real logs, and each is read as its golden file expects; UPDATE_GOLDEN=1 writes those.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/formats.ts';
import { type FileFacts, inspectSource } from '../../src/formats/read-build.ts';
import { readSource } from '../../src/formats/read-source.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Task } from '../../src/model/task.ts';
import { defaultLimits } from '../../src/settings/limits.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, goldenOf, readFixture } from './fixtures.ts';

/** Has the same shape as the other format; only its author knows which of the two it is. */
const chosenByName = ['custom-bigger-is-better'];

function inspect(path: string, format: string): Promise<FileFacts> {
  return inspectSource(sourceOf(readFixture(path), path), format);
}

/** What a log contains by itself: both tests of a log use it. */
const inspected = new Map<string, Promise<FileFacts>>();
function inspectByContent(path: string): Promise<FileFacts> {
  const facts = inspected.get(path) ?? inspect(path, 'auto');
  inspected.set(path, facts);
  return facts;
}

const isChosenByName = (format: string | null): format is string =>
  format !== null && chosenByName.includes(format);

/** For long logs the beginning is enough. */
const shownItems = 20;

/** The output of `inspect` for a log, and the first tasks and measurements by name. */
async function describeLog(path: string, format: string): Promise<object> {
  const facts = await (isChosenByName(format) ? inspect(path, format) : inspectByContent(path));
  const read = await readSource(sourceOf(readFixture(path), path), { format, limits: defaultLimits });
  if (read.format === null) return facts;
  const tasks = read.part.tasks.slice(0, shownItems).map(describeTask);
  return { ...facts, shown: [...tasks, ...read.part.metrics.slice(0, shownItems).map(describeMetric)] };
}

function describeTask({ kind, name, attempt, result, cache, durationMs, failure }: Task): string {
  const place = failure?.file ? `at ${failure.file}:${failure.line ?? '?'}` : '';
  const why = failure?.message?.split('\n', 1)[0] ?? '';
  const tail = [attempt > 1 ? `attempt ${attempt}` : '', cache === 'unknown' ? '' : cache, place, why];
  const time = durationMs === null ? 'no time' : `${durationMs} ms`;
  return [`${kind} ${name}: ${result}`, time, ...tail.filter((part) => part !== '')].join(', ');
}

function describeMetric({ name, value, unit, better, samples }: Metric): string {
  return `${name} = ${value} ${unit}, ${better} is better${samples ? `, ${samples.length} samples` : ''}`;
}

it('every format has a folder of logs, and every folder a format', () => {
  const folders = new Set(fixtures.flatMap(({ format }) => format ?? []));
  expect([...folders].sort()).toEqual(formats.map(({ id }) => id).sort());
});

it('no golden file without a log is left', () => {
  const root = new URL('fixtures/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const golden = files.filter((file) => file.endsWith('.golden.json'));
  expect(golden.filter((file) => !existsSync(new URL(file.slice(0, -'.golden.json'.length), root)))).toEqual(
    [],
  );
});

describe.each(fixtures)('$path', ({ path, format }) => {
  it('is recognised by its content', async () => {
    if (isChosenByName(format)) return;
    expect((await inspectByContent(path)).format).toBe(format);
  });

  it('matches its golden file', async () => {
    const text = `${JSON.stringify(await describeLog(path, format ?? 'auto'), null, 2)}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(goldenOf(path), text);
    expect(existsSync(goldenOf(path)), 'UPDATE_GOLDEN=1 npx vitest run test/formats/golden').toBe(true);
    expect(text).toBe(readFileSync(goldenOf(path), 'utf8'));
  });
});
