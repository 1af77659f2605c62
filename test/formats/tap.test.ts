/** Rules of TAP that no real log shows. */
import { describe, expect, it } from 'vitest';
import { readAll, sourceOf } from '../source-of.ts';

async function read(text: string) {
  const { build, problems } = await readAll([sourceOf(text)]);
  const tasks = build?.tasks.map(({ name, result, durationMs }) => [name, result, durationMs]);
  return { tasks, result: build?.result, complete: build?.complete, codes: problems.map(({ code }) => code) };
}

describe('TAP of skipped work', () => {
  it.each([
    '1..0 # SKIP no database\n',
    '# comment\n1..0 # skipped: no database\n',
    'TAP version 14\n1..0 # Skip\n',
  ])('is a skipped build: %j', async (text) => {
    const { tasks, result, complete } = await read(text);
    expect([tasks, result, complete]).toEqual([[['all tests', 'skip', null]], 'skip', true]);
  });

  it('is a skipped file in the output of prove', async () => {
    const verbose = 't/b.t .. \n1..0 # SKIP no db\nskipped: no db\n';
    const short = 't/b.t .. skipped: no db\n';
    for (const skipped of [verbose, short]) {
      const { tasks, result, complete } = await read(
        `t/a.t .. \nok 1 - x\n1..1\nok\n${skipped}Result: PASS\n`,
      );
      expect(tasks?.toSorted()).toEqual([
        ['t/a.t › x', 'success', null],
        ['t/b.t', 'skip', null],
      ]);
      expect([result, complete]).toEqual(['success', true]);
    }
  });

  it('is no build if nothing was planned, and a comment alone is no TAP', async () => {
    expect(await read('1..0\n')).toMatchObject({ tasks: undefined, codes: ['no-tasks', 'no-events'] });
    expect(await read('# 1..0\n')).toMatchObject({ tasks: undefined, codes: ['unknown-format'] });
  });
});

it('names the tests of tape after other output as well', async () => {
  const report = 'TAP version 13\n# cart adds\nok 1 should be equal\n\n1..1\n# tests 1\n# pass  1\n';
  const { tasks } = await read(report);
  expect(tasks).toEqual([['cart adds › should be equal', 'success', null]]);
  expect((await read(`> cart@1.0.0 test\n\n${report}`)).tasks).toEqual(tasks);
});

it('adds up the times of several reports, and not those of subtests', async () => {
  const report = (time: number): string =>
    `TAP version 14\nok 1 - a\n    # Subtest: b\n    ok 1 - c\n    1..1\n    # time=7ms\nok 2 - b # time=7ms\n1..2\n# time=${time}ms\n`;
  const { build } = await readAll([sourceOf(report(20) + report(30))]);
  expect(build?.durationMs).toBe(50);
});

it('reads a duration with an exponent', async () => {
  const { tasks } = await read('TAP version 13\nok 1 - a\n  ---\n  duration_ms: 2.5e-2\n  ...\n1..1\n');
  expect(tasks).toEqual([['a', 'success', 0.025]]);
});

describe('TAP of Node', () => {
  const node = (...parts: string[]): string => `TAP version 13\n${parts.join('')}`;
  const failed = (indent: string, name: string, type: string, error: string): string =>
    [
      `not ok 1 - ${name}`,
      '  ---',
      '  duration_ms: 2',
      `  failureType: '${type}'`,
      `  error: '${error}'`,
      '  ...\n',
    ]
      .map((line) => indent + line)
      .join('\n');

  it('has the same names whatever the tests print', async () => {
    const test = '# Subtest: adds\nok 1 - adds\n  ---\n  duration_ms: 2\n  ...\n1..1\n';
    const { tasks } = await read(node(test));
    expect(tasks).toEqual([['adds', 'success', 2]]);
    expect((await read(node('# listening on 4711\n', test))).tasks).toEqual(tasks);
  });

  it('names the hook that failed, not only the tests that it cancelled', async () => {
    const test = failed('    ', 'adds', 'cancelledByParent', 'test did not finish before its parent');
    const text = node(
      '# Subtest: cart\n',
      test,
      '    1..1\n',
      failed('', 'cart', 'hookFailed', 'no database'),
      '1..1\n',
    );
    const { build } = await readAll([sourceOf(text)]);
    expect(build?.result).toBe('failure');
    expect(build?.tasks.map(({ name, result, failure }) => [name, result, failure?.message])).toEqual([
      ['cart › adds', 'cancellation', undefined],
      ['cart', 'failure', 'no database'],
    ]);
  });

  it('has failed if a test never ends', async () => {
    const why = 'Promise resolution is still pending but the event loop has already resolved';
    const { result } = await read(node(failed('', 'waits', 'cancelledByParent', why), '1..1\n'));
    expect(result).toBe('failure');
  });

  it('reads a test that has to fail', async () => {
    const { tasks } = await read(node('ok 1 - breaks # EXPECTED FAILURE known\n1..1\n'));
    expect(tasks).toEqual([['breaks', 'success', null]]);
  });
});

it("reads Deno's files and failures", async () => {
  const failure = { message: 'boom', severity: 'fail', at: { file: './a_test.ts', line: 2 } };
  const text = `TAP version 14\n# ./a_test.ts\nnot ok 1 - adds\n  ---\n  ${JSON.stringify(failure)}\n  ...\n# ./b_test.ts\nok 2 - adds\n1..2\n`;
  const { build } = await readAll([sourceOf(text)]);
  expect(build?.tasks.map(({ name }) => name)).toEqual(['adds [./a_test.ts]', 'adds [./b_test.ts]']);
  expect(build?.tasks[0]?.failure).toEqual({ message: 'boom', file: 'a_test.ts', line: 2 });
});

describe('TAP with braces', () => {
  const report = (end: string): string =>
    `TAP version 13\n1..2\nok 1 - a.test.ts # time=9ms {\n    1..1\n    ok 1 - cart # time=8ms {\n        1..1\n        ok 1 - adds # time=7ms\n    }\n}\nok 2 - b.test.ts # time=3ms {\n    1..1\n    ok 1 - adds # time=2ms\n${end}`;

  it('names each test by the groups around it', async () => {
    expect(await read(report('}\n'))).toMatchObject({
      tasks: [
        ['a.test.ts › cart › adds', 'success', 7],
        ['b.test.ts › adds', 'success', 2],
      ],
      complete: true,
    });
  });

  it('is cut if a brace is missing', async () => {
    expect(await read(report(''))).toMatchObject({ complete: false, codes: [] });
  });

  it('reads a name that ends with a brace', async () => {
    expect(await read('TAP version 13\nok 1 - if (x) {\nok 2 - b\n1..2\n')).toMatchObject({
      tasks: [
        ['if (x)', 'success', null],
        ['b', 'success', null],
      ],
      complete: true,
    });
  });
});

it('leaves the counts at the end out of the last failure', async () => {
  const { build } = await readAll([sourceOf('1..1\nnot ok 1 adds\n# tests 1\n# pass 0\n# fail 1\n')]);
  expect(build?.tasks[0]?.failure?.message).toBe('adds');
});
