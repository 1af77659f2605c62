/** What differs between two builds, and why the second is slower. */
import { describe, expect, it } from 'vitest';
import { diffBuilds, type NamedBuild } from '../../src/diff/diff-builds.ts';
import type { Build } from '../../src/model/build.ts';
import type { BuildRecording, RecordedFile } from '../../src/model/recording.ts';
import type { Task } from '../../src/model/task.ts';
import { renderDiffMarkdown } from '../../src/render/diff-markdown.ts';
import { renderDiffPage, writeDiffSection } from '../../src/render/html/diff-page.ts';
import { printDiff } from '../../src/render/terminal/print-diff.ts';
import { makeBuild, makeTask } from '../make.ts';
import { environment, recordBuild } from '../recording/record-builds.ts';

const file = (path: string, content: string, task: string | null = null): RecordedFile => ({
  path,
  sha256: content.padEnd(64, '0'),
  sizeBytes: content.length,
  task,
});
const named = (build: Build, recording: BuildRecording | null = null, label = build.id): NamedBuild => ({
  label,
  build,
  recording,
});
const recorded = (id: string, change: Partial<BuildRecording>, build: Partial<Build> = {}): NamedBuild => {
  const made = makeBuild({ id, ...build });
  return named(made, recordBuild(made, [], { id, ...change }));
};
/** Twenty equal tasks of 3 s that `workers` work on. */
const onWorkers = (id: string, workers: number): Build => {
  const tasks = Array.from({ length: 24 }, (_, at): Task => {
    const round = Math.floor(at / workers);
    return makeTask({
      id: `t${at}`,
      name: `target ${at}`,
      startTimeMs: 1e12 + round * 3000,
      durationMs: 3000,
    });
  });
  const durationMs = Math.ceil(24 / workers) * 3000;
  const session = { maxParallelism: workers, environment: null };
  return makeBuild({ id, startTimeMs: 1e12, durationMs, tasks, session });
};

describe('diffBuilds', () => {
  it('explains four against eight workers by the number of parallel tasks', () => {
    const diff = diffBuilds(named(onWorkers('eight', 8)), named(onWorkers('four', 4)));
    expect(diff).toMatchObject({
      byMs: 9000,
      tasks: [],
      a: { workers: 8, workMs: 72_000 },
      b: { workers: 4, workMs: 72_000 },
    });
    expect(diff.environment).toEqual([{ name: 'workers', before: '8', after: '4' }]);
    expect(diff.why).toEqual([
      {
        kind: 'parallelism',
        task: null,
        byMs: 9000,
        text: 'fewer tasks at once (8 → 4 on average)',
        causes: [{ link: 'alike', text: 'workers 8 → 4' }],
      },
    ]);
    expect(printDiff(diff)).toContain('B is 9 s slower (+100%): 9 s → 18 s.');
    expect(diffBuilds(named(onWorkers('four', 4)), named(onWorkers('eight', 8))).why).toMatchObject([
      { kind: 'parallelism', byMs: -9000 },
    ]);
  });

  it('pairs tasks with equal names, and adds up all of them', () => {
    const inTurn = (id: string, durations: readonly number[]): Build => {
      let startTimeMs = 1e12;
      const tasks = durations.map((durationMs, at): Task => {
        const task = makeTask({ id: `t${at}`, name: at < 3 ? 'call' : 'last', startTimeMs, durationMs });
        startTimeMs += durationMs;
        return task;
      });
      return makeBuild({ id, startTimeMs: 1e12, durationMs: startTimeMs - 1e12, tasks });
    };
    const diff = diffBuilds(
      named(inTurn('a', [2000, 2000, 2000, 1000])),
      named(inTurn('b', [2000, 5000, 4000, 1000])),
    );
    expect(diff.why).toEqual([
      { kind: 'slower', task: 'call', byMs: 3000, text: 'slower (2 s → 5 s)', causes: [] },
      { kind: 'slower', task: 'call', byMs: 2000, text: 'slower (2 s → 4 s)', causes: [] },
    ]);
    expect(diff.tasks.map(({ name, after }) => [name, after?.durationMs])).toEqual([
      ['call', 5000],
      ['call', 4000],
    ]);
  });

  it('lists tasks that are new, removed, slower, no longer cached, or have another result', () => {
    const before = [
      makeTask({ id: '1', name: 'same', durationMs: 1000 }),
      makeTask({ id: '2', name: 'slow', durationMs: 1000 }),
      makeTask({ id: '3', name: 'cached', durationMs: 10, cache: 'hit' }),
      makeTask({ id: '4', name: 'gone', durationMs: 500 }),
      makeTask({ id: '5', name: 'breaks', durationMs: 500 }),
      makeTask({ id: '6', name: 'noise', durationMs: 1000 }),
      makeTask({ id: '7', name: 'fast', durationMs: 3000 }),
    ];
    const after = [
      makeTask({ id: '1', name: 'same', durationMs: 1010 }),
      makeTask({ id: '2', name: 'slow', durationMs: 4000 }),
      makeTask({ id: '3', name: 'cached', durationMs: 2000, cache: 'miss' }),
      makeTask({ id: '5', name: 'breaks', durationMs: 500, result: 'failure' }),
      makeTask({ id: '6', name: 'noise', durationMs: 1200 }),
      makeTask({ id: '7', name: 'fast', durationMs: 1000 }),
      makeTask({ id: '8', name: 'new', durationMs: 700 }),
    ];
    const bands = new Map([['task\0noise', [900, 1300] as const]]);
    const diff = diffBuilds(
      named(makeBuild({ tasks: before })),
      named(makeBuild({ tasks: after })),
      [],
      bands,
    );
    expect(diff.tasks.map(({ change, name }) => `${change} ${name}`)).toEqual([
      'result breaks',
      'missed cached',
      'slower slow',
      'added new',
      'gone gone',
      'faster fast',
    ]);
    expect(diff.withinNoise).toBe(1);
  });

  it('ranks the causes by changed inputs, with parts that add up to the whole', () => {
    const chain = (lint: number, build: number): Partial<Build> => ({
      durationMs: lint + build + 200,
      tasks: [
        makeTask({ id: '1', name: 'web#lint', startTimeMs: 1e12, durationMs: lint }),
        makeTask({ id: '2', name: 'api#build', startTimeMs: 1e12 + lint, durationMs: build }),
        makeTask({ id: '3', name: 'docs#build', startTimeMs: 1e12, durationMs: lint > 3000 ? 900 : 300 }),
      ],
    });
    const inputs = [file('web/src/a.ts', 'a', 'web#lint'), file('api/main.go', 'a'), file('README.md', 'a')];
    const now = [file('web/src/a.ts', 'b', 'web#lint'), file('api/main.go', 'b'), file('README.md', 'a')];
    const {
      why,
      byMs,
      inputs: changed,
    } = diffBuilds(
      recorded('a', { inputs }, chain(1000, 2000)),
      recorded('b', { inputs: now }, chain(4000, 3000)),
    );
    expect(changed.map(({ path, change }) => `${path} ${change}`)).toEqual([
      'api/main.go changed',
      'web/src/a.ts changed',
    ]);
    expect(why.map(({ task, byMs: by }) => [task, by])).toEqual([
      ['web#lint', 3000],
      ['api#build', 1000],
    ]);
    expect(why[0]?.causes).toEqual([{ link: 'named', text: 'web/src/a.ts changed' }]);
    expect(why[1]?.causes).toEqual([{ link: 'alike', text: 'api/main.go changed' }]);
    expect(why.reduce((sum, reason) => sum + reason.byMs, 0)).toBe(byMs);
  });

  it('reports the part that no task explains', () => {
    const tasks = [makeTask({ startTimeMs: 1e12, durationMs: 1000 })];
    const diff = diffBuilds(
      named(makeBuild({ tasks, durationMs: 1000 })),
      named(makeBuild({ tasks, durationMs: 9000 })),
    );
    expect(diff.why).toMatchObject([{ kind: 'rest', task: null, byMs: 8000 }]);
  });

  it('gives no reason for an insignificant difference', () => {
    const [a, b] = [makeBuild({ durationMs: 10_000 }), makeBuild({ durationMs: 10_100 })];
    expect(diffBuilds(named(a), named(b)).why).toEqual([]);
    expect(diffBuilds(named(a), named({ ...b, durationMs: null }))).toMatchObject({ byMs: null, why: [] });
  });

  const source = [file('src/a.ts', 'a')];

  it('lists outputs that equal inputs wrote differently', () => {
    const outputs = (stamp: string): RecordedFile[] => [file('dist/a.js', 'x'), file('dist/stamp', stamp)];
    const [a, b] = [
      recorded('a', { inputs: source, outputs: outputs('1') }),
      recorded('b', { inputs: source, outputs: outputs('2') }),
    ];
    expect(diffBuilds(a, b).notReproducible).toEqual([
      { path: 'dist/stamp', task: null, recordings: ['a', 'b'] },
    ]);
  });

  it('lists them also if an input and a tool changed, with a recording that has the inputs of one side', () => {
    const outputs = (code: string, stamp: string): RecordedFile[] => [
      file('dist/a.js', code),
      file('dist/stamp', stamp),
    ];
    const tools = { go: 'go version go1.26.0 linux/amd64' };
    const a = recorded('a', { inputs: source, outputs: outputs('x', '1') });
    const again = recorded('again', { inputs: source, outputs: outputs('x', '2') });
    const b = recorded('b', {
      inputs: [file('src/a.ts', 'b')],
      outputs: outputs('y', '3'),
      environment: { ...environment, tools },
    });
    const diff = diffBuilds(a, b, again.recording === null ? [] : [again.recording]);
    expect(diff.inputs.map(({ path }) => path)).toEqual(['src/a.ts']);
    expect(diff.environment.map(({ name }) => name)).toEqual(['tool go']);
    expect(diff.outputs.map(({ path }) => path)).toEqual(['dist/a.js', 'dist/stamp']);
    expect(diff.notReproducible).toEqual([{ path: 'dist/stamp', task: null, recordings: ['a', 'again'] }]);
  });

  it('lists no output if a tool, a lock file or the command differs', () => {
    const differing: Partial<BuildRecording>[] = [
      { environment: { ...environment, tools: {} } },
      { environment: { ...environment, lockFiles: {} } },
      { command: ['make', 'other'] },
      { inputs: [] },
    ];
    for (const change of differing) {
      const a = recorded('a', { inputs: source, outputs: [file('out', '1')] });
      const b = recorded('b', { inputs: source, outputs: [file('out', '2')], ...change });
      expect(diffBuilds(a, b).notReproducible).toEqual([]);
    }
  });

  it('lists a task with equal own inputs, if the log contains them', () => {
    const inputs = (web: string): RecordedFile[] => [file('web/a', web, 'web'), file('api/a', 'same', 'api')];
    const outputs = (content: string): RecordedFile[] => [
      file('web/out', content, 'web'),
      file('api/out', content, 'api'),
    ];
    const a = recorded('a', { inputs: inputs('1'), outputs: outputs('1') });
    const b = recorded('b', { inputs: inputs('2'), outputs: outputs('2') });
    expect(diffBuilds(a, b).notReproducible.map(({ path }) => path)).toEqual(['api/out']);
  });

  it('lists new and removed files, and states what only recordings contain', () => {
    const a = recorded('a', { outputs: [file('old', 'x'), { ...file('late', 'x'), sha256: null }] });
    const b = recorded('b', { outputs: [file('late', 'y')] });
    const { outputs } = diffBuilds(a, b);
    expect(outputs.map(({ path, change }) => `${path} ${change}`)).toEqual(['late added', 'old gone']);
    expect(printDiff(diffBuilds(a, named(makeBuild())))).toContain('are known only for recordings');
  });
});

it('treats missing values of one build as unknown, not as a change', () => {
  const context = { runnerOs: 'linux', cpuModel: 'A' } as const;
  const a = makeBuild({ id: 'a', context: { ...makeBuild().context, ...context } });
  const b = makeBuild({ id: 'b', context: { ...a.context, runnerOs: null, cpuModel: 'B' } });
  expect(diffBuilds(named(a), named(b)).environment).toEqual([{ name: 'CPU', before: 'A', after: 'B' }]);
});

describe('the renderers', () => {
  const hostile = '</script><img src=x onerror=alert(1)> | `x` \u001b[31m';
  const tasks = [makeTask({ name: hostile, durationMs: 9000, startTimeMs: 1e12 })];
  const diff = diffBuilds(
    recorded('a', { inputs: [file('src/a.ts', 'a')], command: [hostile] }, { durationMs: 1000, tasks: [] }),
    recorded('b', { inputs: [file(hostile, 'b')] }, { durationMs: 10_000, tasks }),
  );

  it('give the same content in the terminal, Markdown and HTML, and escape it', () => {
    for (const text of [printDiff(diff), renderDiffMarkdown(diff), renderDiffPage(diff)]) {
      expect(text).toContain('B is 9 s slower');
      expect(text).toContain('Why B is slower');
      expect(text).not.toContain('\u001b');
    }
    expect(renderDiffPage(diff)).toContain("default-src 'none'");
    expect(renderDiffPage(diff)).toContain(writeDiffSection(diff));
    expect(renderDiffPage(diff)).not.toContain('<img');
    expect(renderDiffPage(diff)).not.toContain('<script');
  });
});
