/** Logs made to exhaust time, stack or memory: reading them ends, and the result is marked incomplete. */
import { describe, expect, it } from 'vitest';
import { inspectSource, type Source } from '../../src/formats/read-build.ts';
import { readAll } from '../source-of.ts';

/** `head`, then `piece(i)` that many times, then `tail`, in chunks of about 64 KiB. */
function repeated(head: string, piece: (i: number) => string, times: number, tail = ''): Source {
  return {
    name: 'log',
    open: async function* () {
      let text = head;
      for (let i = 0; i < times; i++) {
        text += piece(i);
        if (text.length < 65_536) continue;
        yield Buffer.from(text);
        text = '';
      }
      yield Buffer.from(text + tail);
    },
  };
}

describe('a log made to exhaust the machine', () => {
  it('of starts without ends, then ends without starts', async () => {
    // Each end must not make the reader look at every start again.
    const starts = 30_000;
    const log = repeated(
      '',
      (i) =>
        `{"event_type":"TASK_${i < starts ? 'STARTED' : 'COMPLETED'}","task_id":"t${i}","event_id":"${i}"}\n`,
      2 * starts,
    );
    const { build } = await readAll([log], { limits: { tasks: 1000 } });
    expect(build).toMatchObject({ complete: false });
    expect(build?.tasks.length).toBe(1);
  });

  it('of a job of very many steps', async () => {
    const step = '{"status":"completed","conclusion":"success","started_at":"2026-01-01T00:00:00Z"},';
    const log = repeated(
      '{"total_count":1,"jobs":[{"name":"j","run_id":1,"status":"in_progress","steps":[',
      () => step,
      190_000,
      `${step.slice(0, -1)}]}]}`,
    );
    const { build } = await readAll([log]);
    expect(build?.tasks.length).toBe(190_001);
    expect(build?.result).toBe('success');
  });

  it('of nested tags', async () => {
    const log = repeated('<testsuite name="s"><testcase name="a"/>', () => '<testsuite>', 100_000);
    const { build } = await readAll([log]);
    expect(build?.tasks.map((task) => task.name)).toEqual(['s › a']);
    expect(build?.complete).toBe(false);
  });

  it('of one tag with very many attributes', async () => {
    const log = repeated('<testsuite name="s"><testcase name="a"/><testcase', (i) => ` a${i}=""`, 50_000);
    const { build } = await readAll([log]);
    expect(build?.tasks.length).toBe(1);
    expect(build?.problems.map(({ code }) => code)).toEqual(['malformed-xml']);
  });

  it('of one test with very many failed attempts', async () => {
    const log = repeated(
      '<testsuite><testcase name="a">',
      () => '<flakyFailure/>',
      5000,
      '</testcase></testsuite>',
    );
    const { build } = await readAll([log]);
    expect(build?.tasks.length).toBe(255);
    expect(build).toMatchObject({ result: 'success', complete: true });
  });

  it('of nested brackets', async () => {
    for (const format of ['build-telemetry', 'buildrunner', 'github-jobs']) {
      for (const open of ['[', '{"a":', '[{"jobs":'])
        expect(
          await inspectSource(
            repeated('', () => open, 200_000),
            format,
          ),
        ).toMatchObject({ complete: false, tasks: 0 });
    }
  });

  it('of one build per record', async () => {
    const log = repeated('', (i) => `{"v":1,"type":"task","build_id":"b${i}","name":"t"}\n`, 20_000);
    const { build } = await readAll([log]);
    expect(build?.tasks.length).toBe(1);
    expect(build?.problems.map(({ code }) => code)).toEqual(['older-builds']);
  });

  it('of names of inherited members', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const log = repeated(
      '',
      (i) =>
        `{"event_type":"${names[i % 4]}","event_id":"${names[i % 4]}","task_id":"__proto__","severity":"constructor","cache":"toString"}\n`,
      8,
      names
        .map((name) => `{"event_type":"TASK_COMPLETED","task_id":"${name}","task_type":"${name}"}\n`)
        .join(''),
    );
    const { build } = await readAll([log]);
    expect(build?.tasks.map(({ name, kind, cache }) => [name, kind, cache])).toEqual(
      names.map((name) => [name, name, 'unknown']),
    );
    expect(build?.events.length).toBe(8);
    expect(build?.events.every(({ severity }) => severity === 'info')).toBe(true);
  });

  it('of nested spans, each of which failed', async () => {
    const log = repeated(
      '',
      (i) =>
        `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"a","spanId":"${i}","parentSpanId":"${i + 1}","name":"s","startTimeUnixNano":"${i + 1}","endTimeUnixNano":"${i + 2}","status":{"code":2}}]}]}]}\n`,
      50_000,
    );
    const { build } = await readAll([log]);
    expect(build?.tasks.filter(({ result }) => result === 'failure').length).toBe(1);
    expect(build).toMatchObject({ complete: false });
  });

  it('of more streams of measurements than the limit', async () => {
    const log = repeated(
      '',
      (i) =>
        `{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"n${i}","gauge":{"dataPoints":[{"asInt":1}]}}]}]}]}\n`,
      20_000,
    );
    const { build } = await readAll([log], { limits: { tasks: 1000 } });
    expect([build?.metrics.length, build?.complete]).toEqual([1000, false]);
  });

  it('of an unlimited number of sessions', async () => {
    const log = repeated(
      '',
      (i) => `{"type":"assistant","session_id":"s${i}","message":{"model":"m${i}"}}\n`,
      20_000,
    );
    const { build } = await readAll([log], { limits: { tasks: 1000 } });
    expect(build).toMatchObject({ complete: false });
    expect(build?.tasks.length).toBeLessThanOrEqual(1001);
  });

  it('of an unclosed quote', async () => {
    const log = repeated('event_type,task_id\nTASK_COMPLETED,t\n"', () => 'x,\n', 300_000);
    const { build } = await readAll([log], { limits: { recordBytes: 10_000 } });
    expect([build?.tasks.length, build?.complete]).toEqual([1, false]);
  });

  it('of a line of spaces', async () => {
    const log = repeated('goos: linux\n', () => ' '.repeat(1000), 1000, 'x\n');
    const { build, problems } = await readAll([log]);
    expect([build, problems.map(({ code }) => code)]).toEqual([null, ['unknown-format']]);
  });
});
