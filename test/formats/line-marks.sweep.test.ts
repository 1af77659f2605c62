/** A log is read the same with the prefixes that a CI service, a container or a terminal adds to each line. */
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { readSample } from '../../src/ingest/read-sample.ts';
import { defaultLimits } from '../../src/settings/limits.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

const two = (value: number): string => String(value % 60).padStart(2, '0');
const time = (i: number): string => `10:${two(Math.floor(i / 60))}:${two(i)}`;
const control = '\u001b';

/** Each returns the prefix of line `i`. */
const marks: Readonly<Record<string, (i: number) => string>> = {
  GitHub: (i) => `${i === 0 ? '\uFEFF' : ''}2026-01-01T${time(i)}.1234567Z `,
  'gh run view --log': (i) =>
    `test (ubuntu, 24)\tRun npm test\t${i === 0 ? '\uFEFF' : ''}2026-01-01T${time(i)}.1234567Z `,
  GitLab: (i) => `2026-01-01T${time(i)}.123456Z 01O `,
  'a timestamp of Jenkins': (i) => `[2026-01-01T${time(i)}.123Z] `,
  'a clock of Jenkins': (i) => `${time(i)}  `,
  TeamCity: (i) => `[${time(i)}]W:\t [Step 1/2] `,
  Buildkite: (i) => `${control}_bk;t=${1_767_225_600_000 + i}\u0007`,
  Kubernetes: (i) => `2026-01-01T${time(i)}.123456789Z stdout F `,
  'docker compose': () => `${control}[36mapp-1  | ${control}[0m`,
  'docker build': (i) => `#12 ${i}.123 `,
  'a container in the job of GitHub': (i) =>
    `2026-01-01T${time(i)}.1234567Z ${control}[33mapp-1  |${control}[0m `,
  journald: (i) => `Jan  1 ${time(i)} runner-7 build[4711]: `,
  concurrently: () => '[1] ',
  Turborepo: () => 'web:test: ',
  pnpm: () => 'packages/web test: ',
  'Google Cloud Build': () => 'Step #1 - "unit": ',
  Drone: (i) => `[unit:L${i}:${i}s] `,
  colours: () => `${control}[0;32m`,
};

const all = fixtures.flatMap(({ path, format }) => {
  const bytes = openFixture(path);
  const { shape } = readSample(bytes.subarray(0, 1 << 20), defaultLimits);
  const isRead = format !== null && (shape === 'text' || shape === 'lines');
  return isRead ? [{ path, format, text: bytes.toString('utf8') }] : [];
});

/** The two shortest of each format. */
const texts = [...Map.groupBy(all, ({ format }) => format).values()].flatMap((logs) =>
  logs.sort((a, b) => a.text.length - b.text.length).slice(0, 2),
);

function marked(text: string, mark: (i: number) => string): string {
  const lines = text.split('\n');
  return lines.map((line, i) => (i === lines.length - 1 && line === '' ? '' : mark(i) + line)).join('\n');
}

/** Without the note about what was skipped. */
async function factsOf(text: string): Promise<object> {
  const facts = await inspectSource(sourceOf(text), 'auto');
  return {
    ...facts,
    problems: facts.problems.map(({ code }) => code).filter((code) => code !== 'line-marks'),
  };
}

it('text logs are tested', () => {
  expect(new Set(texts.map(({ format }) => format)).size).toBeGreaterThan(20);
});

describe.each(texts)('$path', ({ text }) => {
  it.each(Object.entries(marks))('gives the same result with the prefixes of %s', async (_by, mark) => {
    expect(await factsOf(marked(text, mark))).toEqual(await factsOf(text));
  });
});

/** Formats whose lines belong to the line before them. */
const pairs = ['tap', 'libtest', 'maven-log'].map((id) => {
  const [first, last] = texts.filter(({ format }) => format === id);
  if (first === undefined || last === undefined) throw new Error(`${id} has fewer than two logs.`);
  return { id, first, last };
});

describe.each(pairs)('two logs of $id', ({ first, last }) => {
  const linesOf = (text: string): string[] => text.trimEnd().split('\n');

  it.each([
    ['Turborepo', 'web:test: ', 'api:test: '],
    ['pnpm', 'packages/web test: ', 'packages/api test: '],
    ['docker compose', 'web-1  | ', 'api-1  | '],
  ])('that are written at the same time are read one after the other, with %s', async (_by, a, b) => {
    const turns: readonly (readonly [string, string[]])[] = [
      [a, linesOf(first.text)],
      [b, linesOf(last.text)],
    ];
    const mixed: string[] = [];
    while (turns.some(([, lines]) => lines.length > 0))
      for (const [mark, lines] of turns) mixed.push(...lines.splice(0, 3).map((line) => mark + line));
    const whole = `${linesOf(first.text).join('\n')}\n${linesOf(last.text).join('\n')}\n`;
    expect(await factsOf(`${mixed.join('\n')}\n`)).toEqual(await factsOf(whole));
  });
});
