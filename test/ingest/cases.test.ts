/** Small logs of observed faults, each with the correct result: `fixtures/cases/expected.json` is the table. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBuild } from '../../src/formats/read-build.ts';
import { sumTokens } from '../../src/metrics/final-tasks.ts';
import type { Build } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import { logContext, sourceOf } from '../source-of.ts';

/** What a build of these files must contain; what a row omits is not compared. */
interface Row {
  readonly files: readonly string[];
  readonly jobStart?: string;
  readonly build?: Partial<Pick<Build, 'result' | 'complete' | 'durationMs'>>;
  readonly start?: string | null;
  /** `name: result, 12 ms, attempt 2, hit`, in order. */
  readonly tasks?: readonly string[];
  readonly metrics?: readonly string[];
  readonly tokens?: number;
  readonly costUsd?: number;
  /** Codes of problems, all of them. */
  readonly codes?: readonly string[];
  /** The code of the refusal. */
  readonly refused?: string;
}

const folder = new URL('fixtures/cases/', import.meta.url);
const rows = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as readonly Row[];

function describeTask({ name, result, durationMs, attempt, cache }: Task): string {
  const time = durationMs === null ? 'no time' : `${Number(durationMs.toFixed(6))} ms`;
  const tail = [attempt > 1 ? `attempt ${attempt}` : '', cache === 'hit' ? 'hit' : ''];
  return [`${name}: ${result}`, time, ...tail.filter((part) => part !== '')].join(', ');
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

describe('known faults', () => {
  it('has a row for each log', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\/.*\./.test(file));
    expect([...new Set(rows.flatMap((row) => row.files))].sort()).toEqual(files.sort());
  });

  it.each(rows.map((row): [string, Row] => [row.files.join(' + '), row]))('%s', async (_title, row) => {
    const sources = row.files.map((file) => sourceOf(readFileSync(new URL(file, folder)), file));
    const { build, problems } = await readBuild(sources, {
      name: 'ci',
      format: 'auto',
      id: 'b1',
      context: logContext,
      jobStartMs: row.jobStart === undefined ? null : Date.parse(row.jobStart),
    });
    if (row.refused !== undefined) {
      expect(build).toBeNull();
      return expect(problems.map(({ code }) => code)).toContain(row.refused);
    }
    expect(build, JSON.stringify(problems)).not.toBeNull();
    const found = build as Build;
    expect(found).toMatchObject(closeTo(row.build ?? {}));
    if (row.start !== undefined)
      expect(found.startTimeMs && new Date(found.startTimeMs).toISOString()).toBe(row.start);
    if (row.tasks) expect(found.tasks.map(describeTask)).toEqual(row.tasks);
    if (row.metrics)
      expect(found.metrics.map(({ name, value, unit }) => `${name} = ${value} ${unit}`)).toEqual(row.metrics);
    if (row.tokens !== undefined) expect(sum(found.tasks.map(sumTokens))).toBe(row.tokens);
    if (row.costUsd !== undefined)
      expect(sum(found.tasks.map((task) => task.costUsd))).toBeCloseTo(row.costUsd, 9);
    if (row.codes) expect(found.problems.map(({ code }) => code)).toEqual(row.codes);
  });
});

function closeTo(build: NonNullable<Row['build']>): object {
  const { durationMs } = build;
  return typeof durationMs === 'number' ? { ...build, durationMs: expect.closeTo(durationMs, 6) } : build;
}
