import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';

const fixture = (file: string): string =>
  readFileSync(new URL(`fixtures/cargo-timings/${file}`, import.meta.url), 'utf8');

interface Rows {
  readonly fresh?: number;
  readonly dirty?: number;
  readonly time?: string;
  readonly error?: string;
}
const unit = (name: string, rest: object = {}): object => ({
  i: 0,
  name,
  version: '1.2.3',
  mode: 'todo',
  target: '',
  features: ['secret'],
  start: 0.5,
  duration: 1.19,
  ...rest,
});
const report = ({ fresh = 0, dirty, time = '2.5s', error }: Rows, ...units: object[]): string => `<html>
<head><title>Cargo Build Timings — demo 0.1.0</title></head>
<body>
<h1>Cargo Build Timings</h1>
<table class="my-table summary-table">
<tr><td>Fresh units:</td><td>${fresh}</td></tr>
<tr><td>Dirty units:</td><td>${dirty ?? units.length - fresh}</td></tr>
<tr><td>Build start:</td><td>2026-01-01T00:00:00Z</td></tr>
<tr><td>Total time:</td><td>${time}</td></tr>
${error === undefined ? '' : `<tr><td class="error-text">Error:</td><td>${error}</td></tr>`}
</table>
<script>
DURATION = 3;
const UNIT_DATA = ${JSON.stringify(units, null, 2)};
const CONCURRENCY_DATA = [
  {"t": 0.1}
];
</script></body></html>
`;
const shown = ({ tasks }: Build) => tasks.map(({ name, kind, durationMs }) => [name, kind, durationMs]);

describe('cargo-timings, the report', () => {
  it('is read the same with its tables in one line', async () => {
    const page = report({ fresh: 1, error: '1 job failed' }, unit('x'), unit('y', { start: 0, duration: 0 }));
    const small = page.replaceAll(/>\s+</g, '><');
    expect(small).not.toBe(page);
    expect(await buildOf(small)).toEqual(await buildOf(page));
  });

  it('names the work of older versions like that of newer ones', async () => {
    const targets = [' build script (run)', ' bin "cli"', ' lib (test)', ' integration-test "it" (test)'];
    const build = await buildOf(report({}, ...targets.map((target) => unit('my-app', { target }))));
    expect(build.tasks.map(({ name, kind }) => [name, kind])).toEqual([
      ['my-app v1 build-script (run)', 'run-build-script'],
      ['my-app v1 cli "bin"', 'bin'],
      ['my-app v1 my_app "lib" (test)', 'test'],
      ['my-app v1 it "test" (test)', 'test'],
    ]);
    const { tasks } = await buildOf(report({}, unit('x', { target: ' bench "bin"' })));
    expect(tasks).toMatchObject([{ name: 'x v1 bench "bin"', kind: 'bin' }]);
  });

  it('of older versions lists neither up-to-date nor failed units', async () => {
    const quick = unit('quick', { duration: 0 });
    const failed = await buildOf(report({ fresh: 3, dirty: 2, error: '1 job failed' }, quick));
    expect(failed).toMatchObject({ result: 'failure', complete: false });
    expect(failed.tasks).toMatchObject([{ name: 'quick v1', result: 'success', durationMs: 0 }]);
    const fresh = await buildOf(report({ fresh: 3, dirty: 0 }));
    expect(fresh).toMatchObject({ result: 'success', complete: true, tasks: [] });
    expect(fresh.metrics).toMatchObject([{ name: 'cargo.units.fresh', value: 3, better: 'higher' }]);
    expect(codesOf(fresh)).toContain('unlisted-fresh-units');
  });

  it('leaves out doc tests, which Cargo lists without a time and does not count', async () => {
    const idle = { start: 0, duration: 0 };
    const docs = unit('demo', { ...idle, target: ' demo "lib" (doc test)' });
    const build = await buildOf(report({ fresh: 1, dirty: 1 }, unit('libc', idle), docs, unit('demo')));
    expect(build.tasks.map(({ name, cache }) => [name, cache])).toEqual([
      ['demo v1', 'miss'],
      ['libc v1', 'hit'],
    ]);
  });

  it('is incomplete without the end of the page', async () => {
    const whole = report({}, unit('libc'));
    for (const left of [1, 9, 30, 60]) {
      const build = await buildOf(whole.trimEnd().slice(0, -left));
      expect(build).toMatchObject({ complete: false, result: 'unknown' });
      expect(codesOf(build)).toContain('truncated');
    }
  });

  it('reports that the first versions drew it without data', async () => {
    const drawn = report({}).replace(/<script>[\s\S]*<\/script>/, '<svg></svg>');
    const facts = await inspectSource(sourceOf(drawn), 'auto');
    expect(facts).toMatchObject({ complete: false, tasks: 0 });
    expect(codesOf(facts)).toContain('no-units');
  });

  it('reads a whole build', async () => {
    const build = await buildOf(
      report({}, unit('libc'), unit('demo', { version: '0.1.9', target: ' demo "bin"' })),
    );
    expect(build).toMatchObject({
      formats: ['cargo-timings'],
      startTimeMs: Date.UTC(2026, 0, 1),
      durationMs: 2500,
      result: 'success',
      complete: true,
      problems: [],
    });
    expect(shown(build)).toEqual([
      ['libc v1', 'lib', 1190],
      ['demo v0.1 demo "bin"', 'bin', 1190],
    ]);
    expect(build.tasks[0]?.startTimeMs).toBe(Date.UTC(2026, 0, 1) + 500);
    expect(JSON.stringify(build)).not.toContain('secret');
  });

  it('names units the same in all versions of Cargo, and distinguishes parallel versions of a crate', async () => {
    const build = await buildOf(
      report(
        {},
        unit('a', { target: ' custom-build' }),
        unit('a', { target: ' build-script', version: '1.9.0-rc.1' }),
        unit('a', { target: ' build-script (run)', mode: 'run-custom-build', version: '2.0.0' }),
        unit('a', { target: ' a "lib" (test)', version: '0.0.7' }),
        unit('a', { target: ' (check)', version: 'N/A' }),
        unit('a', { target: ' t "test" (doc test)' }),
      ),
    );
    expect(build.tasks.map(({ name, kind }) => [name, kind])).toEqual([
      ['a v1 build-script', 'build-script'],
      ['a v1 build-script', 'build-script'],
      ['a v2 build-script (run)', 'run-build-script'],
      ['a v0.0.7 a "lib" (test)', 'test'],
      ['a vN/A (check)', 'lib'],
      ['a v1 t "test" (doc test)', 'doc-test'],
    ]);
  });

  it('reads which units were up to date', async () => {
    const build = await buildOf(fixture('fresh.html'));
    expect(build).toMatchObject({ result: 'success', complete: true, durationMs: 500 });
    expect(build.tasks.map(({ name, cache, durationMs }) => [name, cache, durationMs])).toEqual([
      ['demo v0.1 build-script (run)', 'miss', 20],
      ['demo v0.1 demo "bin"', 'miss', 300],
      ['demo v0.1 build-script', 'hit', null],
      ['dep v1', 'hit', null],
    ]);
  });

  it('reads 0 for a time below the shown precision', async () => {
    const build = await buildOf(report({}, unit('a', { duration: 0 })));
    expect(build.tasks[0]).toMatchObject({ durationMs: 0, cache: 'miss', result: 'success' });
  });

  it('reads the unit that failed', async () => {
    const build = await buildOf(fixture('failed.html'));
    expect(build).toMatchObject({ result: 'failure', complete: true });
    expect(
      build.tasks.map(({ name, result, cache, durationMs }) => [name, result, cache, durationMs]),
    ).toEqual([
      ['demo v0.1 build-script (run)', 'success', 'miss', 40],
      ['demo v0.1 demo "bin"', 'failure', 'miss', null],
      ['demo v0.1 build-script', 'success', 'hit', null],
      ['dep v1', 'success', 'hit', null],
    ]);
  });

  it('does not guess which units failed or were up to date', async () => {
    const none = { start: 0, duration: 0 };
    const open = { duration: 0 };
    const build = await buildOf(
      report(
        { fresh: 1, error: '1 job failed' },
        unit('a', open),
        unit('b', open),
        unit('c', none),
        unit('d', none),
      ),
    );
    expect(build.result).toBe('failure');
    expect(build.tasks.map(({ name, result, cache }) => [name, result, cache])).toEqual([
      ['a v1', 'unknown', 'miss'],
      ['b v1', 'unknown', 'miss'],
      ['c v1', 'unknown', 'unknown'],
      ['d v1', 'unknown', 'unknown'],
    ]);
  });

  it('marks a build as incomplete if its report lists no failures', async () => {
    const build = await buildOf(report({ dirty: 3, error: 'build failed' }, unit('a'), unit('b')));
    expect(build).toMatchObject({ result: 'failure', complete: false });
    expect(codesOf(build)).toEqual(['unlisted-units']);
  });

  it('reads minutes', async () => {
    expect((await buildOf(report({ time: '74.4s (1m 14.4s)' }, unit('a')))).durationMs).toBe(74_400);
  });

  it('keeps the units before a cut', async () => {
    const text = report({}, unit('a'), unit('b'));
    const cut = text.slice(0, text.indexOf('"b"') + 20);
    const { build } = await readAll([sourceOf(cut, 'x', 7)]);
    expect(build).toMatchObject({ complete: false, result: 'unknown', tasks: [{ name: 'a v1' }] });
    expect(codesOf(build ?? { problems: [] })).toEqual(['truncated']);
    const table = await inspectSource(sourceOf(text.slice(0, text.indexOf('<script>'))), 'auto');
    expect(table).toMatchObject({ format: 'cargo-timings', complete: false, result: 'unknown', tasks: 0 });
  });

  it('treats invalid numbers as unknown', async () => {
    const build = await buildOf(report({ time: 'long' }, unit('a', { duration: -1, start: 'x' })));
    expect(build.tasks[0]).toMatchObject({ durationMs: null, startTimeMs: null });
    expect(codesOf(build)).toContain('invalid-duration');
  });

  it('does not claim another page', async () => {
    const page = '<html><h1>Cargo Build Timings</h1></html>';
    expect((await inspectSource(sourceOf(page), 'auto')).format).toBeNull();
  });
});

describe('cargo-timings, the log', () => {
  it('reads a whole build, as the report of the same build', async () => {
    const [log, page] = [await buildOf(fixture('fresh.jsonl')), await buildOf(fixture('fresh.html'))];
    expect(log).toMatchObject({
      formats: ['cargo-timings'],
      result: 'success',
      complete: true,
      problems: [],
    });
    const named = ({ tasks }: Build) =>
      tasks.map(({ name, kind, cache }) => `${name}, ${kind}, ${cache}`).sort();
    expect(named(log)).toEqual(named(page));
    for (const { name, durationMs } of log.tasks) {
      const other = page.tasks.find((task) => task.name === name)?.durationMs ?? null;
      expect(durationMs === null ? null : Math.round(durationMs / 10) * 10).toBe(other);
    }
    expect(log.startTimeMs).toBe(page.startTimeMs);
    expect(JSON.stringify(log)).not.toContain('/home/');
  });

  it('leaves the result of a build with open units unknown', async () => {
    const build = await buildOf(fixture('failed.jsonl'));
    expect(build).toMatchObject({ result: 'unknown', complete: false });
    expect(codesOf(build)).toEqual(['unfinished']);
    expect(build.tasks.find(({ result }) => result === 'unknown')?.name).toBe('demo v0.1 demo "bin"');
  });

  it('leaves out units that did not start', async () => {
    const message = (reason: string, rest: object = {}): object => ({
      run_id: '20260101T000000250Z-ff8a27132791d4d5',
      timestamp: '2026-01-01T00:00:01Z',
      reason,
      ...rest,
    });
    const registered = (index: number, package_id: string): object =>
      message('unit-registered', { index, package_id, target: { name: 'x', kind: 'lib' }, mode: 'build' });
    const build = await buildOf(
      lines(
        message('build-started', { command: ['secret'] }),
        registered(0, 'registry+https://github.com/rust-lang/crates.io-index#serde@1.0.152'),
        registered(1, 'git+https://token@example.com/x/thing?branch=main#0.4.1'),
        message('unit-fingerprint', { index: 0, status: 'new' }),
        message('unit-started', { index: 0, elapsed: 0.5 }),
        message('unit-finished', { index: 0, elapsed: 0.75 }),
        message('unit-finished', { index: 9, elapsed: 0.75 }),
      ),
    );
    expect(build.tasks).toMatchObject([
      { name: 'serde v1', startTimeMs: Date.UTC(2026, 0, 1) + 750, durationMs: 250, cache: 'miss' },
    ]);
    expect(build.complete).toBe(false);
  });
});

it.each(['auto', 'cargo-timings'])('messages without times are refused for format %s', async (format) => {
  const messages = lines(
    { reason: 'compiler-artifact', package_id: 'a', fresh: false },
    { reason: 'build-finished', success: true },
  );
  for (const text of [messages, messages.split('\n')[0] ?? '']) {
    const facts = await inspectSource(sourceOf(text), format);
    expect(facts).toMatchObject({ format: null, problems: [{ code: 'no-times' }] });
    expect(facts.problems[0]?.fix).toContain('--timings');
  }
});
