import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import { runs } from '../property-runs.ts';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

type Event = Record<string, unknown>;

const x = (name: string, ts: number, dur: number, more: Event = {}): Event => ({
  ph: 'X',
  pid: 1,
  tid: 1,
  name,
  ts,
  dur,
  ...more,
});
const edge = (ph: string, name: string, ts: number, more: Event = {}): Event => ({
  ph,
  pid: 1,
  tid: 1,
  name,
  ts,
  ...more,
});
const process = (name: string): Event => ({
  ph: 'M',
  pid: 1,
  tid: 1,
  name: 'process_name',
  args: { name },
});

const array = (...events: Event[]): string => JSON.stringify(events);
const object = (events: readonly Event[], more: object = {}): string =>
  JSON.stringify({ traceEvents: events, ...more });
const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`./fixtures/chrome-trace/${name}`, import.meta.url));

const named = ({ tasks }: Build, name: string): Task | undefined => tasks.find((task) => task.name === name);
const durations = ({ tasks }: Build): Record<string, number | null> =>
  Object.fromEntries(tasks.map((task) => [task.name, task.durationMs]));
const parentOf = (build: Build, name: string): string | undefined =>
  build.tasks.find(({ id }) => id === named(build, name)?.parentId)?.name;

describe('trace events', () => {
  it('may come in any order of time', async () => {
    // Each one starts or ends an open task: `(` and `)` of a random tree, one a millisecond.
    const tree = fc.array(fc.tuple(fc.boolean(), fc.constantFrom('a', 'b')), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(tree, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), async (steps, order) => {
        const open: string[] = [];
        const events: Event[] = [];
        const add = (ph: 'B' | 'E', name: string): number =>
          events.push(edge(ph, name, events.length * 1000));
        for (const [isEnd, name] of steps) {
          const ended = isEnd ? open.pop() : undefined;
          if (ended !== undefined) add('E', ended);
          else {
            open.push(name);
            add('B', name);
          }
        }
        for (const name of open.reverse()) add('E', name);
        const shuffled = events
          .map((event, i): [number, Event] => [order[i] ?? 0, event])
          .sort(([a], [b]) => a - b)
          .map(([, event]) => event);
        const facts = ({ tasks, complete, durationMs, problems }: Build): unknown => [
          tasks.map((task) => [task.name, task.durationMs]).sort(),
          complete,
          durationMs,
          problems.map(({ code }) => code),
        ];
        expect(facts(await buildOf(array(...shuffled)))).toEqual(facts(await buildOf(array(...events))));
      }),
      { numRuns: runs(20) },
    );
  });

  it('are read from an object and from an array', async () => {
    const events = [x('compile', 1000, 2500, { cat: 'step' }), x('link', 3500, 500, { cat: 'step' })];
    for (const log of [array(...events), object(events), gzipSync(object(events))]) {
      const build = await buildOf(log);
      expect(durations(build)).toEqual({ compile: 2.5, link: 0.5 });
      expect(build).toMatchObject({
        durationMs: 3,
        startTimeMs: null,
        complete: true,
        result: 'unknown',
        formats: ['chrome-trace'],
      });
      expect(build.tasks.map(({ kind }) => kind)).toEqual(['step', 'step']);
    }
  });

  it('pair begins and ends by thread, the innermost of a name first', async () => {
    const build = await buildOf(
      array(
        edge('B', 'a', 0),
        edge('B', 'b', 1000, { tid: 2 }),
        edge('B', 'a2', 1000),
        edge('E', 'a', 9000),
        edge('E', 'b', 3000, { tid: 2 }),
        edge('E', 'a2', 4000),
      ),
    );
    expect(durations(build)).toEqual({ a: 9, b: 2, a2: 3 });
    expect(build.complete).toBe(true);
  });

  it('assign an end without a name to the innermost begin', async () => {
    const end = (ts: number): Event => ({ ph: 'E', pid: 1, tid: 1, ts });
    const build = await buildOf(array(edge('B', 'outer', 0), edge('B', 'inner', 1000), end(2000), end(5000)));
    expect(durations(build)).toEqual({ outer: 5, inner: 1 });
    expect(parentOf(build, 'inner')).toBe('outer');
  });

  it('pair asynchronous events by category and id', async () => {
    const of = (ph: string, ts: number, id: unknown, cat = 'net'): Event =>
      edge(ph, `fetch ${String(id)} ${cat}`, ts, { cat, id });
    const build = await buildOf(
      array(
        of('b', 0, '0x1'),
        of('b', 1000, '0x2'),
        of('b', 1500, '0x1', 'disk'),
        of('e', 4000, '0x1'),
        of('e', 2000, '0x2'),
        of('e', 1600, '0x1', 'disk'),
      ),
    );
    expect(durations(build)).toEqual({ 'fetch 0x1 net': 4, 'fetch 0x2 net': 1, 'fetch 0x1 disk': 0.1 });
  });

  it('pair asynchronous events across processes, unless their id belongs to one', async () => {
    const of = (ph: string, ts: number, pid: number, id: object): Event =>
      edge(ph, 'fetch', ts, { cat: 'net', pid, ...id });
    for (const id of [{ id: '0x1' }, { id2: { global: '0x1' } }]) {
      const build = await buildOf(array(of('b', 0, 1, id), of('e', 4000, 2, id)));
      expect([durations(build), build.complete]).toEqual([{ fetch: 4 }, true]);
    }
    const local = { id2: { local: '0x1' } };
    expect((await buildOf(array(of('b', 0, 1, local), of('e', 4000, 2, local)))).complete).toBe(false);
    // Both processes end their own.
    const id = { id: 1 };
    const own = [of('b', 0, 1, id), of('b', 1000, 2, id), of('e', 2000, 2, id), of('e', 3000, 1, id)];
    expect(durations(await buildOf(array(...own)))).toEqual({ fetch: 4 });
  });

  it('add up repeats of the same work, and report it', async () => {
    const build = await buildOf(
      array(x('test', 0, 1000), x('test', 2000, 3000), x('other', 0, 1000, { tid: 2 })),
    );
    expect(durations(build)).toEqual({ test: 4, other: 1 });
    expect(codesOf(build)).toEqual(['summed-up']);
  });

  it('count nested repeats of the same work once on a thread, whatever the order in the file', async () => {
    const events = [x('f', 0, 10_000), x('g', 1000, 8000), x('f', 2000, 5000), x('f', 20_000, 1000)];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(events, { minLength: events.length }), async (shuffled) => {
        const build = await buildOf(array(...shuffled));
        expect(durations(build)).toEqual({ f: 11, g: 8 });
        expect(parentOf(build, 'g')).toBe('f');
        expect(named(build, 'f')?.parentId).toBeNull();
      }),
    );
  });

  it('add up threads', async () => {
    const build = await buildOf(array(x('check', 0, 4000), x('check', 0, 3000, { tid: 2 })));
    expect(durations(build)).toEqual({ check: 7 });
    expect(build.durationMs).toBe(4);
  });

  it('are incomplete if something did not end', async () => {
    const build = await buildOf(array(edge('B', 'build', 0), x('step', 10, 5)));
    expect(build).toMatchObject({ complete: false, durationMs: null });
    expect(durations(build)).toEqual({ build: null, step: 0.005 });
    expect(codesOf(build)).toEqual(['unended-span']);
  });

  it('are incomplete if a begin is lost', async () => {
    const build = await buildOf(array(x('step', 10, 5), edge('E', 'build', 100)));
    expect(build.complete).toBe(false);
    expect(codesOf(build)).toEqual(['unmatched-end']);
  });

  it('may lack the end of the array, unless the tool writes it', async () => {
    const log = array(x('step', 10, 5)).replace(/\]$/, ',\n');
    const open = await buildOf(log);
    expect(open).toMatchObject({ complete: true, durationMs: 0.005 });
    const compiler = await buildOf(array(process('tsc'), x('emit', 10, 5)).replace(/\]$/, ',\n'));
    expect(compiler).toMatchObject({ complete: false, durationMs: null });
    expect(codesOf(compiler)).toEqual(['truncated']);
  });

  it('are incomplete when the file is cut inside of an event or an object', async () => {
    for (const log of [array(x('a', 0, 5), x('b', 0, 5)), object([x('a', 0, 5), x('b', 0, 5)])]) {
      const build = await buildOf(log.slice(0, -12));
      expect(build.complete).toBe(false);
      expect(codesOf(build)).toContain('truncated');
      expect(durations(build)['a']).toBe(0.005);
    }
    const open = await buildOf(object([x('a', 0, 5), x('b', 0, 5)]).slice(0, -2));
    expect(open).toMatchObject({ complete: false, tasks: [{ name: 'a' }, { name: 'b' }] });
  });

  it('ignore invalid numbers', async () => {
    const build = await buildOf(
      array(
        x('negative', 0, -5),
        { ...x('endless', 0, 0), dur: 'x' },
        { ...x('unplaced', 0, 5), ts: null },
        { ...x('text', 0, 0), ts: '1000', dur: '2000' },
        { ...x('thread time', 0, 0), dur: undefined, tdur: 4000 },
      ),
    );
    expect(durations(build)).toEqual({
      negative: null,
      endless: null,
      text: 2,
      'thread time': 4,
    });
    expect(codesOf(build)).toEqual(['invalid-duration', 'invalid-duration', 'unplaced-span']);
  });

  it('are summed up by category if there is too much different work', async () => {
    const events = Array.from({ length: 50 }, (_, i) =>
      x(`step ${i}`, i * 1000, 1000, { cat: i % 2 ? 'a' : 'b' }),
    );
    const { build } = await readAll([sourceOf(array(...events))], { limits: { tasks: 20 } });
    expect(durations(build as Build)).toEqual({ 'all a': 25, 'all b': 25 });
    expect(build).toMatchObject({ complete: false });
    expect(codesOf(build as Build)).toContain('too-many-tasks');
  });

  it('may contain any number of begins without ends, and unrelated ends', async () => {
    const count = 60_000;
    const begins = Array.from({ length: count }, (_, i) => edge('B', `a${i % 7}`, i));
    const ends = Array.from({ length: count }, (_, i) => edge('E', 'b', count + i));
    const build = await buildOf(array(...begins, ...ends));
    expect(build.complete).toBe(false);
    expect(codesOf(build)).toEqual(['unended-span', 'unmatched-end', 'summed-up']);
  });

  it('keep only paths and details of arguments', async () => {
    const args = { detail: 'a.cc', command: 'secret-command', env: 'secret-env', user: 'me@example.com' };
    const build = await buildOf(
      object([x('Source', 0, 5, { args }), x('step', 0, 5, { args: { path: 'secret' } })]),
    );
    expect(JSON.stringify(build)).not.toMatch(/secret|example/);
  });

  it('of browsers and engines are refused with the reason', async () => {
    const logs = [
      object([process('Renderer'), x('Paint', 0, 5, { cat: 'custom' })]),
      object([
        x('RunTask', 0, 5, { cat: 'toplevel' }),
        x('EvaluateScript', 0, 5, { cat: 'devtools.timeline,v8' }),
      ]),
      array(x('V8.GCScavenger', 0, 5, { cat: 'disabled-by-default-v8.gc' })),
      object([x('PromiseHook', 0, 5, { cat: 'node,node.async_hooks' })]),
    ];
    for (const log of logs) {
      const facts = await inspectSource(sourceOf(log), 'auto');
      expect(facts.format).toBeNull();
      expect(codesOf(facts)).toEqual(['browser-trace']);
    }
  });
});

describe('traces of LLVM', () => {
  const total = { ...x('Total Source', 0, 900), args: { count: 2, 'avg ms': 1 } };
  const events = [
    x('Source', 1000, 2000, { args: { detail: '/usr/bin/../lib/gcc/12/../../../include/stdio.h' } }),
    x('InstantiateFunction', 4000, 1000, {
      args: { detail: 'f<(lambda at /home/runner/work/app/app/src/a.cc:3:14)>' },
    }),
    x('OptModule', 6000, 500, { args: { detail: '/home/runner/work/app/app/src/a.cc' } }),
    x('OptFunction', 6100, 200, { args: { detail: '_Z1fv' } }),
    x('Frontend', 500, 5000),
    x('ExecuteCompiler', 0, 7000),
    total,
    process('clang-17'),
  ];

  it('name headers, templates and the source; totals are left out', async () => {
    const build = await buildOf(object(events, { beginningOfTime: 1_700_000_000_000_000 }));
    expect(build.tasks.map(({ kind, name }) => `${kind} | ${name}`).sort()).toEqual([
      'clang InstantiateFunction | f<(lambda at src/a.cc)>',
      'clang OptModule | src/a.cc',
      'clang Source | /usr/include/stdio.h',
      'clang | ExecuteCompiler src/a.cc',
      'clang | Frontend src/a.cc',
    ]);
    expect(build.spans.map(({ name }) => name)).toEqual(['_Z1fv']);
    expect(parentOf(build, '/usr/include/stdio.h')).toBe('Frontend src/a.cc');
  });

  it('of newer versions have headers as asynchronous events of one id', async () => {
    const of = (ph: string, ts: number, detail: string): Event => ({
      ...edge(ph, 'Source', ts, { cat: 'Source', id: 0 }),
      ...(ph === 'b' ? { args: { detail } } : {}),
    });
    const headers = [of('b', 100, 'b.h'), of('e', 300, 'b.h'), of('b', 50, 'a.h'), of('e', 900, 'a.h')];
    const build = await buildOf(object([...headers, ...events]));
    expect([named(build, 'b.h'), named(build, 'a.h')]).toMatchObject([
      { kind: 'clang Source', durationMs: 0.2 },
      { kind: 'clang Source', durationMs: 0.85 },
    ]);
    expect(parentOf(build, 'b.h')).toBe('a.h');
  });

  it('have a clock, so that units compiled in parallel are one build', async () => {
    const begin = 1_700_000_000_000_000;
    const unit = (beginningOfTime: number): string => object(events, { beginningOfTime });
    const build = await buildOf(unit(begin), unit(begin + 3000));
    expect(build).toMatchObject({ startTimeMs: begin / 1000, durationMs: 10 });
  });
});

describe('traces of the TypeScript compilers', () => {
  const compile = (name: string): Event[] => [
    process(name),
    edge('B', 'createProgram', 0, {
      cat: 'program',
      args: { configFilePath: '/Users/me/app/tsconfig.json' },
    }),
    x('findSourceFile', 100, 300, {
      cat: 'program',
      args: { fileName: '/Users/me/app/node_modules/.pnpm/a@1.0.0/node_modules/a/index.d.ts' },
    }),
    edge('E', 'createProgram', 1000, {
      cat: 'program',
      args: { configFilePath: '/Users/me/app/tsconfig.json' },
    }),
    edge('B', 'checkSourceFile', 2000, { cat: 'check', args: { path: '/users/me/app/src/a.ts' } }),
    x('checkExpression', 2100, 500, {
      cat: 'check',
      args: { path: '/users/me/app/src/a.ts', pos: 7, end: 9 },
    }),
    x('checkExpression', 2700, 100, {
      cat: 'check',
      args: { path: '/users/me/app/src/a.ts', pos: 8, end: 9 },
    }),
    x('structuredTypeRelatedTo', 2200, 50, { cat: 'checkTypes', args: { sourceId: 1, targetId: 2 } }),
    edge('E', 'checkSourceFile', 4000, { cat: 'check', args: { path: '/users/me/app/src/a.ts' } }),
  ];

  it('are tasks by file; details are spans', async () => {
    const build = await buildOf(array(...compile('tsc')));
    expect(build.tasks.map(({ kind, name, durationMs }) => [kind, name, durationMs])).toEqual([
      ['tsc program', 'createProgram tsconfig.json', 1],
      ['tsc program', 'findSourceFile node_modules/a/index.d.ts', 0.3],
      ['tsc check', 'checkSourceFile src/a.ts', 2],
    ]);
    expect(build.spans.map(({ name, durationMs }) => [name, durationMs])).toEqual([
      ['checkExpression src/a.ts', 0.6],
      ['structuredTypeRelatedTo', 0.05],
    ]);
  });

  it('of version 7 are other series than those of version 5', async () => {
    const kinds = async (log: string | Uint8Array): Promise<Set<string>> =>
      new Set((await buildOf(log)).tasks.map(({ kind }) => kind));
    const old = await kinds(array(...compile('tsc')));
    for (const log of [array(...compile('tsgo')), fixture('tsc-7.0.2.json')])
      expect([...(await kinds(log))].filter((kind) => old.has(kind))).toEqual([]);
  });

  it('of version 7 are read', async () => {
    const build = await buildOf(fixture('tsc-7.0.2.json'));
    expect(build).toMatchObject({ complete: true, startTimeMs: null });
    expect(named(build, 'createProgram tsconfig.json')?.durationMs).toBeCloseTo(39.557667, 6);
    expect(named(build, 'createSourceFile src/m1.ts')?.kind).toBe('tsgo parse');
  });
});

describe('traces of Go', () => {
  it('have actions as tasks, with unknown cache states', async () => {
    const build = await buildOf(fixture('go-1.26.8-cold.json'));
    expect(build).toMatchObject({ complete: true, result: 'unknown' });
    expect(build.durationMs).toBeCloseTo(6471.553, 6);
    expect(build.tasks).toHaveLength(125);
    expect(named(build, 'link example.com/app/b')).toMatchObject({ kind: 'go action', cache: 'unknown' });
    expect(build.spans.map(({ name }) => name)).toContain('Running build command');
    expect(codesOf(build)).toContain('cache-unknown');
  });
});

it("of Go's actions leaves out the folder that each build creates", async () => {
  const action = (name: string, ts: number): Event[] => [
    edge('B', `Executing action (${name})`, ts),
    edge('E', `Executing action (${name})`, ts + 9),
  ];
  const run = [edge('B', 'Running build command', 0), edge('E', 'Running build command', 99)];
  const actions = [
    ...action('cgo compile /tmp/go-build2337295198/b163/cgo_linux.cgo2.c net', 10),
    ...action('cgo compile C:\\Temp\\go-build1\\b2\\x.c net', 30),
  ];
  const { tasks } = await buildOf(array(...run, ...actions));
  expect(tasks.map(({ name }) => name)).toEqual(['cgo compile cgo_linux.cgo2.c net', 'cgo compile x.c net']);
});

it.each(['Renderer', 'hermes', 'node'])('of the process %s is refused', async (name) => {
  const facts = await inspectSource(sourceOf(object([process(name), x('render', 0, 5)])), 'auto');
  expect(facts.problems.map(({ code }) => code)).toEqual(['browser-trace']);
});

it('of LLVM has its phases as tasks, with an empty detail too', async () => {
  const events = [
    x('OptModule', 10, 5, { args: { detail: 'a.cc' } }),
    x('Frontend', 0, 9, { args: { detail: '' } }),
    x('Backend', 9, 9),
    process('clang'),
  ];
  const { tasks } = await buildOf(object(events));
  expect(tasks.map(({ name, kind }) => [name, kind])).toEqual([
    ['a.cc', 'clang OptModule'],
    ['Frontend a.cc', 'clang'],
    ['Backend a.cc', 'clang'],
  ]);
  const several = object([...events, x('OptModule', 20, 5, { args: { detail: 'b.cc' } })]);
  expect((await buildOf(several)).tasks.map(({ name }) => name)).toContain('Frontend');
});

it("of Webpack's plugins is not a browser's trace, though it imitates one", async () => {
  const events = (url: string): Event[] => [
    edge('I', 'TracingStartedInPage', 0, {
      cat: 'disabled-by-default-devtools.timeline',
      args: { data: { sessionId: '-1', frames: [{ frame: '0xfff', url, name: '' }] } },
    }),
    edge('B', 'EntryPlugin', 1000, { cat: 'blink.user_timing', id: 3 }),
    edge('E', 'EntryPlugin', 3000, { cat: 'blink.user_timing', id: 3 }),
    edge('X', 'TaskQueueManager::ProcessTaskFromWorkQueue', 0, { cat: 'toplevel' }),
    x('EvaluateScript', 0, 9000, { cat: 'devtools.timeline' }),
  ];
  const build = await buildOf(array(...events('webpack')));
  expect(build).toMatchObject({ durationMs: 9, problems: [] });
  expect(build.tasks).toMatchObject([{ name: 'EntryPlugin', kind: 'webpack plugin', durationMs: 2 }]);
  const facts = await inspectSource(sourceOf(array(...events('https://example.org'))), 'auto');
  expect(facts.problems.map(({ code }) => code)).toEqual(['browser-trace']);
});

describe("Turborepo's profiles", () => {
  it('have its tasks; a task without a process came from the cache', async () => {
    const build = await buildOf(fixture('turbo-2.11.11-hit.json'));
    expect(build).toMatchObject({ complete: true, result: 'success' });
    expect(build.tasks.map(({ name, cache, result, kind }) => [kind, name, cache, result])).toEqual([
      ['turbo task', 'c#build', 'hit', 'success'],
      ['turbo task', 'b#build', 'hit', 'success'],
      ['turbo task', 'a#build', 'hit', 'success'],
    ]);
  });

  it('report a failed run', async () => {
    const build = await buildOf(fixture('turbo-2.11.11-fail.json'));
    expect(build).toMatchObject({ complete: true, result: 'failure' });
    expect(build.tasks.map(({ name, cache, result }) => [name, cache, result])).toEqual([
      ['c#fail', 'miss', 'unknown'],
    ]);
  });

  it('of an interrupted run are incomplete, although they contain exit code 0', async () => {
    const build = await buildOf(fixture('turbo-2.11.11-sigint.json'));
    expect(build).toMatchObject({ complete: false, result: 'cancellation', durationMs: null });
    expect(build.tasks.map(({ result }) => result)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('of older versions do not distinguish packages', async () => {
    const build = await buildOf(fixture('turbo-1.13-cold.json'));
    expect(build).toMatchObject({ complete: true, result: 'success' });
    expect(build.tasks.map(({ name, cache }) => [name, cache])).toEqual([['build', 'miss']]);
  });

  /** A run of one task, with the span names of version 2.5. */
  const turboRun = (messages: readonly string[], hasEnd = true): object[] => {
    const task = {
      pid: 1,
      tid: 2,
      id: 7,
      cat: 'turborepo_lib::task_graph::visitor::exec',
      name: 'execute_task',
    };
    const spawn = { pid: 1, tid: 2, id: 7, cat: 'turborepo_process::child', name: 'spawn' };
    return [
      { name: 'process_name', ph: 'M', pid: 1, args: { name: 'turbo' } },
      { ...task, ph: 'b', ts: 100, args: { task: 'build' } },
      { ...spawn, ph: 'b', ts: 200 },
      { ...spawn, ph: 'e', ts: 900 },
      ...messages.map((message) => ({
        ...{ ph: 'i', pid: 1, tid: 2, ts: 950, name: 'event', args: { message } },
        cat: message.startsWith('run') ? 'turborepo_lib::cli' : 'turborepo_process',
      })),
      ...(hasEnd ? [{ ...task, ph: 'e', ts: 1100 }] : []),
    ];
  };

  it.each([
    [
      'failed',
      ['process exited: Ok(Some(Finished(Some(3))))', 'run failed: command  exited (3)'],
      'failure',
      true,
    ],
    [
      'gave up other tasks when one failed',
      [
        'process exited: Ok(Some(Finished(Some(3))))',
        'process exited: Ok(Some(Killed))',
        'run failed: exited (3)',
      ],
      'failure',
      false,
    ],
    [
      'was interrupted in versions that do not record it',
      ['process exited: Ok(Some(Killed))', 'run failed: command  exited (1)'],
      'cancellation',
      false,
    ],
    [
      'was interrupted while shells exited with the code of the signal',
      ['process exited: Ok(Some(Finished(Some(130))))', 'process exited: Ok(Some(Interrupted))'],
      'cancellation',
      false,
    ],
  ])('of a run that %s', async (_, messages, result, complete) => {
    const build = await buildOf(JSON.stringify(turboRun(messages as string[])));
    expect(build).toMatchObject({ result, complete });
    expect(build.tasks).toMatchObject([{ name: 'build', kind: 'turbo task', cache: 'miss', durationMs: 1 }]);
  });

  it('contain the tasks that a killed run had started', async () => {
    const build = await buildOf(JSON.stringify(turboRun([], false)).slice(0, -1));
    expect(build).toMatchObject({ result: 'unknown', complete: false });
    expect(build.tasks).toMatchObject([{ name: 'build', cache: 'miss', durationMs: null }]);
  });

  it('by its older program in Go are refused', async () => {
    const name = '/app/node_modules/turbo-linux-64/bin/go-turbo {"config":{}}';
    const events = [
      { name: 'process_name', ph: 'M', ts: 0, pid: 9, tid: 9, args: { name } },
      { name: 'a#build', ph: 'B', ts: 10, pid: 9, tid: 0 },
      { name: 'a#build', ph: 'E', ts: 12, pid: 9, tid: 0 },
      { name: 'a#build', ph: 'E', ts: 9000, pid: 9, tid: 0 },
    ];
    const facts = await inspectSource(sourceOf(JSON.stringify(events)), 'auto');
    expect(facts).toMatchObject({ format: null, problems: [{ code: 'unknown-version' }] });
  });
});

it('reads the old letters of asynchronous events', async () => {
  const event = (ph: string, ts: number) => ({
    name: 'compile',
    cat: 'build',
    ph,
    id: 1,
    pid: 1,
    tid: 1,
    ts,
  });
  const build = await buildOf(JSON.stringify([event('S', 1000), event('T', 2000), event('F', 5000)]));
  expect(build.tasks.map(({ name, durationMs }) => [name, durationMs])).toEqual([['compile', 4]]);
});
