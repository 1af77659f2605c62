import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

interface Fields {
  readonly parentId?: number;
  readonly tags?: object;
  readonly duration?: number;
  readonly traceId?: string;
  readonly startTime?: number;
}

const span = (id: number, name: string, more: Fields = {}): object => ({
  name,
  duration: 1000 * id,
  timestamp: 5_000_000 + id,
  id,
  tags: {},
  startTime: 1_700_000_000_000 + id,
  traceId: 'aa',
  ...more,
});
const root = (tags: object = {}): object => span(1, 'next-build', { duration: 9_000_000, tags });
const log = (...batches: (readonly object[])[]): string =>
  batches.map((batch) => `${JSON.stringify(batch)}\n`).join('');
const names = ({ tasks }: Build): string[] => tasks.map(({ name }) => name);

describe("Next.js's trace", () => {
  it('has each span as a task inside of the one around it, over all its lines', async () => {
    const build = await buildOf(
      log([span(3, 'run-turbopack', { parentId: 1 })], [span(4, 'print-tree-view', { parentId: 1 }), root()]),
    );
    expect(build).toMatchObject({
      result: 'success',
      complete: true,
      durationMs: 9000,
      startTimeMs: 1_700_000_000_001,
      formats: ['next-trace'],
    });
    expect(build.tasks).toMatchObject([
      { id: '3', parentId: '1', name: 'run-turbopack', kind: 'next', durationMs: 3, result: 'success' },
      { name: 'print-tree-view' },
      { id: '1', parentId: null, name: 'next-build' },
    ]);
  });

  it('names files from the project, without the hash of their content', async () => {
    const file = (id: number, name: string): object => span(id, 'work', { parentId: 1, tags: { name } });
    const build = await buildOf(
      log([
        file(2, '/srv/shop/pages/index.js'),
        file(3, '/srv/shop/node_modules/next/a.js'),
        file(4, 'static/chunks/pages/index-12aa953e5e515013.js'),
        file(5, 'static/chunks/270.fdb3d58dd5351c35.js'),
        root(),
      ]),
    );
    expect(names(build).slice(0, 4)).toEqual([
      'work pages/index.js',
      'work node_modules/next/a.js',
      'work static/chunks/pages/index.js',
      'work static/chunks/270.js',
    ]);
  });

  it('names work by its page, or by the page of the work around it', async () => {
    const build = await buildOf(
      log([
        span(3, 'is-page-static', { parentId: 2 }),
        span(2, 'check-page', { parentId: 1, tags: { page: '/a' } }),
        span(4, 'build-module-tsx', {
          parentId: 1,
          tags: { name: '/home/runner/work/app/app/node_modules/x/i.js?page=secret', layer: 'rsc' },
        }),
        root(),
      ]),
    );
    expect(names(build)).toEqual([
      'is-page-static /a',
      'check-page /a',
      'build-module-tsx node_modules/x/i.js',
      'next-build',
    ]);
  });

  it('reports a failed build', async () => {
    const build = await buildOf(
      log([span(2, 'run-turbopack', { parentId: 1, tags: { failed: true } }), root({ failed: true })]),
    );
    expect(build).toMatchObject({ result: 'failure', complete: true });
    expect(build.tasks.map(({ result }) => result)).toEqual(['failure', 'failure']);
  });

  it('does not read a build that never reached its report as a success', async () => {
    expect((await buildOf(log([span(2, 'run-webpack'), root()]))).result).toBe('unknown');
  });

  it('is incomplete without the build itself, or cut', async () => {
    const open = await buildOf(log([span(2, 'run-turbopack', { parentId: 1 })]));
    expect(open).toMatchObject({ complete: false, result: 'unknown' });
    expect(codesOf(open)).toEqual(['no-end']);
    const cut = await buildOf(log([span(2, 'telemetry-flush'), root()]).slice(0, -20));
    expect(cut.complete).toBe(false);
    expect(codesOf(cut)).toEqual(['truncated', 'no-end']);
  });

  it('of several builds in one file is that of the last', async () => {
    const second = { traceId: 'bb' };
    const build = await buildOf(
      log([span(2, 'old'), root()], [span(3, 'telemetry-flush', second), span(1, 'next-build', second)]),
    );
    expect(names(build)).toEqual(['telemetry-flush', 'next-build']);
    expect(build.durationMs).toBe(1);
  });

  it('ignores invalid numbers', async () => {
    const build = await buildOf(log([span(2, 'clean', { duration: -3 }), root()]));
    expect(build.tasks[0]?.durationMs).toBeNull();
    expect(codesOf(build)).toEqual(['invalid-duration']);
  });

  it('sums tasks up beyond the limit', async () => {
    const spans = Array.from({ length: 40 }, (_, i) =>
      span(i + 2, 'build-module', { tags: { name: `m${i}` } }),
    );
    const { build } = await readAll([sourceOf(log(spans, [root()]))], { limits: { tasks: 10 } });
    expect(build).toMatchObject({ complete: false, tasks: [{ name: 'all next' }] });
  });

  it('of webpack is read', async () => {
    const bytes = readFileSync(new URL('./fixtures/next-trace/next-16.4.6-webpack.trace', import.meta.url));
    const build = await buildOf(bytes);
    expect(build).toMatchObject({ result: 'success', complete: true, durationMs: 26022.271 });
    expect(names(build)).toContain('is-page-static /a');
    expect(JSON.stringify(build)).not.toMatch(/home|%2F/);
  });
});
