/** Events of `go test -json`: what ran, what was replayed from a cache, what never ended. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';

const capture = (name: string): string =>
  readFileSync(new URL(`fixtures/go-test/${name}.jsonl`, import.meta.url), 'utf8');

function task(build: Build, name: string, attempt = 1): Task {
  const found = build.tasks.find((each) => each.name === name && each.attempt === attempt);
  if (found === undefined) throw new Error(`no ${name} among ${build.tasks.map((each) => each.name)}`);
  return found;
}

const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const start = (Package: string, seconds: number) => ({ Time: at(seconds), Action: 'start', Package });
const run = (Test: string, seconds: number, Package = 'p') => ({
  Time: at(seconds),
  Action: 'run',
  Package,
  Test,
});
const end = (Action: string, Test: string | null, seconds: number, Elapsed: number, Package = 'p') => ({
  Time: at(seconds),
  Action,
  Package,
  ...(Test === null ? {} : { Test }),
  Elapsed,
});
const output = (Output: string, Test: string | null = null, Package = 'p') => ({
  Time: at(0),
  Action: 'output',
  Package,
  ...(Test === null ? {} : { Test }),
  Output,
});

describe('go test -json', () => {
  it('reads events over several lines, and in one array', async () => {
    const text = capture('ran');
    const events = text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const whole = await buildOf(text);
    const indented = events.map((event) => JSON.stringify(event, null, 2)).join('\n');
    for (const other of [indented, JSON.stringify(events)]) {
      const build = await buildOf(other);
      expect([build.tasks, build.result, build.complete]).toEqual([
        whole.tasks,
        whole.result,
        whole.complete,
      ]);
    }
  });

  it('creates tasks from packages and tests, with the test around a subtest as its parent', async () => {
    const build = await buildOf(capture('ran'));
    expect(build.result).toBe('success');
    expect(build.complete).toBe(true);
    expect(build.durationMs).toBe(42);
    expect(task(build, 'example.com/shop/cart')).toMatchObject({ kind: 'package', durationMs: 42 });
    const test = task(build, 'example.com/shop/cart › TestAdd');
    expect(test).toMatchObject({ kind: 'test', durationMs: 10, cache: 'miss', result: 'success' });
    expect(test.parentId).toBe(task(build, 'example.com/shop/cart').id);
    expect(task(build, 'example.com/shop/cart › TestAdd/big/odd').parentId).toBe(test.id);
    expect(task(build, 'example.com/shop/cart › TestAdd/skips')).toMatchObject({
      result: 'skip',
      durationMs: null,
    });
    expect(build.tasks).toHaveLength(7);
  });

  it('treats replayed times of a cached package as the saved time', async () => {
    const build = await buildOf(capture('cached'));
    expect(build.tasks).toHaveLength(11);
    for (const each of build.tasks) expect(each).toMatchObject({ cache: 'hit', durationMs: null });
    expect(task(build, 'example.com/shop/cart › TestAdd').savedMs).toBe(10);
    expect(task(build, 'example.com/shop/cart › TestAdd/small').savedMs).toBeNull();
  });

  it('detects a cached package by its own line, not by the output of a test', async () => {
    const log = (output: object) => lines(run('TestA', 1), output, end('pass', null, 2, 0.5));
    const covered = await buildOf(log(output('ok  \tp\t(cached)\tcoverage: 50.0% of statements\n')));
    expect(task(covered, 'p').cache).toBe('hit');
    const printed = await buildOf(log(output('ok  \tp\t(cached)\n', 'TestA')));
    expect(task(printed, 'p').cache).toBe('miss');
  });

  it('leaves a killed run incomplete with an unknown result', async () => {
    const build = await buildOf(capture('interrupted'));
    expect(build).toMatchObject({ complete: false, result: 'unknown' });
    expect(task(build, 'example.com/shop/slow')).toMatchObject({ result: 'unknown', durationMs: null });
    expect(task(build, 'example.com/shop/slow › TestQuick').result).toBe('success');
    expect(codesOf(build)).toContain('unfinished-task');
  });

  it('is a failure if a test failed before the kill', async () => {
    const build = await buildOf(lines(start('p', 0), run('TestA', 1), end('fail', 'TestA', 2, 1)));
    expect(build).toMatchObject({ complete: false, result: 'failure' });
  });

  it('fails the tests that a panic left open', async () => {
    const build = await buildOf(
      lines(
        run('TestOpen', 0),
        run('TestBoom', 1),
        output('panic: boom [recovered]\n', 'TestBoom'),
        end('fail', 'TestBoom', 3, 2),
        end('fail', null, 3, 2),
      ),
    );
    expect(build).toMatchObject({ complete: false, result: 'failure', durationMs: 3000 });
    expect(task(build, 'p › TestBoom')).toMatchObject({ result: 'failure', errorType: 'panic' });
    expect(task(build, 'p › TestOpen')).toMatchObject({ result: 'failure', durationMs: null });
    expect(task(build, 'p')).toMatchObject({ result: 'failure', durationMs: 2000 });
  });

  it('distinguishes a timeout from a failure', async () => {
    const build = await buildOf(capture('timed-out'));
    expect(task(build, 'example.com/shop/slow › TestSlow/inner').result).toBe('timeout');
    expect(task(build, 'example.com/shop/slow › TestSlow').result).toBe('timeout');
    expect(build.result).toBe('failure');
  });

  it('has no duration for packages that did not compile or have no tests', async () => {
    const build = await buildOf(capture('unbuilt'));
    expect(build).toMatchObject({ complete: true, result: 'failure', degraded: false });
    expect(task(build, 'example.com/shop/vetbad')).toMatchObject({
      result: 'failure',
      errorType: 'build failed',
      durationMs: null,
    });
    expect(task(build, 'example.com/shop/none')).toMatchObject({ result: 'skip', durationMs: null });
    expect(build.tasks).toHaveLength(3);
  });

  it('fails a package that did not compile, also if only a plain line shows it (before Go 1.24)', async () => {
    const build = await buildOf(
      `# example.com/a\n./a_test.go:6:2: undefined: hello\nFAIL\texample.com/a [build failed]\n${capture('ran')}`,
    );
    expect(build).toMatchObject({ result: 'failure', complete: true });
    expect(task(build, 'example.com/a')).toMatchObject({ kind: 'package', errorType: 'build failed' });
  });

  it('finds the end of a package that a panic hid in a test, as before Go 1.12', async () => {
    const build = await buildOf(
      lines(
        run('TestA', 0),
        output('panic: boom\n', 'TestA'),
        output('FAIL\tother\t9.0s\n', 'TestA'),
        output('FAIL\tp\t0.25s\n', 'TestA'),
        end('fail', 'TestA', 1, 0.25),
      ),
    );
    expect(task(build, 'p')).toMatchObject({ result: 'failure', durationMs: 250 });
    expect(build).toMatchObject({ result: 'failure', complete: true, durationMs: 1000 });
  });

  it('fails a build that stops before any package', async () => {
    const ImportPath = 'example.com/dep [example.com/dep.test]';
    const build = await buildOf(
      lines({ ImportPath, Action: 'build-output', Output: '# dep\n' }, { ImportPath, Action: 'build-fail' }),
    );
    expect(task(build, 'example.com/dep')).toMatchObject({ kind: 'build', result: 'failure' });
    const cut = await buildOf(lines({ ImportPath, Action: 'build-fail' }, start('p', 1), run('TestA', 1)));
    expect(cut).toMatchObject({ result: 'failure', complete: false });
  });

  it('reports the number of lines that are not events, without degrading the build', async () => {
    const noise = Array.from({ length: 40 }, (_, i) => `go: downloading example.com/m${i} v1.0.0\n`).join('');
    const build = await buildOf(`${noise}${capture('ran')}exit status 1`);
    expect(build).toMatchObject({ degraded: false, complete: true });
    expect(build.problems).toHaveLength(1);
    expect(build.problems[0]).toMatchObject({ level: 'info', code: 'other-lines' });
    expect(build.problems[0]?.what).toContain('41 lines');
  });

  it('is cut at its last event', async () => {
    const text = capture('ran');
    const build = await buildOf(text.slice(0, text.length - 40));
    expect(build.complete).toBe(false);
    expect(codesOf(build)).toContain('truncated');
    expect(task(build, 'example.com/shop/cart › TestTwin').result).toBe('success');
  });

  it('reads a package that runs again in one file as another attempt, without the time between', async () => {
    const first = [run('TestA', 0), run('TestB', 0), end('pass', 'TestA', 1, 1), end('fail', 'TestB', 2, 2)];
    const again = [run('TestB', 3600), end('pass', 'TestB', 3601, 1), end('pass', null, 3602, 2)];
    const build = await buildOf(lines(...first, end('fail', null, 2, 2), ...again));
    expect(task(build, 'p › TestB', 2).result).toBe('success');
    expect(task(build, 'p', 2).result).toBe('success');
    expect(build.tasks.filter((each) => each.name === 'p › TestA')).toHaveLength(1);
    expect(build).toMatchObject({ result: 'success', complete: true, durationMs: 4000 });
  });

  it('counts the repeats of -count as separate tests', async () => {
    const build = await buildOf(
      lines(
        ...[run('TestA', 0), end('fail', 'TestA', 1, 1), run('TestA', 1), end('pass', 'TestA', 2, 1)],
        end('fail', null, 2, 2),
      ),
    );
    expect(build.tasks.map((each) => [each.name, each.attempt, each.result])).toEqual([
      ['p', 1, 'failure'],
      ['p › TestA', 1, 'failure'],
      ['p › TestA #2', 1, 'success'],
    ]);
  });

  it('reads results from the output if events are missing', async () => {
    const build = await buildOf(
      lines(
        { Action: 'run', Test: 'TestA' },
        { Action: 'output', Test: 'TestA', Output: '--- PASS: TestA (0.25s)\n' },
        { Action: 'run', Test: 'TestB' },
        { Action: 'pass', Test: 'TestB' },
        { Action: 'run', Test: 'TestB/sub' },
        { Action: 'output', Output: 'ok  \texample.com/p\t1.5s\n' },
        { Action: 'pass' },
      ),
    );
    expect(task(build, 'example.com/p')).toMatchObject({ durationMs: 1500, result: 'success' });
    expect(task(build, 'example.com/p › TestA')).toMatchObject({ durationMs: 250, result: 'success' });
    // Go loses events of subtests: a passed parent shows that the subtest did not fail, not that it ran.
    expect(task(build, 'example.com/p › TestB/sub').result).toBe('unknown');
    expect(build).toMatchObject({ complete: true, durationMs: null });
  });

  it('creates measurements, not tasks, from benchmarks', async () => {
    const build = await buildOf(capture('benchmarks'));
    expect(build.complete).toBe(true);
    expect(build.tasks.map((each) => each.name)).toEqual([
      'example.com/shop/bench',
      'example.com/shop/bench › TestBeside',
      'example.com/shop/bench › TestBeside #2',
      'example.com/shop/bench › BenchmarkSkips',
    ]);
    const make = build.metrics.filter((each) => each.name.includes('BenchmarkMake'));
    const prefix = 'example.com/shop/bench › BenchmarkMake';
    expect(make.map(({ name, unit }) => [name, unit])).toEqual([
      [prefix, 'ms'],
      [`${prefix} › B/op`, 'By'],
      [`${prefix} › allocs/op`, '1'],
    ]);
    expect(make[0]?.value).toBeCloseTo((114 + 38.35) / 2 / 1e6, 12);
    expect(make[0]?.samples).toHaveLength(2);
  });

  it('ignores output after the end of a package, and invalid numbers', async () => {
    const build = await buildOf(
      lines(run('TestA', 0), end('pass', 'TestA', 1, -5), end('pass', null, 1, 1), output('FAIL\n')),
    );
    expect(build).toMatchObject({ complete: true, result: 'success' });
    expect(task(build, 'p › TestA').durationMs).toBeNull();
    expect(codesOf(build)).toContain('invalid-duration');
  });

  it('keeps no more tests than the limit of tasks, however many packages are open', async () => {
    const open = Array.from({ length: 10 }, (_, i) => [
      run(`TestA${i}`, 0, `p${i}`),
      end('pass', `TestA${i}`, 1, 1, `p${i}`),
    ]);
    const ends = Array.from({ length: 10 }, (_, i) => end('pass', null, 2, 2, `p${i}`));
    const read = await readAll([sourceOf(lines(...open.flat(), ...ends))], { limits: { tasks: 5 } });
    const { build } = read;
    expect(build?.tasks.map((each) => each.name).sort()).toEqual(['all package', 'all test']);
    expect(task(build as Build, 'all test').durationMs).toBe(10_000);
    expect(build?.complete).toBe(false);
  });

  it('keeps only the first lines of failed tests, without secrets', async () => {
    const build = await buildOf(
      lines(
        run('TestA', 0),
        output('    a_test.go:7: token=s3cret\n', 'TestA'),
        run('TestB', 0),
        output('private\n', 'TestB'),
        end('pass', 'TestB', 1, 1),
        end('fail', 'TestA', 1, 1),
        end('fail', null, 1, 1),
      ),
    );
    expect(task(build, 'p › TestA').failure).toEqual({ message: 'token=***', file: 'p/a_test.go', line: 7 });
    expect(JSON.stringify(build)).not.toMatch(/s3cret|private/);
  });

  it('does not claim other logs with actions', async () => {
    const docker = { Action: 'start', Type: 'container', Actor: { ID: 'x' }, time: 1 };
    const { build, problems } = await readAll([sourceOf(lines(docker, docker))]);
    expect(build).toBeNull();
    expect(problems[0]?.code).toBe('unknown-format');
  });
});
