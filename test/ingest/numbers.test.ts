/** The same run written with another comma, in another unit or by another clock gives the same build. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFactor, findWholeFactor } from '../../src/ingest/find-unit.ts';
import { hasDecimalComma, parseDuration } from '../../src/ingest/parse-duration.ts';
import { parseTime } from '../../src/ingest/read-fields.ts';
import { runs } from '../property-runs.ts';
import { buildOf, codesOf } from '../source-of.ts';

describe('a duration', () => {
  it.each([
    ['1.5', 1500],
    ['1,024.12', 1_024_120],
    ['80.803us', 0.080803],
    ['8.0803e-05s', 0.080803],
    ['80.803 µs', 0.080803],
    ['1.2s', 1200],
    ['200ms', 200],
    ['1m3.5s', 63_500],
    ['1 min 3 sec', 63_000],
    ['2 h', 7_200_000],
    ['PT1.5S', 1500],
    ['PT1H2M', 3_720_000],
    ['P1DT1S', 86_401_000],
    ['00:00:01.500', 1500],
    ['01:02:03', 3_723_000],
    ['1:02.5', 62_500],
    ['1.00:00:01', 86_401_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text, false, 1000)).toBeCloseTo(ms, 6);
  });

  it.each([
    ...['-1', '-0.000000', 'NaN', 'fast', '1 fortnight', 'P', 'PT', '1:2:3:4', '1:02', '', '1e999', '1e999s'],
    ...['s', '1s!', '1s 5', '1e5!'],
  ])('%s is not one', (text) => {
    expect(parseDuration(text, false, 1000)).toBeNull();
  });

  it('is read once, however many ways there are to read it', () => {
    expect(parseDuration(`1${'e5'.repeat(1000)}`, false, 1000)).toBeNull();
    expect(parseDuration('1 s '.repeat(1000), false, 1000)).toBe(1_000_000);
  });

  it.each([
    [['0,998', '1,003'], true],
    [['1,3'], true],
    [['1.024,5'], true],
    [['1,003', '2,504'], true],
    [['1,024'], false],
    [['1,024', '1,024'], false],
    [['0.5', '1,024'], false],
    [['1,024.12'], false],
    [['2,503,100', '1,024'], false],
    [['12', '7'], false],
  ])('numbers such as %j have a decimal comma: %s', (texts, is) => {
    expect(hasDecimalComma(texts)).toBe(is);
  });
});

describe('a unit', () => {
  it.each([
    [[{ parts: 3301, whole: 3.3 }], 1000],
    [[{ parts: 3_301_000, whole: 3.5 }], 1e6],
    [[{ parts: 3.3e9, whole: 3.5 }], 1e9],
    [[{ parts: 40, whole: 1 }], 1],
    [[{ parts: 3.3, whole: 3.3 }], 1],
    [[{ parts: 0, whole: 3.3 }], 1],
    [[], 1],
  ])('of %j is too small by %d', (sums, factor) => {
    expect(findFactor(sums)).toBe(factor);
  });

  it('of a whole is converted only if it agrees closely', () => {
    expect(findWholeFactor([{ parts: 3.301, whole: 3301 }])).toBe(1000);
    expect(findWholeFactor([{ parts: 0.002, whole: 1.5 }])).toBe(1);
  });
});

interface Case {
  readonly seconds: number;
}

const suiteOf = (cases: readonly Case[], show: (seconds: number) => string): string =>
  `<testsuite name="s" time="${show(cases.reduce((sum, { seconds }) => sum + seconds, 0))}">${cases
    .map(({ seconds }, i) => `<testcase classname="C" name="t${i}" time="${show(seconds)}"/>`)
    .join('')}</testsuite>`;
const cases = fc
  .array(
    fc.integer({ min: 1, max: 9_999 }).map((ms) => ({ seconds: ms / 1000 })),
    { minLength: 2, maxLength: 8 },
  )
  .filter((list) => list.some(({ seconds }) => seconds < 1));

async function timesOf(xml: string): Promise<(number | null)[]> {
  const build = await buildOf(xml);
  return [build.durationMs, ...build.tasks.map(({ durationMs }) => durationMs)].map((ms) =>
    ms === null ? null : Math.round(ms),
  );
}

describe('the same run', () => {
  it('gives the same result in a locale with a decimal comma', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (list) => {
        const point = await timesOf(suiteOf(list, (seconds) => seconds.toFixed(3)));
        const comma = await timesOf(suiteOf(list, (seconds) => seconds.toFixed(3).replace('.', ',')));
        expect(comma).toEqual(point);
      }),
    );
  });

  it.each([
    ['milliseconds', 1e3],
    ['microseconds', 1e6],
    ['nanoseconds', 1e9],
  ])('gives the same result with its tests in %s', async (unit, factor) => {
    await fc.assert(
      fc.asyncProperty(cases, async (list) => {
        const right = suiteOf(list, (seconds) => seconds.toFixed(3));
        const wrong = right.replaceAll(
          /(<testcase[^>]* time=")([\d.]+)/g,
          (_all, head: string, seconds) => `${head}${Math.round(Number(seconds) * factor)}`,
        );
        expect(await timesOf(wrong)).toEqual(await timesOf(right));
        const [problem] = (await buildOf(wrong)).problems;
        expect([problem?.code, problem?.what]).toEqual(['odd-unit', expect.stringContaining(unit)]);
      }),
      { numRuns: runs(8) },
    );
  });

  it('is read in milliseconds if its timestamps allow nothing else', async () => {
    const at = (second: number, ms: number): string =>
      `<testsuite name="s${second}" timestamp="2026-03-01T10:00:0${second}Z" time="${ms}"><testcase classname="C${second}" name="t" time="${ms}"/></testsuite>`;
    const build = await buildOf(`<testsuites>${at(0, 1900)}${at(2, 950)}${at(3, 500)}</testsuites>`);
    expect([build.durationMs, codesOf(build)]).toEqual([3500, ['odd-unit']]);
    expect(build.tasks.map(({ durationMs }) => durationMs)).toEqual([1900, 950, 500]);
  });

  it('keeps a suite that ran long after short ones', async () => {
    const at = (second: number, time: number): string =>
      `<testsuite name="s${second}" timestamp="2026-03-01T10:00:0${second}Z" time="${time}"><testcase classname="C${second}" name="t" time="${time}"/></testsuite>`;
    const build = await buildOf(`<testsuites>${at(0, 0.9)}${at(1, 800)}</testsuites>`);
    expect([build.durationMs, codesOf(build)]).toEqual([801_000, []]);
  });
});

it.each(['1772359200', '1772359200000', '1772359200000000', '1772359200000000000'])(
  'the text %s is a time since 1970',
  (text) => {
    expect(parseTime(text)).toBe(Date.UTC(2026, 2, 1, 10));
  },
);

it.each([
  ...['20260301100000', '177235920', '1772359200.5', '2772359200'],
  // Days that do not exist: JavaScript reads the 30th of February as the 2nd of March.
  ...['2026-02-30', '2026-02-29T10:00:00Z', '2026-04-31 10:00', '2026/06/31', '2026-02-30T10:00:00.5+01:00'],
])('the text %s is not', (text) => {
  expect(parseTime(text)).toBeNull();
});

it.each([
  ...['2026-03-01T11:00:00+01', '2026-03-01T11:00:00 +0100', '2026-03-01 11:00:00 +0100'],
  ...[
    '2026-03-01T11:00:00+01:00[Europe/Berlin]',
    '2026-03-01T10:00Z[Etc/UTC]',
    '2026-03-01 10:00:00,000 UTC',
    '2026-03-01-10:00',
  ],
])('the text %s is a time with its zone', (text) => {
  let isZoneless = false;
  expect(parseTime(text, () => (isZoneless = true))).toBe(Date.UTC(2026, 2, 1, 10));
  expect(isZoneless).toBe(false);
});

it('knows leap years and long months', () => {
  expect(['2028-02-29', '2026-01-31T10:00:00Z', '2026/12/31'].map((text) => parseTime(text))).toEqual([
    Date.UTC(2028, 1, 29),
    Date.UTC(2026, 0, 31, 10),
    Date.UTC(2026, 11, 31),
  ]);
});

it.each(['2026/03/01 10:00:00', '2026-03-01T10:00[Europe/Berlin]'])(
  'the text %s is a time without an offset',
  (text) => {
    let isZoneless = false;
    expect(parseTime(text, () => (isZoneless = true))).toBe(Date.UTC(2026, 2, 1, 10));
    expect(isZoneless).toBe(true);
  },
);
