/** What a replay shows: the same report, or which dependency differs and the effect. */
import { describe, expect, it } from 'vitest';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { decodeRecording, encodeRecording } from '../../src/recording/recording-file.ts';
import { replayRecording } from '../../src/recording/replay-recording.ts';
import { overrideConfig } from '../../src/settings/decide-config.ts';
import { makeBuild, makeTask } from '../make.ts';
import { recordBuild, sampleHistories, storeBuilds } from './record-builds.ts';

const day = 86_400_000;
const past = Array.from({ length: 30 }, (_, at) =>
  makeBuild({
    id: `b${at}`,
    startTimeMs: Date.UTC(2026, 4, 1) + at * day,
    durationMs: 10_000 + at,
    tasks: [makeTask({ durationMs: 10_000 + at, startTimeMs: 0 })],
  }),
);
const segments = past.map((build) => encodeBuild(build, 0));
const slow = makeBuild({
  durationMs: 30_000,
  result: 'failure',
  tasks: [
    makeTask({
      durationMs: 30_000,
      result: 'failure',
      failure: { message: 'expected 1 to be 2', file: 'src/a.ts', line: 3 },
    }),
  ],
});
const recording = recordBuild(slow, segments);
/** As read from a disk. */
const stored = decodeRecording(encodeRecording(recording));

describe('replayRecording', () => {
  it('gives the same report from the original segments, whatever was stored since', () => {
    const later = encodeBuild(
      makeBuild({ id: 'later', startTimeMs: Date.UTC(2026, 6, 1), durationMs: 9 }),
      0,
    );
    const replayed = replayRecording(stored, [...segments, later]);
    expect(replayed).toMatchObject({ isSame: true, dependencies: [], differences: [], problems: [] });
    expect(replayed.report.failures[0]?.owners).toEqual(['@owner-of-compile']);
  });

  it('and from segments that were merged since', () => {
    const replayed = replayRecording(stored, [storeBuilds(past)]);
    expect(replayed).toMatchObject({ isSame: true, dependencies: [], differences: [] });
  });

  it('names pruned builds, and their effect', () => {
    const tasks = [makeTask({ durationMs: 30_000 })];
    const regressed = recordBuild(makeBuild({ durationMs: 30_000, tasks }), segments);
    const { isSame, dependencies, differences } = replayRecording(regressed, segments.slice(22));
    expect(isSame).toBe(false);
    expect(dependencies).toEqual(['History pruned: it no longer has 22 of 30 stored builds.']);
    const parts = differences.map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(['alert', 'baseline']));
    expect(differences.find(({ part }) => part === 'headline')?.before).toBe(
      regressed.judgement.report.headline,
    );
  });

  it('a missing history, and a damaged one', () => {
    expect(replayRecording(stored, null).dependencies).toEqual([
      'History gone: 30 stored builds that the report compared with.',
    ]);
    const [first, ...rest] = segments as [(typeof segments)[0], ...typeof segments];
    const bytes = Uint8Array.from(first.bytes);
    bytes[40] = (bytes[40] ?? 0) ^ 255;
    const { dependencies, isSame } = replayRecording(stored, [{ ...first, bytes }, ...rest]);
    expect(isSame).toBe(false);
    expect(dependencies[0]).toContain(`History damaged: ${first.name}`);
  });

  it('another version of the program', () => {
    const { dependencies } = replayRecording({ ...stored, toolVersion: '0.0.9' }, segments);
    expect(dependencies[0]).toMatch(/^Other version: recorded with 0\.0\.9, replayed with /);
  });

  it('with another threshold, and another failing level', () => {
    const text = overrideConfig('', ['threshold.duration=20s', 'fail-on=warning']);
    expect(text).toEqual({ text: expect.stringContaining('above: 20s') });
    const whatIf = { path: 'what-if', text: (text as { text: string }).text, overridesOptions: true };
    const replayed = replayRecording(stored, segments, whatIf);
    expect(replayed.problems).toEqual([]);
    expect(replayed.report.failOn).toBe('warning');
    expect(replayed.report.alerts.some(({ id }) => id === 'duration')).toBe(true);
    expect(replayed.isSame).toBe(false);
    expect(replayed.dependencies).toEqual(['Other configuration: what-if.']);
  });

  it('and refuses a wrong configuration with its place', () => {
    const whatIf = { path: 'what-if', text: 'thresholds: 7', overridesOptions: true };
    expect(replayRecording(stored, segments, whatIf).problems).toMatchObject([{ level: 'error' }]);
  });

  it('keeps the configuration of the base that decided for a pull request', () => {
    const base = { ...recording.judgement.configuration, baseText: 'fail-on: never' };
    const judgement = { ...recording.judgement, configuration: base };
    expect(replayRecording({ ...recording, judgement }, segments).isSame).toBe(true);
  });
});

describe('overrideConfig', () => {
  it('sets one key and leaves the others', () => {
    expect(overrideConfig('fail-on: error # why\n', ['gate-on=confirmed'])).toEqual({
      text: 'fail-on: error # why\ngate-on: confirmed\n',
    });
  });

  it('replaces a whole threshold by a mapping, or switches it off', () => {
    const text = 'thresholds:\n  duration: { above: 3m, level: error }\n';
    expect(overrideConfig(text, ['thresholds.duration=off'])).toEqual({
      text: 'thresholds:\n  duration: off\n',
    });
    expect(overrideConfig(text, ['thresholds.duration=5m'])).toMatchObject({
      text: expect.stringContaining('above: 5m, level: error'),
    });
  });

  it.each(['duration', '=3', 'a b=3', 'fail-on.x=3', 'thresholds.duration={'])('refuses %s', (assignment) => {
    expect(overrideConfig('fail-on: error\n', [assignment])).toEqual({ wrong: assignment });
  });
});

describe('the size of a recording', () => {
  it('is 10 to 50 KB for a build of 12 tasks among 100 stored ones, with 500 inputs', () => {
    const builds = sampleHistories()[0] ?? [];
    const inputs = Array.from({ length: 500 }, (_, at) => ({
      path: `packages/api/src/module-${at}.ts`,
      sha256: Array.from({ length: 64 }, (__, digit) =>
        ((at * 7919 + digit * 104_729) % 16).toString(16),
      ).join(''),
      sizeBytes: 1000 + at,
      task: null,
    }));
    const last = builds[150] ?? makeBuild();
    const { length } = encodeRecording(recordBuild(last, [storeBuilds(builds.slice(50, 150))], { inputs }));
    expect(length).toBeLessThan(50_000);
  });
});
