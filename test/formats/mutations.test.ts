/**
 * Real small logs of each format, damaged in realistic and worse ways: reading them ends, invents nothing and stays
 * small.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats, inspectSource, readBuilds } from '../../src/formats/read-build.ts';
import { runs } from '../property-runs.ts';
import { logContext, sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

const maxBytes = 20_000;

/** Small files whole, the beginning of larger ones. */
const logs = fixtures.map(({ path }) => openFixture(path).toString('utf8').slice(0, maxBytes));

const odd = fc.constantFrom<unknown>(
  ...[null, true, '', 0, -1, 1e308, -1e308, 2 ** 53, 1e-320, 'NaN', '9'.repeat(400), '2026-13-45T99:99:99Z'],
  ...['__proto__', 'constructor', '\u0000', '\ud800', 'x'.repeat(3000), [], {}, [[[[]]]], { length: 1e9 }],
);

interface Change {
  readonly place: number;
  readonly how: 'replace' | 'remove' | 'repeat' | 'swap' | 'wrap';
  readonly value: unknown;
}
const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('replace', 'remove', 'repeat', 'swap', 'wrap'),
  value: odd,
});

/**
 * Changes values inside JSON.
 * @returns null for text that is not JSON
 */
function mutateValues(text: string, changes: readonly Change[]): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  for (const each of changes) {
    const holders: (Record<string, unknown> | unknown[])[] = [];
    const queue: unknown[] = [value];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      if (typeof node !== 'object' || node === null) continue;
      if (Object.keys(node).length > 0) holders.push(node as Record<string, unknown>);
      queue.push(...Object.values(node));
    }
    const holder = holders[each.place % (holders.length || 1)];
    if (holder !== undefined) mutateHolder(holder as Record<string, unknown>, each);
  }
  return JSON.stringify(value);
}

function mutateHolder(holder: Record<string, unknown>, { place, how, value }: Change): void {
  const keys = Object.keys(holder);
  const key = keys[place % keys.length] as string;
  const other = keys[(place + 1) % keys.length] as string;
  if (how === 'remove') delete holder[key];
  else if (how === 'repeat' && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
  else if (how === 'swap') [holder[key], holder[other]] = [holder[other], holder[key]];
  else if (how === 'wrap') holder[key] = [holder[key]];
  else holder[key] = structuredClone(value);
}

/** Changes lines, and bytes inside them. */
function mutateText(text: string, changes: readonly Change[]): string {
  let lines = text.split('\n');
  for (const { place, how, value } of changes) {
    const at = place % lines.length;
    const line = lines[at] ?? '';
    const middle = place % (line.length + 1);
    if (how === 'remove') lines.splice(at, 1);
    else if (how === 'repeat') lines.splice(at, 0, line);
    else if (how === 'swap') lines = [...lines.slice(at), ...lines.slice(0, at)];
    else if (how === 'wrap') lines[at] = line.slice(middle);
    else lines[at] = `${line.slice(0, middle)}${String(value)}${line.slice(middle + 1)}`;
    if (lines.length === 0) lines = [''];
  }
  return lines.join('\n');
}

const damaged = fc
  .record({
    log: fc.constantFrom(...logs),
    changes: fc.array(change, { minLength: 1, maxLength: 6 }),
    asText: fc.boolean(),
    cut: fc.option(fc.nat(maxBytes)),
  })
  .map(({ log, changes, asText, cut }) => {
    const lines = log.split('\n');
    const inLines = (): string =>
      lines
        .map((line, i) =>
          i === (changes[0]?.place ?? 0) % lines.length ? (mutateValues(line, changes) ?? line) : line,
        )
        .join('\n');
    const text = asText ? mutateText(log, changes) : (mutateValues(log, changes) ?? inLines());
    return cut === null ? text : text.slice(0, cut);
  });

describe('a damaged log', () => {
  it('is read or refused, with valid facts', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, fc.constantFrom(512, 65_536), async (text, size) => {
        const facts = await inspectSource(sourceOf(text, 'log', size), 'auto');
        const sums = (counts: Readonly<Record<string, number>>): number =>
          Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect([sums(facts.byResult), sums(facts.byCache)]).toEqual([facts.tasks, facts.tasks]);
        expect(facts.durationMs ?? 0).toBeGreaterThanOrEqual(0);
        expect(facts.taskDurationMs).toBeGreaterThanOrEqual(0);
        if (facts.format === null) expect(facts.problems.some(({ level }) => level === 'error')).toBe(true);
        if (facts.tasks === 0 && facts.durationMs === null) expect(facts.byResult).toEqual({});
        // The result cannot be larger than the input: each record takes some bytes.
        expect(facts.tasks + facts.events + facts.metrics + facts.spans).toBeLessThanOrEqual(
          10_000 + text.length,
        );
        expect(JSON.stringify(facts.problems).length).toBeLessThan(100_000);
      }),
      { numRuns: runs(30) },
    );
  });

  it('is read or refused as each format', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, fc.constantFrom(...formats.map(({ id }) => id)), async (text, format) => {
        const { problems, tasks, metrics, events } = await inspectSource(sourceOf(text), format);
        expect(problems.length + tasks + metrics + events).toBeGreaterThan(0);
      }),
      { numRuns: runs(30) },
    );
  });

  it.each(['1e308', '-1e308', '1e16'])('has times that are known or null with %s', async (odd) => {
    for (const log of logs.filter((text) => /\b1[67]\d{11}\b/.test(text))) {
      const text = log.replaceAll(/\b1[67]\d{11}(?:\.\d+)?\b/g, odd);
      const { builds } = await readBuilds(sourceOf(text), {
        name: 'ci',
        format: 'auto',
        context: logContext,
      });
      const starts = builds.flatMap(({ startTimeMs, tasks }) => [
        startTimeMs,
        ...tasks.map((each) => each.startTimeMs),
      ]);
      for (const start of starts) expect(new Date(start ?? 0).getTime()).not.toBeNaN();
    }
  });

  it('gives builds unique ids', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async (text) => {
        const { builds } = await readBuilds(sourceOf(text), {
          name: 'ci',
          format: 'auto',
          context: logContext,
        });
        for (const build of builds) expect(build.tasks.length + build.metrics.length).toBeGreaterThan(0);
        expect(new Set(builds.map(({ id }) => id)).size).toBe(builds.length);
      }),
      { numRuns: runs(30) },
    );
  });
});
