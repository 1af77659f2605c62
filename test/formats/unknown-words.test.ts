/** A class of faults: a status that no version of a tool is known to write was read as success. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/formats.ts';
import { runs } from '../property-runs.ts';
import { readAll, sourceOf } from '../source-of.ts';
import { writeCtrf, writePlaywright } from './write-test-reports.ts';

const time = '2026-03-01T10:00:00Z';
const timeMs = Date.parse(time);
const nanos = `${timeMs}000000`;
const json = JSON.stringify;

/** A log of one piece of work, with the word as its status. */
const writers: Readonly<Record<string, (word: string) => string>> = {
  junit: (word) =>
    `<testsuite name="s"><testcase classname="c" name="t" time="1" status="${word}"><${word}/></testcase></testsuite>`,
  ctrf: (word) => writeCtrf([{ name: 't', status: word, duration: 1 }]),
  jest: (word) =>
    json({
      numTotalTests: 1,
      numTotalTestSuites: 1,
      success: true,
      startTime: timeMs,
      testResults: [
        {
          name: 'a.test.js',
          status: 'passed',
          message: '',
          assertionResults: [{ ancestorTitles: [], fullName: 't', title: 't', status: word, duration: 5 }],
        },
      ],
    }),
  playwright: (word) =>
    writePlaywright([{ expectedStatus: 'passed', results: [{ retry: 0, status: word, duration: 5 }] }]),
  nunit: (word) =>
    `<test-run testcasecount="1" duration="1"><test-suite type="Assembly" name="a.dll"><test-case id="1" name="t" classname="c" result="${word}" duration="1"/></test-suite></test-run>`,
  xunit: (word) =>
    `<assemblies timestamp="x"><assembly name="a.dll" total="1"><collection><test name="c.t" type="c" method="t" time="1" result="${word}"/></collection></assembly></assemblies>`,
  trx: (word) =>
    `<TestRun id="r" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testId="a" testName="c.t" duration="00:00:01" outcome="${word}"/></Results><ResultSummary outcome="Completed"/></TestRun>`,
  catch2: (word) =>
    `<Catch2TestRun name="t" rng-seed="1"><TestCase name="t" filename="a.cpp" line="1"><OverallResult success="${word}"/></TestCase></Catch2TestRun>`,
  rspec: (word) =>
    json({
      version: '3.13',
      examples: [
        {
          id: './a_spec.rb[1:1]',
          description: 't',
          full_description: 'c t',
          status: word,
          file_path: './a_spec.rb',
        },
      ],
      summary: {},
    }),
  cucumber: (word) =>
    json([
      {
        keyword: 'Feature',
        uri: 'a.feature',
        elements: [
          {
            keyword: 'Scenario',
            type: 'scenario',
            name: 't',
            line: 1,
            steps: [{ name: 's', result: { status: word } }],
          },
        ],
      },
    ]),
  libtest: (word) =>
    `\nrunning 1 test\ntest c::t ... ${word}\n\ntest result: ${word}. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n`,
  tap: (word) => `TAP version 13\n1..1\n${word} 1 - t\n`,
  mocha: (word) =>
    json({
      stats: { suites: 1, tests: 1, passes: 0, pending: 0, failures: 0, duration: 1 },
      tests: [{ title: 't', fullTitle: 'c t', err: {} }],
      [word]: [{ title: 't', fullTitle: 'c t', err: {} }],
      pending: [],
      failures: [],
      passes: [],
    }),
  'go-test': (word) =>
    `${json({ Action: 'run', Package: 'p', Test: 'T' })}\n${json({ Action: word, Package: 'p', Test: 'T' })}\n`,
  'gitlab-jobs': (word) =>
    json([
      {
        id: 1,
        name: 't',
        stage: 's',
        status: word,
        started_at: time,
        finished_at: time,
        pipeline: { id: 1 },
      },
    ]),
  'github-jobs': (word) =>
    json({
      total_count: 1,
      jobs: [
        {
          id: 1,
          run_attempt: 1,
          name: 't',
          status: 'completed',
          conclusion: word,
          created_at: time,
          started_at: time,
          completed_at: time,
          steps: [],
        },
      ],
    }),
  otlp: (word) =>
    json({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: ['1', '2'].map((id) => ({
                traceId: '1'.repeat(32),
                spanId: id.repeat(16),
                ...(id === '2' ? { parentSpanId: '1'.repeat(16) } : {}),
                name: `t${id}`,
                startTimeUnixNano: nanos,
                endTimeUnixNano: nanos,
                status: { code: word },
              })),
            },
          ],
        },
      ],
    }),
  'build-telemetry': (word) =>
    `${json({ v: 1, type: 'task', build_id: 'b', task_id: 't', name: 't', kind: 'test', duration_ms: 1, result: word })}\n`,
  'bazel-bep': (word) =>
    `${json({ id: { started: {} }, started: { startTimeMillis: `${timeMs}` } })}\n${json({ id: { testResult: { label: '//a:t', configuration: { id: 'c' }, run: 1, shard: 1, attempt: 1 } }, testResult: { status: word } })}\n`,
};

const word = fc
  .string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 8, maxLength: 12 })
  .map((letters) => `z${letters}`);

describe('an unknown status', () => {
  it.each(Object.keys(writers))('is not a success in %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(word, async (status) => {
        const write = writers[format] as (word: string) => string;
        const { build, problems } = await readAll([sourceOf(write(status))], { format });
        expect((build?.tasks ?? problems).length).toBeGreaterThan(0);
        expect((build?.tasks ?? []).map(({ result }) => result)).not.toContain('success');
        expect(build?.result).not.toBe('success');
      }),
      { numRuns: runs(5) },
    );
  });

  it('makes a run no success next to passed tests', async () => {
    const cases = ['passed', 'zork']
      .map((status) => `<testcase name="${status}" status="${status}"/>`)
      .join('');
    const { build } = await readAll([sourceOf(`<testsuite name="s">${cases}</testsuite>`)]);
    expect(build?.result).toBe('unknown');
  });

  it('is tried in every format of tests', () => {
    const ids = formats.filter(({ family }) => family === 'tests').map(({ id }) => id);
    expect(ids.filter((id) => !Object.hasOwn(writers, id))).toEqual([]);
  });
});

it.each(['# SKIP', '# skip no network', '# Skipped: no network', '# TODO later'])(
  'a test of TAP with `%s` is a skip',
  async (directive) => {
    const { build } = await readAll([sourceOf(`TAP version 13\n1..2\nok 1 - a\nok 2 - b ${directive}\n`)]);
    expect(build?.tasks.map(({ name, result }) => [name, result])).toEqual([
      ['a', 'success'],
      ['b', 'skip'],
    ]);
  },
);
