import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TelemetryAnalyzer } from '../../src/builder/analyze-sessions.ts';
import { BuildEnvironment } from '../../src/builder/build-environment.ts';
import { sessionsOfHistory } from '../../src/builder/build-session.ts';
import { sessionToBuild } from '../../src/builder/session-build.ts';
import { TelemetryCollector } from '../../src/builder/telemetry-collector.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import { BuildEvent, TaskEvent } from '../../src/recorder/events.ts';
import { readRecordSettings } from '../../src/recorder/recorder-settings.ts';
import { folderStore } from '../../src/stores/folder-store.ts';
import { runCli } from '../commands/run-cli.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';

function clock(): { now: () => number; pass: (durationMs: number) => void } {
  let time = 1_700_000_000_000;
  return { now: () => time, pass: (durationMs) => (time += durationMs) };
}

/** Two workers for 1 s: one target of 1 s, one of 0.5 s, one hit, one failure of 0.5 s. */
function buildOnce(collector: TelemetryCollector, pass: (durationMs: number) => void): void {
  collector.startBuild({ id: 'b1', maxParallelism: 2 });
  collector.startTarget('//backend:api-server');
  collector.startTarget('//frontend:bundle');
  collector.endTarget('//shared:proto', { cached: true, durationMs: 0 });
  pass(500);
  collector.endTarget('//frontend:bundle');
  collector.startTarget('//tests');
  pass(500);
  collector.endTarget('//tests', { failed: true, errorMessage: 'Compilation failed for //tests' });
  collector.endTarget('//backend:api-server');
  collector.endBuild();
}

describe('TelemetryCollector', () => {
  it('tracks a build', () => {
    const time = clock();
    const collector = new TelemetryCollector(time);
    expect(collector.getSession()).toBeNull();
    buildOnce(collector, time.pass);
    expect(collector.getSession()).toMatchObject({
      id: 'b1',
      durationMs: 1000,
      totalTargets: 4,
      built: 2,
      cached: 1,
      failed: 1,
      cacheHits: 1,
      cacheMisses: 3,
      cacheHitRate: 25,
      parallelismUtilization: 100,
      targetsPerSecond: 4,
      succeeded: false,
      failureReason: 'Compilation failed for //tests',
    });
  });

  it('has no duration while the build runs', () => {
    const collector = new TelemetryCollector();
    collector.startBuild();
    collector.startTarget('a');
    expect(collector.getSession()).toMatchObject({
      durationMs: null,
      targetsPerSecond: null,
      parallelismUtilization: null,
      succeeded: false,
      failureReason: null,
    });
  });

  it('listens to events', () => {
    const events = new EventCollector({ path: null });
    const telemetry = new TelemetryCollector();
    events.addListener(telemetry.onEvent);
    const at = (timestamp: number): { timestamp: number } => ({ timestamp });
    events.collect(
      new BuildEvent({
        eventType: 'BUILD_STARTED',
        buildId: 'b',
        totalTasks: 9,
        metadata: { max_parallelism: 1 },
        ...at(0),
      }),
    );
    events.collect(new TaskEvent({ eventType: 'TASK_STARTED', taskId: 'a', ...at(0) }));
    events.collect(new TaskEvent({ eventType: 'TASK_COMPLETED', taskId: 'a', success: true, ...at(600) }));
    events.collect(new TaskEvent({ eventType: 'TASK_COMPLETED', taskId: 'b', cache: 'hit', ...at(700) }));
    events.collect(new TaskEvent({ eventType: 'TASK_SKIPPED', taskId: 'c', ...at(700) }));
    events.collect(new BuildEvent({ eventType: 'BUILD_COMPLETED', buildId: 'b', ...at(1000) }));
    expect(telemetry.getSession()).toMatchObject({
      id: 'b',
      totalTargets: 9,
      built: 1,
      cached: 1,
      durationMs: 1000,
      parallelismUtilization: 60,
      targetsPerSecond: 2,
      succeeded: true,
    });
  });

  it('passes sessions to the history that the action uses', async () => {
    const store = folderStore(join(freshFolder(), 'history'), {
      series: 'local',
      maxBuilds: 1000,
      maxBytes: null,
      maxAgeDays: 90,
      now: 1_700_000_100_000,
    });
    const time = clock();
    const collector = new TelemetryCollector(time);
    buildOnce(collector, time.pass);
    const session = collector.getSession();
    if (session === null) throw new Error('There is no session.');
    await store.append(sessionToBuild(session, 'local'));
    const sessions = sessionsOfHistory((await store.load()).history);
    const report = new TelemetryAnalyzer(sessions).analyze();
    expect(report).toMatchObject({ totalBuilds: 1, successRate: 0, avgBuildTimeMs: 1000 });
    expect(report.bottlenecks[0]?.name).toBe('//backend:api-server');
    const [stored] = sessions;
    expect(stored).toMatchObject({
      maxParallelism: session.maxParallelism,
      parallelismUtilization: session.parallelismUtilization,
      failureReason: '//tests failed',
      environment: session.environment,
    });
    expect(stored?.parallelismUtilization).toBe(100);
    expect(stored?.environment?.nodeVersion).toBe(process.version);
  });

  it('keep workers and environment of a recorded log, and no text of a failure, when `check` stores it', async () => {
    const folder = freshFolder();
    const [log, history] = [join(folder, 'events.ndjson'), join(folder, 'history')];
    const environment = BuildEnvironment.capture({ ldc: '1.40' }, { CI: 'true' });
    const reason =
      'Compilation failed for //backend:api-server, token ghp_0123456789abcdefghijklmnopqrstuvwxyz';
    using events = new EventCollector({ path: log, buildId: 'b1', enabled: true });
    events.collect(
      new BuildEvent({
        eventType: 'BUILD_STARTED',
        buildId: 'b1',
        metadata: {
          max_parallelism: 2,
          environment: { ...environment, variables: { CI: 'true', DEPLOY_KEY: 'hunter2' } },
        },
      }),
    );
    events.collect(
      new TaskEvent({ eventType: 'TASK_COMPLETED', taskName: 'a', durationMs: 600, success: true }),
    );
    events.collect(
      new BuildEvent({ eventType: 'BUILD_FAILED', buildId: 'b1', durationMs: 1000, errorMessage: reason }),
    );
    events.close();
    await runCli(['check', log, '--history', history, '--fail-on', 'never'], { cwd: folder });
    const limits = { series: 'local', maxBuilds: 10, maxBytes: null, maxAgeDays: 90, now: Date.now() };
    const [session] = sessionsOfHistory((await folderStore(history, limits).load()).history);
    expect(session).toMatchObject({
      maxParallelism: 2,
      parallelismUtilization: 30,
      succeeded: false,
      environment,
    });
    expect(session?.failureReason).toBe('The build ended as failure.');
    const stored = readdirSync(history, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.parquet'))
      .map((name) => readFileSync(join(history, name), 'latin1'));
    expect(stored).toHaveLength(1);
    expect(stored.join()).not.toMatch(/Compilation failed|backend|hunter2/);
  });
});

describe('BuildEnvironment', () => {
  it('holds no secret', () => {
    const env = {
      CI: 'true',
      AWS_SECRET_ACCESS_KEY: 'hunter2',
      GITHUB_TOKEN: 'hunter2',
      LANG: 'x'.repeat(200),
      PATH: 'hunter2',
    };
    const snapshot = BuildEnvironment.capture({ gcc: '13.2' }, env);
    expect(JSON.stringify(snapshot)).not.toContain('hunter2');
    expect(snapshot).toMatchObject({
      variables: { CI: 'true' },
      tools: { gcc: '13.2' },
      nodeVersion: process.version,
    });
    expect(snapshot.cpuCount).toBeGreaterThan(0);
  });

  it('shows differences', () => {
    const a = BuildEnvironment.capture({ gcc: '13.2' }, { CI: 'true' });
    expect(BuildEnvironment.compare(a, a)).toEqual({});
    expect(BuildEnvironment.compare(a, { ...a, cpuCount: 999, tools: { gcc: '14' }, variables: {} })).toEqual(
      {
        cpuCount: [String(a.cpuCount), '999'],
        'tool gcc': ['13.2', '14'],
        'variable CI': ['true', null],
      },
    );
  });
});

describe('the environment variables', () => {
  it('have defaults', () => {
    expect(readRecordSettings({})).toEqual({
      enabled: true,
      logPath: '.build-telemetry/events.ndjson',
      buildId: null,
      parentId: null,
      maxSessions: 1000,
      retentionDays: 90,
      logRetentionDays: null,
    });
  });

  it.each(['0', 'false', 'NO', 'off'])('switch telemetry off: %s', (text) => {
    expect(readRecordSettings({ BUILDER_TELEMETRY_ENABLED: text }).enabled).toBe(false);
    expect(readRecordSettings({ BUILD_TELEMETRY_ENABLED: text }).enabled).toBe(false);
    expect(
      readRecordSettings({ BUILD_TELEMETRY_ENABLED: '1', BUILDER_TELEMETRY_ENABLED: text }).enabled,
    ).toBe(true);
  });

  it('bound and retain, by either name', () => {
    expect(
      readRecordSettings({ BUILDER_TELEMETRY_MAX_SESSIONS: '500', BUILDER_TELEMETRY_RETENTION_DAYS: '30' }),
    ).toMatchObject({
      maxSessions: 500,
      retentionDays: 30,
    });
    for (const text of ['many', '-1', '0', '1.5'])
      expect(
        readRecordSettings({ BUILD_TELEMETRY_MAX_SESSIONS: text, BUILD_TELEMETRY_RETENTION_DAYS: text }),
      ).toMatchObject({ maxSessions: 1000, retentionDays: 90 });
  });
});
