/** A refusal names the reason, and the nearest format. */
import { describe, expect, it } from 'vitest';
import { chooseFormat } from '../../src/formats/choose-format.ts';
import { formats } from '../../src/formats/formats.ts';
import { findNearMiss } from '../../src/formats/near-miss.ts';
import { watchClaim } from '../../src/formats/watch-claim.ts';
import type { FileRefusal, Sample } from '../../src/ingest/format.ts';
import { readSample } from '../../src/ingest/read-sample.ts';
import { defaultLimits } from '../../src/settings/limits.ts';
import { readAll, sourceOf } from '../source-of.ts';
import { shortestLog } from './fixtures.ts';

async function refusal(text: string): Promise<{ what: string; fix: string } | undefined> {
  const { build, problems } = await readAll([sourceOf(text)]);
  expect(build).toBeNull();
  return problems[0];
}

it('a file of another format than the set one is refused with both', async () => {
  const junit = '<testsuite name="s"><testcase name="t" time="1"/></testsuite>';
  const ctrf = await readAll([sourceOf(junit)], { format: 'ctrf' });
  expect(ctrf.build).toBeNull();
  expect(ctrf.problems).toEqual([
    {
      level: 'error',
      code: 'unknown-format',
      where: 'log',
      what: 'It contains no tasks in the format `ctrf`; it looks like `junit`.',
      fix: 'Set `format` to `junit`, or to `auto`.',
    },
  ]);
  const empty = await readAll([sourceOf('<testsuite name="s"/>')], { format: 'junit' });
  expect(empty.problems.map(({ code }) => code)).toEqual(['no-tasks', 'no-events']);
});

describe('a file that nearly matches a format', () => {
  it('is refused with the wrong root', async () => {
    const found = await refusal('<results><testsuite name="s"><testcase name="t"/></testsuite></results>');
    expect(found?.what).toContain('unexpected root <results>');
    expect(found?.fix).toContain('`format: junit`');
  });

  it('is refused with the wrong record', async () => {
    const entry = { name: 'a', unit: 'ms', value: 1 };
    const found = await refusal(JSON.stringify([entry, { title: 'b' }, { ...entry, name: 'c' }]));
    expect(found?.what).toContain('unexpected record 2 (title)');
    expect(found?.fix).toContain('`format: custom-benchmark`');
  });

  it('is refused with the wrong key', async () => {
    const found = await refusal(
      JSON.stringify({ inputs: {}, outputs: { a: { bytes: 1, imports: [] } }, message: 'x' }),
    );
    expect(found?.what).toContain('unexpected key `message`');
    expect(found?.fix).toContain('`format: esbuild-metafile`');
  });

  it('is refused without a guess if nothing is near', async () => {
    const found = await refusal('{"hello":"world"}');
    expect(found?.fix).toMatch(/docs\/formats.md lists/);
  });

  it('is refused with the missing key', async () => {
    const found = await refusal(JSON.stringify([{ name: 'a', unit: 'ms' }]));
    expect(found?.what).toContain('the key `value` is missing');
    expect(found?.fix).toContain('(`custom-benchmark`): give each record a `value`');
  });

  it('is refused with the key around its list', async () => {
    const found = await refusal(JSON.stringify({ benchmarks: [{ name: 'a', unit: 'ms', value: 1 }] }));
    expect(found?.what).toContain('unexpected key `benchmarks` around the list');
    expect(found?.fix).toContain('(`custom-benchmark`): write the list alone');
  });

  it("is not reported as a tool's report for its root alone", async () => {
    const found = await refusal('<report><testcase name="x"/></report>');
    expect(found?.what).toContain('unexpected root <report>');
    const coverage = await refusal('<report name="x"><counter type="LINE" missed="1" covered="2"/></report>');
    expect(coverage?.what).toContain('JaCoCo');
  });
});

/** The shortest log of a format, up to the size of a sample. */
function shortLog(id: string): string {
  return shortestLog(id)
    .subarray(0, 1 << 20)
    .toString();
}

function refusalOf(text: string): FileRefusal | null {
  const chosen = chooseFormat('auto', readSample(Buffer.from(text), defaultLimits));
  return 'id' in chosen ? null : chosen;
}

// Both lists of numbers have the same keys: only the user knows which one is meant.
const recognised = formats.filter(({ id }) => id !== 'custom-bigger-is-better');

/** Formats that share the shape of another format's records: either may be nearest when one key is odd. */
const sharedShapes: Readonly<Record<string, readonly string[]>> = {
  'nx-profile': ['chrome-trace'],
  cursor: ['claude'],
  gemini: ['cursor', 'claude'],
  qwen: ['claude', 'cursor'],
};

describe.each(recognised.map((format) => [format.id, format] as const))('a log of %s', (id, format) => {
  const log = shortLog(id);
  const sample = readSample(Buffer.from(log), defaultLimits);
  const refused = [...changesOf(log)].flatMap(([change, text]) => {
    const refusal = refusalOf(text);
    const nearest = /The nearest format is .*\(`([\w-]+)`\)/.exec(refusal?.fix ?? '')?.[1];
    return refusal === null ? [] : [{ change, nearest, ...refusal }];
  });

  it('is refused with the changed part, and its format as the nearest', () => {
    const named = refused.filter(({ change, what, nearest }) => what.includes(change) && nearest === id);
    // Formats whose log may lack any one of these have no refusal; with only one left another key may be missing.
    if (refused.length > 1) expect(named.length, JSON.stringify(refused)).toBeGreaterThan(0);
  });

  it('is never reported as nearest to another format', () => {
    const others = refused.filter(
      ({ nearest = id }) => nearest !== id && !sharedShapes[id]?.includes(nearest),
    );
    expect(others).toEqual([]);
  });

  /** Each with what its refusal must name. */
  function* changesOf(text: string): Generator<readonly [change: string, text: string]> {
    if (sample.shape === 'text') return;
    if (sample.shape === 'xml') {
      const root = new RegExp(`(</?(?:\\w+:)?)${sample.root}(?=[\\s>])`, 'g');
      return yield ['<renamed>', text.replaceAll(root, '$1renamed')];
    }
    const found = new Set(watchClaim(format, sample).flatMap(({ key, isThere }) => (isThere ? [key] : [])));
    // Alternates between another name and another value, as each refusal tries many keys.
    for (const [nth, key] of [...found].slice(0, 10).entries()) {
      if (nth % 2 === 0) {
        yield [key, text.replaceAll(`"${key}"`, `"renamed_${key}"`)];
        continue;
      }
      const value = new RegExp(
        `"${key}"\\s*:\\s*(?:"(?:[^"\\\\]|\\\\.)*"|-?\\d[\\d.eE+-]*|true|false|null)`,
        'g',
      );
      yield [key, text.replaceAll(value, `"${key}":{"x":1}`)];
    }
  }
});

describe('a text with a missing line', () => {
  it.each([
    ['tap', 'ok - a\nnot ok - b\n1..2\n', 'TAP version 14'],
    ['libtest', 'running 1 test\n\nfoo\n', 'test a ... ok'],
    ['libtest', 'test a::b ... ok\ntest a::c ... FAILED\n', 'running 1 test'],
    ['go-bench', 'hello\nBenchmarkA-8   100   12.3 ns/op\nbye\n', 'goos: linux'],
    ['ninja', '1\t2\t3\ta.o\tabc\n2\t3\t4\tb.o\tdef\n', '# ninja log v5'],
    ['ccache', 'cache_miss\t3\nfiles_in_cache\t3\n', 'direct_cache_hit\t1'],
    ['maven-log', '[INFO] Building app 1.0\n[INFO] BUILD SUCCESS\n', '[INFO] Total time:  1.0 s'],
  ])('of %s is refused with it', async (id, text, line) => {
    const found = await refusal(text);
    expect(found?.what).toContain(`a line such as \`${line.replaceAll('\t', ' ')}\` is missing`);
    expect(found?.fix).toContain(`(\`${id}\`)`);
  });

  it('is refused without a guess if it has none of them', async () => {
    const found = await refusal('hello world\nthis is text\n');
    expect(found?.fix).toMatch(/docs\/formats.md lists/);
  });
});

it('a large file is refused with as few checks as a small one', () => {
  let looks = 0;
  const measured = new WeakSet();
  const counted = formats.map((format) => ({
    ...format,
    claims: (seen: Sample): boolean => {
      looks += 1;
      if (!measured.has(seen.records)) {
        measured.add(seen.records);
        expect(seen.text.length).toBeLessThanOrEqual(65_536);
        expect(JSON.stringify(seen.records).length).toBeLessThan(200_000);
      }
      return format.claims(seen);
    },
  }));
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key${i}`, 'x'.repeat(100)]));
  const deep = { id: 1, name: 'a', status: 'x', steps: Array.from({ length: 1000 }, () => wide) };
  const sample = {
    shape: 'object',
    isWhole: false,
    text: '{'.repeat(1 << 20),
    keys: ['id', 'name', 'status', 'steps'],
  } as const;
  findNearMiss(counted, { ...sample, records: [deep], isEmpty: false, root: null });
  expect(looks).toBeLessThan(20_000);
});
