/** Real files compared with counts made by other means (facts/counts.tsv). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats, inspectSource } from '../../src/formats/read-build.ts';
import { codesOf, readAll, sourceOf } from '../source-of.ts';
import { readFixture } from './fixtures.ts';

const rows = readFileSync(new URL('facts/counts.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));
const read = rows.filter((row) => row[1] !== 'refused').map((row) => row as [string, ...string[]]);
const refused = rows.filter((row) => row[1] === 'refused').map((row) => row[0] as string);

describe('real files', () => {
  it.each(read)('%s matches independent counts', async (path, format, tasks, ...numbers) => {
    const [success, failure, error, skip, other, retries, taskSeconds, seconds] = numbers.map((text) =>
      text === '' ? null : Number(text),
    );
    const bytes = readFixture(path);
    const facts = await inspectSource(sourceOf(bytes), 'auto');
    const { byResult } = facts;
    expect({
      format: facts.format,
      complete: facts.complete,
      tasks: facts.tasks,
      results: [
        byResult['success'],
        byResult['failure'],
        byResult['error'],
        byResult['skip'],
        byResult['unknown'],
      ],
    }).toEqual({
      format,
      complete: true,
      tasks: Number(tasks),
      results: [success, failure, error, skip, other].map((count) => count || undefined),
    });
    expect(facts.taskDurationMs / 1000).toBeCloseTo(taskSeconds as number, 5);
    if (seconds === null) expect(facts.durationMs).toBeNull();
    else expect((facts.durationMs as number) / 1000).toBeCloseTo(seconds as number, 5);
    const { build } = await readAll([sourceOf(bytes)]);
    expect(build?.tasks.length).toBe(Number(tasks) + (retries as number));
    const finals = build?.tasks.filter((task) => task.attempt === (retries as number) + 1);
    expect(new Set(finals?.map((task) => `${task.kind} ${task.name}`)).size).toBe(Number(tasks));
  });

  it.each(refused)('%s is refused with a reason', async (path) => {
    const { build, problems } = await readAll([sourceOf(readFixture(path))]);
    expect(build).toBeNull();
    expect(codesOf({ problems })).toEqual(['unknown-format']);
    expect(problems[0]?.what.length).toBeGreaterThan(30);
    expect(problems[0]?.fix.length).toBeGreaterThan(30);
  });

  it.each(rows.map(([path]) => path as string))('%s is claimed once, whatever its name', async (path) => {
    const bytes = readFixture(path);
    const names = ['build.json', 'report.xml', 'events.ndjson', 'x'];
    const seen = await Promise.all(
      names.map(async (name) => (await inspectSource(sourceOf(bytes, name), 'auto')).format),
    );
    expect(new Set(seen).size).toBe(1);
  });
});

describe('the list of formats', () => {
  it('has each once, with how to produce it', () => {
    expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
    for (const format of formats) {
      expect(format.reference).toMatch(/^https:\/\//);
      expect(format.howTo).not.toBe('');
    }
  });
});
