/**
 * Real logs of all tools, supported or not: each has at most one claim, a reason when refused, and never an
 * exception.
 */
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/formats.ts';
import { inspectSource } from '../../src/formats/read-build.ts';
import type { Sample } from '../../src/ingest/format.ts';
import { withoutMarks } from '../../src/ingest/line-marks.ts';
import { InputError, openInput } from '../../src/ingest/open-input.ts';
import { defaultLimits } from '../../src/settings/limits.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, openFixture, readFixture } from './fixtures.ts';

/** A count without a separator, or one of several: `1234 tests`, `1 jobs were`. Positions and quoted texts are as they are. */
const oddCount = /(?<![\d.,])\d{4,} [a-z]|(?<![\d.,])1 [a-z ]+s (?:are|were|have)\b/;

const files = fixtures.map(({ path }) => path);
/** Two of each format, and all that none reads: of the others the beginning says the same. */
const kinds = [...Map.groupBy(fixtures, ({ format }) => format)].flatMap(([format, logs]) =>
  (format === null ? logs : logs.slice(0, 2)).map(({ path }) => path),
);

async function claimsOf(bytes: Uint8Array): Promise<string[] | null> {
  try {
    const opened = await openInput(sourceOf(bytes).open, defaultLimits);
    const isRead = (sample: Sample): boolean => formats.some((format) => format.claims(sample));
    const { sample } = withoutMarks(opened.input, defaultLimits, isRead);
    return formats.filter((format) => format.claims(sample)).map((format) => format.id);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

describe('every real log', () => {
  it.each(files)('%s is read or refused with a reason', async (path) => {
    const bytes = readFixture(path);
    const claims = await claimsOf(bytes);
    // With one claim at most, the order of the list cannot matter.
    expect(claims?.length ?? 0).toBeLessThanOrEqual(1);
    const facts = await inspectSource(sourceOf(bytes, 'build.xml'), 'auto');
    expect(facts.format).toBe(claims?.[0] ?? null);
    for (const { what } of facts.problems)
      expect(what.replaceAll(/`[^`]*`|at byte \d+/g, '')).not.toMatch(oddCount);
    if (facts.format === null) expect(facts.problems[0]?.what.length).toBeGreaterThan(10);
    else expect(facts.tasks + facts.metrics + facts.events > 0 || facts.result !== 'success').toBe(true);
  });

  it.each(kinds)('%s read as another format never throws and never gives a false success', async (path) => {
    const bytes = openFixture(path).subarray(0, 1500);
    for (const { id } of formats) {
      const facts = await inspectSource(sourceOf(bytes), id);
      expect(facts.problems.length + facts.tasks + facts.metrics).toBeGreaterThan(0);
      if (facts.tasks + facts.metrics === 0) expect(facts.result).not.toBe('success');
    }
  });
});
