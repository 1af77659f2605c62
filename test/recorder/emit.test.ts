import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EmitTexts, runEmit } from '../../src/recorder/emit.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import { freshFolder } from './fresh-folder.ts';

function emit(type: string | undefined, texts: EmitTexts, env: Record<string, string> = {}) {
  const log = join(freshFolder(), 'events.ndjson');
  const problems = runEmit(type, { ...texts, log }, env);
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  return { problems, records: lines.map((line) => JSON.parse(line) as Record<string, unknown>), log };
}

describe('emit', () => {
  it('writes a task', () => {
    const { problems, records, log } = emit('task_completed', {
      name: 'Build API',
      duration: '1.5s',
      model: 'sonnet',
      tokens: '1500',
      cost: '$0.0125',
      kind: 'agent',
      cache: 'miss',
      metadata: '{"retry":3}',
    });
    expect(problems).toEqual([]);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      type: 'task',
      name: 'Build API',
      task_id: 'Build API',
      kind: 'agent',
      duration_ms: 1500,
      result: 'success',
      model: 'sonnet',
      tokens: { input: 1500 },
      cost_usd: 0.0125,
      cache: 'miss',
      metadata: { retry: 3 },
    });
    expect(new EventCollector({ path: log }).getRecent()[0]).toMatchObject({
      taskName: 'Build API',
      tokensUsed: 1500,
    });
  });

  it.each<[string, EmitTexts, object]>([
    [
      'TASK_FAILED',
      { name: 'a', 'error-type': 'E', message: 'm' },
      { type: 'task', result: 'failure', error_type: 'E', error_message: 'm' },
    ],
    [
      'build_started',
      { name: 'v3', 'build-id': 'b', 'total-tasks': '50' },
      { type: 'event', name: 'BUILD_STARTED', build_id: 'b', total_tasks: 50 },
    ],
    [
      'build_failed',
      { 'build-id': 'b', duration: '2m' },
      { type: 'build', build_id: 'b', result: 'failure', duration_ms: 120_000 },
    ],
    [
      'error_occurred',
      { name: 'ValueError', message: 'no' },
      { name: 'ERROR_OCCURRED', message: 'no', attributes: { 'error.type': 'ValueError' } },
    ],
    [
      'secret_detected',
      { name: 'aws_key', file: 'a.py' },
      { severity: 'critical', attributes: { 'violation.type': 'aws_key', 'file.path': 'a.py' } },
    ],
    [
      'latency_recorded',
      { name: 'parse', duration: '250' },
      { attributes: { operation: 'parse', value: 250 } },
    ],
    [
      'model_selected',
      { name: 't', model: 'opus', session: 's' },
      { session_id: 's', attributes: { model: 'opus' } },
    ],
    [
      'deployment_completed',
      { name: 'prod', message: 'ok', severity: 'warning' },
      { name: 'DEPLOYMENT_COMPLETED', severity: 'warning', metadata: { name: 'prod', message: 'ok' } },
    ],
    [
      'metric',
      { name: 'bundle_size', value: '12345', unit: 'By' },
      { type: 'metric', name: 'bundle_size', value: 12_345, unit: 'By', better: 'lower' },
    ],
  ])('writes %s', (type, texts, expected) => {
    const { problems, records } = emit(type, texts);
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject(expected);
  });

  it('reports every fault together and writes nothing', () => {
    const { problems, records } = emit('task_completed', {
      duration: 'long',
      tokens: 'many',
      severity: 'loud',
      metadata: '[1]',
    });
    expect(problems.map((problem) => problem.where)).toEqual([
      '--metadata',
      '--severity',
      '--duration',
      '--tokens',
    ]);
    expect(records).toEqual([]);
    expect(emit(undefined, {}).problems[0]?.what).toBe('Missing argument: an event type.');
    expect(emit('metric', { better: 'bigger' }).problems).toHaveLength(3);
  });

  it.each<[EmitTexts, string]>([
    [{ cache: 'yes' }, '--cache'],
    [{ tokens: '-1' }, '--tokens'],
    [{ cost: '-0.5' }, '--cost'],
  ])('refuses %j', (texts, where) => {
    const { problems, records } = emit('task_completed', { name: 'a', ...texts });
    expect(problems).toMatchObject([{ level: 'error', where }]);
    expect(records).toEqual([]);
  });

  it.each<[string, EmitTexts, string]>([
    ['task_completed', { value: '5' }, `Write \`--metadata '{"value": …}'\`.`],
    ['build_completed', { 'error-type': 'E' }, `Write \`--metadata '{"error_type": …}'\`.`],
    ['deploy_finished', { cost: '5' }, `Write \`--metadata '{"cost": …}'\`.`],
    ['metric', { value: '5', tokens: '5' }, 'Leave it out.'],
  ])('records %s without the fields that it does not have, with a warning', (type, texts, fix) => {
    const { problems, records } = emit(type, { name: 'a', ...texts });
    expect(problems).toMatchObject([{ level: 'warning', code: 'unused-flag', fix }]);
    expect(records).toHaveLength(1);
  });

  it.each(['task_complete', 'task_complted'])(
    'uses the misspelt type %s unchanged, with a warning',
    (type) => {
      const { problems, records } = emit(type, { name: 'a' });
      expect(problems).toMatchObject([{ level: 'warning', fix: 'Did you mean `TASK_COMPLETED`?' }]);
      expect(records).toHaveLength(1);
    },
  );

  it('uses the build from the environment, and follows the switch', () => {
    expect(emit('task_failed', { name: 'a' }, { BUILD_TELEMETRY_BUILD_ID: 'b9' }).records[0]).toMatchObject({
      build_id: 'b9',
    });
    expect(emit('task_failed', { name: 'a' }, { BUILD_TELEMETRY_ENABLED: 'off' })).toMatchObject({
      problems: [],
      records: [],
    });
  });

  it.each(['<testsuite name="a"/>\n', '{\n  "a": 1\n}\n', 'Build started\n'])(
    'does not append to another file: %j',
    (content) => {
      const log = join(freshFolder(), 'report');
      writeFileSync(log, content);
      for (const type of ['task_failed', 'metric']) {
        const [problem] = runEmit(type, { name: 'a', ...(type === 'metric' && { value: '1' }), log }, {});
        expect(problem?.what).toContain('is not a log of events: its content would be damaged');
      }
      expect(readFileSync(log, 'utf8')).toBe(content);
    },
  );

  it('writes a metric next to a log of BuildRunner', () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'events.json'), '[\n]\n');
    expect(runEmit('metric', { name: 'a', value: '1', log: join(folder, 'events.json') }, {})).toEqual([]);
    expect(readFileSync(join(folder, 'events.json'), 'utf8')).toBe('[\n]\n');
    expect(readFileSync(join(folder, 'events.ndjson'), 'utf8')).toContain('"name":"a"');
  });

  it('reports that it could not write', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'log'));
    expect(runEmit('task_failed', { name: 'a', log: join(folder, 'log') }, {})).toMatchObject([
      { code: 'not-recorded' },
    ]);
  });
});
