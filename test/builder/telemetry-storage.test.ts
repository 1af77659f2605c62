/** Builder's examples applied to what the product itself stored: collection, analytics, export, flamegraph. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  BuildEvent,
  type BuildSession,
  EventCollector,
  EventType,
  FlameGraphBuilder,
  folderStore,
  type Regression,
  TaskEvent,
  TelemetryAnalyzer,
  TelemetryCollector,
  TelemetryConfig,
  TelemetryExporter,
  TelemetryStorage,
} from '../../src/index.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';

const startMs = Date.now() - 3_600_000;

/** One build of 4 s, from its events; `index` builds later. */
function runBuild(index: number, failed = false): BuildSession {
  const publisher = new EventCollector({ path: null });
  const collector = new TelemetryCollector();
  publisher.addListener(collector.onEvent);
  const at = (offsetMs: number) => startMs + index * 60_000 + offsetMs;
  const build = { buildId: `b${index}`, metadata: { max_parallelism: 2 } };
  publisher.collect(new BuildEvent({ eventType: EventType.BUILD_STARTED, timestamp: at(0), ...build }));
  const target = (taskName: string, durationMs: number, more: object = {}) =>
    publisher.collect(
      new TaskEvent({
        eventType: 'TASK_COMPLETED',
        timestamp: at(durationMs),
        taskName,
        durationMs,
        ...more,
      }),
    );
  target('//backend:api-server', 3000);
  target('//shared:proto', 10, { cache: 'hit' });
  target(
    '//frontend:bundle',
    2000,
    failed ? { eventType: 'TASK_FAILED', errorMessage: 'no such module' } : {},
  );
  const end = failed ? EventType.BUILD_FAILED : EventType.BUILD_COMPLETED;
  publisher.collect(new BuildEvent({ eventType: end, timestamp: at(4000), buildId: `b${index}` }));
  const session = collector.getSession();
  if (session === null) throw new Error('There is no session.');
  return session;
}

describe('TelemetryStorage', () => {
  it('stores sessions and returns them with workers and environment, and no text of a failure', async () => {
    const storage = new TelemetryStorage(join(freshFolder(), 'history'));
    for (let index = 0; index < 3; index++)
      expect(await storage.append(runBuild(index, index === 1))).toBe(true);
    const sessions = await storage.getSessions();
    expect(sessions.map(({ id, succeeded }) => [id, succeeded])).toEqual([
      ['b0', true],
      ['b1', false],
      ['b2', true],
    ]);
    expect(sessions[0]).toMatchObject({ maxParallelism: 2, cached: 1, durationMs: 4000 });
    expect(sessions[0]?.parallelismUtilization).toBeCloseTo((100 * 5010) / 8000);
    expect(sessions[0]?.environment?.nodeVersion).toBe(process.version);
    expect(sessions[1]?.failureReason).toBe('//frontend:bundle failed');
    expect((await storage.getRecent(2)).map(({ id }) => id)).toEqual(['b2', 'b1']);
    expect(await storage.getRecent(0)).toEqual([]);
    const report = new TelemetryAnalyzer(await storage.getRecent(10)).analyze();
    expect([report.successRate, report.avgBuildTimeMs, report.avgCacheHitRate]).toEqual([
      (100 * 2) / 3,
      4000,
      100 / 3,
    ]);
    await storage.clear();
    expect(await storage.getSessions()).toEqual([]);
  });

  it('keeps the configured number of sessions, and none when it is switched off', async () => {
    const folder = join(freshFolder(), 'history');
    const few = new TelemetryStorage(folder, { config: { maxSessions: 2 } });
    for (let index = 0; index < 4; index++) await few.append(runBuild(index));
    expect((await few.getSessions()).map(({ id }) => id)).toEqual(['b2', 'b3']);
    const off = new TelemetryStorage(folder, { config: { enabled: false } });
    expect(await off.append(runBuild(9))).toBe(false);
    expect(await few.getSessions()).toHaveLength(2);
  });

  it.each([0, -1, Number.NaN, '5', '7 days'])('refuses a limit of %j, and removes nothing', async (limit) => {
    const folder = join(freshFolder(), 'history');
    const storage = new TelemetryStorage(folder);
    await storage.append(runBuild(0));
    for (const config of [{ maxSessions: limit }, { retentionDays: limit }])
      expect(() => new TelemetryStorage(folder, { config: config as object })).toThrow(TypeError);
    const limits = { maxBuilds: 10, maxAgeDays: 30, maxBytes: null, now: Date.now() };
    for (const name of ['maxBuilds', 'maxAgeDays', 'maxBytes'])
      expect(() => folderStore(folder, { series: 'local', ...limits, [name]: limit })).toThrow(
        `\`${name}\` is`,
      );
    expect(await storage.getSessions()).toHaveLength(1);
  });

  it('keeps the default for a limit that is not set', async () => {
    const folder = join(freshFolder(), 'history');
    const unset = { maxSessions: undefined, retentionDays: undefined } as object;
    const storage = new TelemetryStorage(folder, { config: unset });
    // Eight builds are merged, and a merge removes what is beyond the limits.
    for (let index = 0; index < 9; index++) await storage.append(runBuild(index));
    expect(await storage.getSessions()).toHaveLength(9);
  });

  it('refuses anything but an ended session or a number of sessions', async () => {
    const storage = new TelemetryStorage(join(freshFolder(), 'history'));
    await expect(storage.append({ ...runBuild(0), durationMs: null })).rejects.toThrow('has not ended');
    await expect(storage.getRecent(-1)).rejects.toThrow('is not a number of sessions');
  });
});

it('TelemetryConfig reads Builder’s variables', () => {
  const env = {
    BUILDER_TELEMETRY_ENABLED: '0',
    BUILDER_TELEMETRY_MAX_SESSIONS: '500',
    BUILDER_TELEMETRY_RETENTION_DAYS: '30',
  };
  expect(TelemetryConfig.fromEnvironment(env)).toEqual({
    enabled: false,
    maxSessions: 500,
    retentionDays: 30,
  });
  expect(TelemetryConfig.fromEnvironment({})).toEqual({
    enabled: true,
    maxSessions: 1000,
    retentionDays: 90,
  });
});

describe('TelemetryExporter', () => {
  it('writes the documents’ JSON, CSV and summary', () => {
    const exporter = new TelemetryExporter([runBuild(0), runBuild(1)]);
    const { sessions } = JSON.parse(exporter.toJSON());
    expect(sessions).toHaveLength(2);
    expect(Object.keys(sessions[0])).toEqual(
      (
        'startTime durationMs totalTargets built cached failed cacheHitRate parallelismUtilization ' +
        'targetsPerSecond succeeded'
      ).split(' '),
    );
    expect(exporter.toCSV().trim().split('\r\n')).toHaveLength(3);
    expect(exporter.toSummary()).toMatch(/^=== Build Telemetry Summary ===\n\nTotal Builds: 2\n/);
  });
});

describe('FlameGraphBuilder', () => {
  it('draws the added sessions in the requested size', () => {
    const builder = new FlameGraphBuilder();
    for (const session of [runBuild(0), runBuild(1, true)]) builder.addSession(session);
    const svg = builder.toSVG(1200, 800);
    expect(svg).toContain('width="1200" height="800"');
    expect(svg).toContain('<title>//backend:api-server&#10;6&nbsp;s'.replace('&nbsp;', ' '));
    expect(svg).toMatch(/class="f failed"[^>]*><title>\/\/frontend:bundle/);
    expect(builder.toFolded().split('\n')).toContain('build;//backend:api-server 6000000');
    expect(new FlameGraphBuilder().toSVG(1200, 800)).toBe('');
    expect(() => builder.toSVG(-1)).toThrow('is not a size');
  });
});

it('a Regression states how much slower a build was', () => {
  const usual = Array.from({ length: 14 }, (_, index) => runBuild(index));
  const slow = { ...runBuild(14), durationMs: 8400 };
  const found: readonly Regression[] = new TelemetryAnalyzer([...usual, slow]).analyze().regressions;
  expect(found).toMatchObject([{ sessionId: 'b14', slowdown: 2.1, expectedMs: 4000, actualMs: 8400 }]);
});
