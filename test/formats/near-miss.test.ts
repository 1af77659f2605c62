/** A refusal names what was in the way, and the format that is nearest. */
import { describe, expect, it } from 'vitest';
import { chooseFormat } from '../../src/formats/choose-format.ts';
import { formats } from '../../src/formats/formats.ts';
import { watchClaim } from '../../src/formats/watch-claim.ts';
import type { Refusal } from '../../src/ingest/format.ts';
import { readSample } from '../../src/ingest/read-sample.ts';
import { defaultLimits } from '../../src/settings/limits.ts';
import { readAll, sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

async function refusal(text: string): Promise<{ what: string; fix: string } | undefined> {
  const { build, problems } = await readAll([sourceOf(text)]);
  expect(build).toBeNull();
  return problems[0];
}

describe('a file that is nearly of a format', () => {
  it('is refused by the root that is in the way', async () => {
    const found = await refusal('<results><testsuite name="s"><testcase name="t"/></testsuite></results>');
    expect(found?.what).toContain('the root <results> is in the way');
    expect(found?.fix).toContain('`format: junit`');
  });

  it('is refused by the record that is in the way', async () => {
    const entry = { name: 'a', unit: 'ms', value: 1 };
    const found = await refusal(JSON.stringify([entry, { title: 'b' }, { ...entry, name: 'c' }]));
    expect(found?.what).toContain('record 2 (title) is in the way');
    expect(found?.fix).toContain('`format: custom-benchmark`');
  });

  it('is refused by the key that is in the way', async () => {
    const page = { total_count: 0, jobs: [], message: 'x' };
    const found = await refusal(`${JSON.stringify(page)}\n${JSON.stringify(page)}\n`);
    expect(found?.what).toContain('the key `message` is in the way');
    expect(found?.fix).toContain('`format: github-jobs`');
  });

  it('is refused by the words before a document of which a line looks like one of a log', async () => {
    const jest = { numTotalTests: 1, numTotalTestSuites: 1, success: true, startTime: 1, testResults: [] };
    const found = await refusal(`\n> app@1.0.0 test\n> jest --json\n\n${JSON.stringify(jest)}\n`);
    expect(found?.what).toContain('`> app@1.0.0 test`');
    expect(found?.fix).toContain('`jest`');
  });

  it.each([
    ['[2026-03-01T10:00:00.000Z] ', 'the time before each line is in the way'],
    ['[ci] ', 'the brackets before each line are in the way'],
    ['build-1  | ', 'the name before each line is in the way'],
  ])('is refused by %s before each line', async (mark, what) => {
    const maven = [
      'Scanning for projects...',
      '----< com.acme:app >----',
      'Building app 1.0',
      'BUILD SUCCESS',
    ];
    const found = await refusal(maven.map((line) => `${mark}[INFO] ${line}\n`).join(''));
    expect(found?.what).toContain(what);
    expect(found?.fix).toContain('`maven-log`');
  });

  it('is refused without a guess when nothing is near', async () => {
    const found = await refusal('{"hello":"world"}');
    expect(found?.fix).toMatch(/^docs\/formats.md lists/);
  });

  it('is refused by the key that is missing', async () => {
    const found = await refusal(JSON.stringify([{ name: 'a', unit: 'ms' }]));
    expect(found?.what).toContain('the key `value` is missing');
    expect(found?.fix).toContain('(`custom-benchmark`): give each record a `value`');
  });

  it('is refused by the key around its list', async () => {
    const found = await refusal(JSON.stringify({ benchmarks: [{ name: 'a', unit: 'ms', value: 1 }] }));
    expect(found?.what).toContain('the key `benchmarks` around the list is in the way');
    expect(found?.fix).toContain('(`custom-benchmark`): write the list alone');
  });

  it.each([
    ['<testsuite><testcase name="a"/></testsuite>', 'junit'],
    ['[{"name":"a","unit":"ms","value":1}]\nDone in 3 s.\n', 'custom-benchmark'],
  ])('is refused by the words before %s', async (document, format) => {
    const found = await refusal(`$ npm test\n\n${document}`);
    expect(found?.what).toContain('the first 2 lines (`$ npm test`) are in the way');
    expect(found?.fix).toContain(`(\`${format}\`): let the tool write it to a file of its own`);
  });

  it('is not taken for the report of a tool that shares its root alone', async () => {
    const found = await refusal('<report><testcase name="x"/></report>');
    expect(found?.what).toContain('the root <report> is in the way');
    const coverage = await refusal('<report name="x"><counter type="LINE" missed="1" covered="2"/></report>');
    expect(coverage?.what).toContain('JaCoCo');
  });
});

/** The shortest log of a format, as far as a sample reaches. */
function shortLog(id: string): string {
  const logs = fixtures.filter(({ format }) => format === id).map(({ path }) => openFixture(path));
  const [shortest] = logs.sort((a, b) => a.length - b.length);
  return (shortest ?? Buffer.of()).subarray(0, 1 << 20).toString();
}

function refusalOf(text: string): Refusal | null {
  const chosen = chooseFormat('auto', readSample(Buffer.from(text), defaultLimits));
  return 'id' in chosen ? null : chosen;
}

// Both lists of numbers have the same keys: only the user knows which one is meant.
const told = formats.filter(({ id }) => id !== 'custom-bigger-is-better');

describe.each(told.map((format) => [format.id, format] as const))('a log of %s', (id, format) => {
  const log = shortLog(id);
  const sample = readSample(Buffer.from(log), defaultLimits);

  it('that is changed is refused by what was changed, with its format as the nearest', () => {
    const changed = [...changesOf(log)].flatMap(([change, text]) => {
      const refusal = refusalOf(text);
      return refusal === null ? [] : [{ change, ...refusal }];
    });
    const named = changed.filter(
      ({ change, what, fix }) => what.includes(change) && fix.includes(`\`${id}\``),
    );
    // Formats whose log may miss any one of these have no refusal.
    if (changed.length > 0) expect(named.length, JSON.stringify(changed)).toBeGreaterThan(0);
  });

  /** Each with what its refusal has to name. */
  function* changesOf(text: string): Generator<readonly [change: string, text: string]> {
    if (sample.shape === 'text')
      yield ['the time before each line', text.replaceAll(/^/gm, '2026-03-01T10:00:00.123Z ')];
    else if (sample.shape === 'xml')
      yield [
        '<renamed>',
        text.replaceAll(new RegExp(`(</?(?:\\w+:)?)${sample.root}(?=[\\s>])`, 'g'), '$1renamed'),
      ];
    else {
      const found = new Set(watchClaim(format, sample).flatMap(({ key, isThere }) => (isThere ? [key] : [])));
      for (const key of [...found].slice(0, 6)) yield [key, text.replaceAll(`"${key}"`, `"renamed_${key}"`)];
    }
  }
});
