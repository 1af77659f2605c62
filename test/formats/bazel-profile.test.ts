import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

const at = (cat: string, name: string, ts: number, dur: number, more: object = {}): object => ({
  cat,
  name,
  ph: 'X',
  ts,
  dur,
  pid: 1,
  tid: 7,
  ...more,
});
const action = (name: string, ts: number, dur: number, more: object = {}): object =>
  at('action processing', name, ts, dur, more);
const mark = (cat: string, name: string, ts: number): object => ({ cat, name, ph: 'i', ts, pid: 1, tid: 1 });
const thread = { name: 'thread_name', ph: 'M', pid: 1, tid: 0, args: { name: 'Critical Path' } };
const finish = mark('general information', 'Finishing', 9_000_000);
const phases = [
  at('build phase marker', 'Launch Blaze', -50_000, 50_000, { tid: 1 }),
  mark('build phase marker', 'Initialize command', 0),
  mark('build phase marker', 'Build artifacts', 2_000_000),
];
const other = { build_id: 'b', output_base: '/home/me/.cache/bazel', date: 'Sat Nov 21 00:19:13 UTC 2026' };

function profile(events: readonly object[], otherData: object = other): string {
  return JSON.stringify({ otherData, traceEvents: [thread, ...phases, ...events] });
}

describe("Bazel's profile", () => {
  it('has actions as tasks, phases and the critical path as spans', async () => {
    const log = profile([
      action('Executing genrule //:a', 2_000_000, 1_500_000, { args: { mnemonic: 'Genrule' } }),
      at('critical path component', "action 'Executing genrule //:a'", 2_000_000, 1_500_000, { tid: 0 }),
      at('critical path component', "action 'Linking b'", 3_500_000, 500_000, { tid: 0 }),
      at('general information', 'action.prepare', 2_000_000, 10),
      { name: 'cpu counters', ph: 'C', ts: 5, pid: 1, tid: 1, args: { cpu: '0.2' } },
      finish,
    ]);
    for (const bytes of [log, gzipSync(log)]) {
      const build = await buildOf(bytes);
      expect(build).toMatchObject({
        complete: true,
        result: 'unknown',
        durationMs: 9050,
        startTimeMs: Date.UTC(2026, 10, 21, 0, 19, 12, 950),
        formats: ['bazel-profile'],
        metrics: [{ name: 'critical path', value: 2000, unit: 'ms', better: 'lower' }],
      });
      expect(build.tasks).toMatchObject([
        {
          name: 'Executing genrule //:a',
          kind: 'Genrule',
          durationMs: 1500,
          startTimeMs: Date.UTC(2026, 10, 21, 0, 19, 15),
          result: 'unknown',
        },
      ]);
      expect(build.spans.map(({ name, durationMs }) => [name, durationMs])).toEqual([
        ['Launch Blaze', 50],
        ['Initialize command', 2000],
        ['Build artifacts', 7000],
        ["action 'Executing genrule //:a'", 1500],
        ["action 'Linking b'", 500],
      ]);
      expect(JSON.stringify(build)).not.toContain('/home/me');
    }
  });

  it('names actions without numbers of sources and configurations', async () => {
    const build = await buildOf(
      profile([
        action('Building java/liba.jar (5 source files) and running annotation processors (A)', 0, 1),
        action('Compiling bazel-out/k8-opt-exec-ST-0ab1/bin/x/y.cc [for tool]', 0, 1),
        action('Testing //x:y (shard 1 of 3)', 0, 1),
        finish,
      ]),
    );
    expect(build.tasks.map(({ name }) => name)).toEqual([
      'Building java/liba.jar and running annotation processors (A)',
      'Compiling x/y.cc [for tool]',
      'Testing //x:y (shard 1 of 3)',
    ]);
  });

  it('detects cache hits by the events inside the action, on its thread', async () => {
    const check = (ts: number, tid = 7): object => at('remote action cache check', 'check', ts, 5, { tid });
    const build = await buildOf(
      profile([
        check(110),
        at('remote output download', 'download outputs', 120, 5),
        action('hit', 100, 100),
        check(310),
        at('local action execution', 'Javac', 320, 5),
        action('local', 300, 100),
        check(510),
        at('remote action execution', 'execute', 520, 5),
        at('remote output download', 'download outputs', 530, 5),
        action('remote', 500, 100),
        check(710, 8),
        action('elsewhere', 700, 100),
        action('uncached', 900, 100),
        finish,
      ]),
    );
    expect(build.tasks.map(({ name, cache }) => [name, cache])).toEqual([
      ['hit', 'hit'],
      ['local', 'miss'],
      ['remote', 'miss'],
      ['elsewhere', 'unknown'],
      ['uncached', 'unknown'],
    ]);
  });

  it('reads the start from milliseconds, and from no date with an ambiguous zone', async () => {
    const start = async (otherData: object): Promise<number | null> =>
      (await buildOf(profile([action('a', 0, 1), finish], otherData))).startTimeMs;
    expect(await start({ profile_start_ts: 1_700_000_000_050, date: other.date })).toBe(1_700_000_000_000);
    expect(await start({ date: 'Wed Aug 03 17:35:01 MDT 2022' })).toBe(Date.UTC(2022, 7, 3, 23, 35, 0, 950));
    expect(await start({ date: 'Tue Aug 16 13:12:51 CEST 2022' })).toBeNull();
    expect(await start({ date: '2026-02-09T17:07:35.206Z' })).toBe(Date.UTC(2026, 1, 9, 17, 7, 35, 156));
    expect(await start({ date: '2026-02-09T17:07:35.206' })).toBeNull();
    expect(await start({})).toBeNull();
  });

  it('is incomplete without the end, or if cut', async () => {
    const open = await buildOf(profile([action('a', 0, 1)]));
    expect(open.complete).toBe(false);
    expect(codesOf(open)).toEqual(['no-end']);
    const whole = profile([action('a', 0, 1), action('b', 0, 1), finish]);
    const cut = await buildOf(whole.slice(0, -10));
    expect(cut.complete).toBe(false);
    expect(codesOf(cut)).toEqual(['truncated']);
    const long = gzipSync(
      profile([...Array.from({ length: 5000 }, (_, i) => action(`a${i}`, i, 1)), finish]),
    );
    const broken = await buildOf(long.subarray(0, long.length - 2000));
    expect(broken.complete).toBe(false);
    expect(gunzipSync(long).length).toBeGreaterThan(0);
  });

  it('of a killed build is refused', async () => {
    const empty = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
    const { build, problems } = await readAll([sourceOf(empty)]);
    expect(build).toBeNull();
    expect(codesOf({ problems })).toEqual(['broken-compression']);
  });

  it('reports missing short events that Bazel merged', async () => {
    const merged = at('Unknown event', 'merged 12 events', 5, 40);
    const build = await buildOf(profile([action('a', 0, 1), merged, merged, finish]));
    expect(build).toMatchObject({ complete: true, tasks: [{ name: 'a' }] });
    expect(codesOf(build)).toEqual(['merged-events']);
    expect(build.problems[0]?.what).toContain('24 short events');
  });

  it('ignores invalid numbers', async () => {
    const build = await buildOf(profile([action('a', 0, -1), { ...action('b', 0, 1), ts: 'x' }, finish]));
    expect(build.tasks.map(({ name, durationMs }) => [name, durationMs])).toEqual([['a', null]]);
    expect(codesOf(build)).toEqual(['invalid-duration']);
  });

  it('is distinguished from other traces', async () => {
    const facts = await inspectSource(sourceOf(JSON.stringify({ traceEvents: [action('a', 0, 1)] })), 'auto');
    expect(facts.format).toBe('chrome-trace');
  });
});
