import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';

const at = (seconds: number): string => `2026-01-01T00:00:${seconds.toFixed(6).padStart(9, '0')}Z`;
const digestOf = (id: string): string => `sha256:${id.padEnd(64, '0')}`;

/** A vertex that is reported three times, as BuildKit does: when it is known, started and finished. */
function vertex(id: string, name: string, from?: number, to?: number, rest: object = {}): object[] {
  const known = { digest: digestOf(id), inputs: [digestOf('f')], name };
  const begun = { ...known, ...(from === undefined ? {} : { started: at(from) }) };
  const done = { ...begun, ...(to === undefined ? {} : { completed: at(to) }), ...rest };
  return [known, begun, done].map((each) => ({ vertexes: [each] }));
}
const exported = vertex('e', 'exporting to image', 8, 9.5);

const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/buildkit/${name}.jsonl`, import.meta.url), 'utf8');

/** Counted in what `buildctl` 0.18.2 wrote: vertexes by digest, and those that are `cached`. */
describe.each([
  { name: 'cold', result: 'success', complete: true, tasks: 11, hits: 0, failures: 0 },
  { name: 'partly-cached', result: 'success', complete: true, tasks: 12, hits: 5, failures: 0 },
  { name: 'failed', result: 'failure', complete: true, tasks: 10, hits: 3, failures: 1 },
  { name: 'unparsed', result: 'failure', complete: true, tasks: 1, hits: 0, failures: 0 },
  { name: 'interrupted', result: 'cancellation', complete: false, tasks: 10, hits: 0, failures: 0 },
])('a $name build of BuildKit', ({ name, tasks, hits, failures, ...facts }) => {
  it('has its own totals', async () => {
    const build = await buildOf(fixture(name));
    expect(build).toMatchObject(facts);
    const count = (isCounted: (task: (typeof build.tasks)[number]) => boolean): number =>
      build.tasks.filter(isCounted).length;
    expect([
      build.tasks.length,
      count(({ cache }) => cache === 'hit'),
      count((t) => t.result === 'failure'),
    ]).toEqual([tasks, hits, failures]);
  });
});

describe('buildkit', () => {
  it('reads the text outside of the JSON for the result, if no step failed', async () => {
    const steps = lines(...vertex('a', '[1/2] COPY . /src', 1, 2), ...exported);
    expect(await buildOf(steps)).toMatchObject({ result: 'success', complete: true });
    const failed = `${steps}ERROR: failed to solve: dockerfile parse error on line 1\n`;
    expect(await buildOf(failed)).toMatchObject({ result: 'failure', complete: true });
    const stopped = `${steps}error: failed to solve: Canceled: context canceled\n`;
    expect(await buildOf(stopped)).toMatchObject({ result: 'cancellation', complete: false });
  });

  it('is not finished before anything but its own preparation ran', async () => {
    const first = lines(...vertex('a', '[internal] load build definition from Dockerfile', 1, 2));
    expect(await buildOf(first)).toMatchObject({ result: 'unknown', complete: false });
  });

  it('reads a whole build, and neither output nor digests', async () => {
    const build = await buildOf(
      lines(
        ...vertex('a', '[internal] load build definition from Dockerfile', 1, 1.25),
        ...vertex('b', '[linux/amd64 build 2/5] RUN make all', 2, 7.000001),
        { logs: [{ vertex: digestOf('b'), stream: 1, data: 'c2VjcmV0', timestamp: at(3) }] },
        { statuses: [{ id: 'extracting', vertex: digestOf('b'), current: 1, timestamp: at(3) }] },
        ...vertex('c', '[2/3] COPY . /src', 7, 7.5),
        ...exported,
      ),
    );
    expect(build).toMatchObject({
      formats: ['buildkit'],
      startTimeMs: Date.UTC(2026, 0, 1) + 1000,
      durationMs: 8500,
      result: 'success',
      complete: true,
      problems: [],
    });
    expect(build.tasks.map(({ name, kind, durationMs, cache }) => [name, kind, durationMs, cache])).toEqual([
      ['[internal] load build definition from Dockerfile', 'internal', 250, 'bypass'],
      ['[linux/amd64 build] RUN make all', 'run', 5000.001, 'miss'],
      ['COPY . /src', 'copy', 500, 'miss'],
      ['exporting to image', 'exporting', 1500, 'bypass'],
    ]);
    // Digests are ids, by which steps wait for each other; no report shows them.
    const shown = build.tasks.map(({ id: _id, dependsOn: _dependsOn, ...task }) => task);
    expect(JSON.stringify({ ...build, tasks: shown })).not.toMatch(/sha256|c2VjcmV0/);
  });

  it('names steps without their place, digests and users', async () => {
    const names = [
      `[stage-0 1/2] FROM docker.io/library/alpine:3.20@${digestOf('ab')}`,
      'docker-image://docker.io/docker/dockerfile:1',
      '[internal] load git source https://user:secret@github.com/a/b.git#4d5ec6f9f3c6c2d4a0a893d92ea3f2faac6e6e10',
      '[auth] library/alpine:pull token for registry-1.docker.io',
    ];
    const build = await buildOf(
      lines(...names.flatMap((name, i) => vertex(`${i}`, name, i, i + 1)), ...exported),
    );
    expect(build.tasks.map(({ name, kind }) => [name, kind]).slice(0, 4)).toEqual([
      ['[stage-0] FROM docker.io/library/alpine:3.20', 'from'],
      ['docker-image://docker.io/docker/dockerfile:1', 'docker'],
      ['[internal] load git source https://github.com/a/b.git#', 'internal'],
      ['[auth] library/alpine:pull token for registry-1.docker.io', 'auth'],
    ]);
  });

  it('knows cached steps', async () => {
    const build = await buildOf(lines(...vertex('a', '[2/3] RUN make', 1, 1, { cached: true }), ...exported));
    expect(build.tasks[0]).toMatchObject({ cache: 'hit', durationMs: null, result: 'success' });
  });

  it('adds up the times of a resumed step', async () => {
    const again = (from: number, to?: number) => vertex('a', '[1/2] FROM alpine', from, to);
    const build = await buildOf(lines(...again(1, 2), ...again(4, 6), ...again(5, 7), ...exported));
    expect(build.tasks[0]).toMatchObject({ durationMs: 4000, result: 'success' });
    const open = await buildOf(lines(...again(1, 2), ...again(4), ...exported));
    expect(open.tasks[0]).toMatchObject({ durationMs: null, result: 'unknown' });
    expect(open.complete).toBe(false);
  });

  it('reads a failed build, with text between the JSON that is not a record', async () => {
    const error = 'process "/bin/sh -c make TOKEN=secret" did not complete successfully: exit code: 7';
    const log = lines(
      ...vertex('a', '[2/4] RUN make', 1, 2, { error }),
      ...vertex('b', '[other 1/2] RUN sleep 9', 1, 2, { error: 'context canceled' }),
      ...vertex('c', '[3/4] RUN make install'),
    );
    const build = await buildOf(`${log}${`ERROR: failed to solve: ${error}\n------\n`.repeat(10)}`);
    expect(build).toMatchObject({
      result: 'failure',
      complete: true,
      degraded: false,
      problems: [],
      durationMs: 1000,
    });
    expect(build.tasks.map(({ result, errorType }) => [result, errorType])).toEqual([
      ['failure', 'exit code: 7'],
      ['cancellation', null],
      ['skip', null],
    ]);
    expect(JSON.stringify(build)).not.toContain('secret');
  });

  it('lets a cache that cannot be written fail only builds that say so', async () => {
    const error = 'error writing layer blob: not_found';
    for (const name of ['exporting to GitHub Actions Cache', 'exporting cache to registry']) {
      const log = lines(
        ...vertex('a', '[1/2] RUN make', 1, 2),
        ...exported,
        ...vertex('c', name, 5, 6, { error }),
      );
      const build = await buildOf(log);
      expect(build).toMatchObject({ result: 'success', complete: true });
      expect(build.tasks.find((task) => task.name === name)?.result).toBe('skip');
      expect((await buildOf(`${log}ERROR: failed to build: ${error}\n`)).result).toBe('failure');
    }
  });

  it('reads statuses in one array', async () => {
    const statuses = [...vertex('a', '[1/2] RUN make', 1, 2), ...exported];
    const build = await buildOf(JSON.stringify(statuses, null, 2));
    expect(build.tasks).toEqual((await buildOf(lines(...statuses))).tasks);
    expect(build).toMatchObject({ formats: ['buildkit'], complete: true, problems: [] });
  });

  it('marks a cancelled build as incomplete', async () => {
    const build = await buildOf(
      lines(...vertex('b', '[1/2] RUN sleep 9', 1, 2, { error: 'Canceled: context canceled' })),
    );
    expect(build).toMatchObject({ result: 'cancellation', complete: false });
  });

  it('takes the result of a repeated step from its newest run, in any order', async () => {
    const cancelled = vertex('a', '[2/2] RUN make', 1, 2, { error: 'context canceled' });
    const again = vertex('a', '[2/2] RUN make', 3, 7);
    for (const runs of [
      [...cancelled, ...again],
      [...again, ...cancelled],
    ]) {
      const build = await buildOf(lines(...runs, ...exported));
      expect(build.tasks[0]).toMatchObject({ result: 'success', durationMs: 5000 });
      expect(build).toMatchObject({ result: 'success', complete: true });
    }
  });

  it.each([
    ['that was begun', vertex('b', '[3/3] RUN make', 3)],
    ['that was not begun', vertex('b', '[3/3] RUN make')],
  ])('marks a build as incomplete with a step %s', async (_, step) => {
    const build = await buildOf(lines(...vertex('a', '[2/3] RUN make', 1, 2), ...step));
    expect(build).toMatchObject({ result: 'unknown', complete: false });
    expect(codesOf(build)).toEqual(['unfinished']);
  });

  it('recognises that a build that wrote its image did not need the other steps', async () => {
    const build = await buildOf(
      lines(...vertex('a', '[1/2] RUN a', 1, 2), ...vertex('b', '[2/2] RUN b'), ...exported),
    );
    expect(build).toMatchObject({ result: 'success', complete: true });
    expect(build.tasks[1]).toMatchObject({ result: 'skip', cache: 'unknown' });
  });

  it('keeps the part before a cut, and treats invalid times as unknown', async () => {
    const log = lines(...vertex('a', '[1/2] RUN a', 2, 1), ...vertex('b', '[2/2] RUN b', 1, 2));
    const { build } = await readAll([sourceOf(log.slice(0, -30), 'x', 11)]);
    expect(build).toMatchObject({ complete: false, result: 'unknown' });
    expect(build?.tasks.map(({ durationMs }) => durationMs)).toEqual([null, null]);
    expect(codesOf(build ?? { problems: [] })).toContain('truncated');
  });

  it('keeps no more steps than the limit of tasks', async () => {
    const log = lines(...['a', 'b', 'c'].flatMap((id) => vertex(id, `RUN ${id}`, 1, 2)));
    const { build } = await readAll([sourceOf(log)], { limits: { tasks: 2 } });
    expect(build?.tasks.length).toBe(2);
    expect(build).toMatchObject({ complete: false, problems: [{ code: 'too-many-records' }, {}, {}] });
  });

  it('is recognised by one line, and does not claim other lines with statuses', async () => {
    const first = JSON.stringify(vertex('a', '[1/2] RUN a', 1, 2)[2]);
    expect((await inspectSource(sourceOf(first), 'auto')).format).toBe('buildkit');
    for (const other of [
      { statuses: [] },
      { vertexes: [{ x: 1 }] },
      { vertexes: [{ digest: 'a', name: 'b' }], id: 1 },
    ])
      expect((await inspectSource(sourceOf(lines(other, other)), 'auto')).format).toBeNull();
  });
});
