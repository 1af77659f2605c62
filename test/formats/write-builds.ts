/** One run of a build as the log of each build tool; what a tool cannot express, such as a failure, is left out. */
import { lines } from '../source-of.ts';
import { hexId, iso, type Work, type World, type Write } from './write-run.ts';

/** Names of targets are the same everywhere. */
const nameOf = ({ title }: Work): string => title.replaceAll(/[^\w]/g, '_');
const folderOf = ({ file }: Work): string => file.replace(/\.test\.js$/, '');
const allOk = (work: readonly Work[]): boolean => work.every(({ isOk }) => isOk);
const endMs = ({ startMs }: World): number => startMs + 90_000;
const span = (ms: number): object => ({ secs: Math.trunc(ms / 1000), nanos: (ms % 1000) * 1e6 });
const byLength = (work: readonly Work[]): Work[] => [...work].sort((a, b) => a.ms - b.ms);

export const buildWriters: Readonly<Record<string, Write>> = {
  'bazel-bep': (work, world) =>
    lines(
      { id: { started: {} }, started: { uuid: world.uuid, startTimeMillis: `${world.startMs}` } },
      ...work.map((test) => ({
        id: {
          testResult: {
            label: `//${folderOf(test)}:${nameOf(test)}`,
            configuration: { id: world.address },
            ...{ run: 1, shard: 1, attempt: 1 },
          },
        },
        testResult: {
          status: test.isOk ? 'PASSED' : 'FAILED',
          testAttemptStartMillisEpoch: `${world.startMs}`,
          testAttemptDurationMillis: `${test.ms}`,
        },
      })),
      {
        id: { buildFinished: {} },
        finished: {
          finishTimeMillis: `${endMs(world)}`,
          exitCode: allOk(work) ? { name: 'SUCCESS' } : { name: 'TESTS_FAILED', code: 3 },
        },
        lastMessage: true,
      },
    ),
  turborepo: (work, world) =>
    JSON.stringify({
      id: world.uuid,
      turboVersion: '2.11.11',
      execution: {
        repoPath: world.root,
        success: work.filter(({ isOk }) => isOk).length,
        failed: work.filter(({ isOk }) => !isOk).length,
        ...{ cached: 0, attempted: work.length, startTime: world.startMs, endTime: endMs(world) },
        exitCode: allOk(work) ? 0 : 1,
      },
      tasks: work.map((test) => ({
        taskId: `${folderOf(test)}#${nameOf(test)}`,
        task: nameOf(test),
        hash: world.address,
        cache: { status: 'MISS' },
        logFile: `${world.root}.turbo/turbo-build.log`,
        execution: {
          ...{ startTime: world.startMs, endTime: world.startMs + test.ms },
          exitCode: test.isOk ? 0 : 1,
        },
      })),
    }),
  nx: (work, world) =>
    JSON.stringify({
      run: { command: 'nx run-many', startTime: iso(world.startMs), endTime: iso(endMs(world)) },
      tasks: work.map((test) => ({
        taskId: `${folderOf(test)}:${nameOf(test)}`,
        target: nameOf(test),
        hash: world.address,
        startTime: iso(world.startMs),
        endTime: iso(world.startMs + test.ms),
        cacheStatus: 'cache-miss',
        status: test.isOk ? 0 : 1,
      })),
    }),
  'nx-profile': (work, world) =>
    JSON.stringify(
      work.map((test) => ({
        name: `${folderOf(test)}:${nameOf(test)}`,
        ...{ ph: 'X', pid: world.port, tid: world.worker, ts: world.startMs * 1000, dur: test.ms * 1000 },
        args: {
          target: { project: folderOf(test), target: nameOf(test) },
          status: test.isOk ? 'success' : 'failure',
        },
      })),
    ),
  'next-trace': (work, world) => {
    const at = { timestamp: world.port, startTime: world.startMs, traceId: world.address };
    const spans = work.map((test, place) => ({
      ...{ ...at, name: 'build-module-ts', duration: test.ms * 1000, id: place + 2, parentId: 1 },
      tags: { name: `${world.root}${folderOf(test)}/${nameOf(test)}.ts`, failed: !test.isOk },
    }));
    return JSON.stringify([...spans, { ...at, name: 'next-build', duration: 90_000_000, id: 1, tags: {} }]);
  },
  moon: (work, world) =>
    JSON.stringify({
      actions: work.map((test, nodeIndex) => ({
        label: `RunTask(${folderOf(test)}:${nameOf(test)})`,
        nodeIndex,
        startedAt: iso(world.startMs).slice(0, -1),
        duration: span(test.ms),
        status: test.isOk ? 'passed' : 'failed',
        operations: [
          { meta: { type: 'task-execution', command: `${world.root}x` }, duration: span(test.ms) },
        ],
      })),
      context: {},
      duration: span(90_000),
      status: allOk(work) ? 'completed' : 'failed',
    }),
  'cargo-timings': (work, world) => {
    const run_id = `${iso(world.startMs).replaceAll(/[-:.]/g, '')}-${world.address}`;
    const message = (reason: string, more: object): object => ({
      reason,
      run_id,
      timestamp: iso(world.startMs),
      ...more,
    });
    return lines(
      message('build-started', { elapsed: 0 }),
      ...work.flatMap((test, index) => [
        message('unit-registered', {
          package_id: `path+file://${world.root.replaceAll('\\', '/')}${folderOf(test)}/${nameOf(test)}#0.1.0`,
          target: { name: nameOf(test), kind: 'lib' },
          mode: 'build',
          index,
        }),
        message('unit-fingerprint', { index, status: 'dirty' }),
        message('unit-started', { index, elapsed: 0 }),
        message('unit-finished', { index, elapsed: test.ms / 1000 }),
      ]),
    );
  },
  buildrunner: (work, world) => {
    const event = (event_type: string, atMs: number, more: object): object => ({
      ...{ event_id: `${world.uuid}-${event_type}-${JSON.stringify(more).length}`, event_type },
      ...{ timestamp: iso(atMs), session_id: world.uuid, ...more },
    });
    return lines(
      event('build_started', world.startMs, { build_id: world.uuid }),
      ...work.map((test, place) =>
        event(test.isOk ? 'task_completed' : 'task_failed', world.startMs + test.ms, {
          ...{
            event_id: `${world.uuid}-${place}`,
            task_id: `${world.uuid}-${folderOf(test)}-${nameOf(test)}`,
          },
          ...{ task_name: `${folderOf(test)} ${nameOf(test)}`, task_type: 'task', duration_ms: test.ms },
        }),
      ),
      event('build_completed', endMs(world), { build_id: world.uuid, success: allOk(work) }),
    );
  },
  ninja: (work, world) =>
    `# ninja log v5\n${byLength(work)
      .map(
        (test, place) =>
          `0\t${test.ms}\t${world.startMs}\t${folderOf(test)}/${nameOf(test)}.o\t${hexId(world.port + place, 16)}\n`,
      )
      .join('')}`,
  'go-actiongraph': (work, world) =>
    JSON.stringify(
      work.map((test, ID) => ({
        ...{ ID, Mode: 'build', Package: `example.org/app/${folderOf(test)}/${nameOf(test)}`, Deps: [] },
        ...{ TimeStart: iso(world.startMs), TimeDone: iso(world.startMs + test.ms), ActionID: world.address },
        Cmd: [`cd ${world.root} && compile`],
        BuildID: test.isOk ? `${world.address}/x` : '',
      })),
    ),
  'maven-log': (work, world) => {
    const isOk = allOk(work);
    return [
      'Scanning for projects...',
      'Reactor Summary for shop 1.0:',
      ...work.map(
        (test) =>
          `${folderOf(test)} ${nameOf(test)} ........ ${test.isOk ? 'SUCCESS' : 'FAILURE'} [  ${(test.ms / 1000).toFixed(3)} s]`,
      ),
      `BUILD ${isOk ? 'SUCCESS' : 'FAILURE'}`,
      'Total time:  01:30 min',
      `Finished at: ${iso(endMs(world))}`,
    ]
      .map((line) => `[INFO] ${line}\n`)
      .join('');
  },
  'bazel-profile': (work, world) => {
    const event = (cat: string, name: string, more: object): object => ({
      cat,
      name,
      ph: 'X',
      pid: 1,
      ...more,
    });
    return JSON.stringify({
      otherData: { build_id: world.uuid, output_base: world.root, profile_start_ts: world.startMs },
      traceEvents: [
        event('build phase marker', 'Launch Blaze', { ts: 0, dur: 1, tid: 0 }),
        ...work.map((test, place) => ({
          ...event('action processing', `Testing //${folderOf(test)}:${nameOf(test)}`, {
            ts: 0,
            dur: test.ms * 1000,
          }),
          ...{ tid: world.worker + place + 1, args: { target: `//${folderOf(test)}:${nameOf(test)}` } },
        })),
        event('build phase marker', 'Finishing', { ph: 'i', ts: 90_000_000, tid: 0 }),
      ],
    });
  },
  'gradle-profile': (work, world) => {
    const row = (cells: readonly string[]): string =>
      `<tr>\n${cells.map((cell) => `<td>${cell}</td>\n`).join('')}</tr>\n`;
    const rows = work.map((test) => row([`:${folderOf(test)}:${nameOf(test)}`, `${test.ms / 1000}s`, '']));
    return `<html>\n<head>\n<title>Profile report</title>\n</head>\n<p>Profiled build: build</p>\n<p>Started on: ${iso(world.startMs).slice(0, 19).replaceAll('-', '/').replace('T', ' - ')}</p>\n<h2>Task Execution</h2>\n${rows.join('')}</html>\n`;
  },
};
