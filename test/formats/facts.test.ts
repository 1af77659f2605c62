/**
 * Real logs compared with facts found by other means: each `facts/<group>.json` is the output of `facts/<group>.py`,
 * which shares no code with the adapters; for a single format it is `fixtures/<id>/facts.json`, the output of
 * `facts.py` in the same folder. Only the fields in a row are compared.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/formats.ts';
import { inspectSource } from '../../src/formats/read-build.ts';
import { sourceOf } from '../source-of.ts';
import { readFixture } from './fixtures.ts';

interface Facts {
  /** Null: refused, with `codes` as its reason. */
  readonly format: string | null;
  readonly complete?: boolean;
  readonly result?: string;
  readonly tasks?: number;
  readonly byResult?: Readonly<Record<string, number>>;
  readonly byCache?: Readonly<Record<string, number>>;
  readonly taskDurationMs?: number;
  readonly durationMs?: number | null;
  readonly startTime?: string | null;
  readonly metrics?: number;
  readonly events?: number;
  readonly spans?: number;
  /** Codes of problems that must be among the file's. */
  readonly codes?: readonly string[];
}

const folder = new URL('facts/', import.meta.url);
/** What the scripts share, and the script of `counts.tsv`. */
const shared = ['samples.py', 'counts.py'];
const groups = readdirSync(folder).filter((file) => file.endsWith('.json'));

it('are all created by a script', () => {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.py') && !shared.includes(file));
  expect(scripts.map((file) => file.replace('.py', '.json')).sort()).toEqual(groups.sort());
});

const ids = formats.map(({ id }) => id).filter((id) => existsSync(scriptOf(id)));
const files: readonly (readonly [file: string, below: string])[] = [
  ...groups.map((group) => [group, ''] as const),
  ...ids.map((id) => [`../fixtures/${id}/facts.json`, `${id}/`] as const),
];

function scriptOf(id: string): URL {
  return new URL(`../fixtures/${id}/facts.py`, folder);
}

describe.each(files)('facts of %s', (file, below) => {
  const rows = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, Facts>;
  const facts = Object.fromEntries(Object.entries(rows).map(([name, row]) => [below + name, row]));
  it.each(Object.entries(facts))('%s', async (path, { codes = [], ...expected }) => {
    const found = await inspectSource(sourceOf(readFixture(path), path), 'auto');
    const keys = Object.keys(expected) as (keyof typeof expected)[];
    expect(Object.fromEntries(keys.map((key) => [key, found[key]]))).toEqual(round(expected));
    expect(found.problems.map((problem) => problem.code)).toEqual(expect.arrayContaining([...codes]));
  });
});

/** Sums of thousands of durations differ in their last digits with the order of adding. */
function round(facts: Omit<Facts, 'codes'>): Record<string, unknown> {
  const close = (value: unknown): unknown => (typeof value === 'number' ? expect.closeTo(value, 2) : value);
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, close(value)]));
}
