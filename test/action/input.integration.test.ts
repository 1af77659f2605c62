/** Input that is wrong, damaged or hostile: a clear error or a harmless report, and nothing executed. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { commandsIn, makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();

describe('wrong options', () => {
  it.each([
    [{ 'fail-on': 'crit' }, {}, /Did you mean `critical`\?/],
    [{ format: 'junt' }, {}, /There is no format `junt`\. Did you mean `junit`\?/],
    [{ config: 'absent.yml' }, {}, /Configuration file not found/],
    [{}, { '.github/build-telemetry.yml': 'fail_on: error' }, /Did you mean `fail-on`\?/],
    [{}, { '.github/build-telemetry.yml': 'a: [' }, /build-telemetry\.yml:1:\d+/],
    [
      {},
      { '.github/build-telemetry.yml': 'thresholds: {success_rate: {below: 0.9}}' },
      /Write it as a percentage: `90%25`/,
    ],
  ])('%o %o exit with 2 and print the fix', async (inputs, files, message) => {
    const { exitCode, stdout } = await github.run({ inputs, files });
    expect(commandsIn(stdout).join('\n')).toMatch(message);
    expect(exitCode).toBe(2);
  });

  it('warn of an unknown input: the runner passes on every input', async () => {
    const { exitCode, stdout } = await github.run({ inputs: { 'fail-onn': 'error' } });
    expect(commandsIn(stdout).join('\n')).toMatch(
      /::warning::input `fail-onn`: Unknown option.*Did you mean `fail-on`\?/,
    );
    expect(exitCode).toBe(0);
  });
});

it('warns of an unknown input, and continues', async () => {
  const { exitCode, stdout } = await github.run({ inputs: { artifacts: 'none', 'fail-onn': 'error' } });
  expect(exitCode).toBe(0);
  expect(commandsIn(stdout)).toEqual([
    expect.stringMatching(/^::warning::input `fail-onn`: Unknown option.*Did you mean `fail-on`\?/),
  ]);
});

describe('wrong logs', () => {
  it.each([
    ['missing', { events: 'absent/*.xml' }, '', 2, /No file matches/],
    ['empty', {}, '', 2, /It is empty/],
    [
      'on the host of a container',
      { events: '/home/runner/work/a/a/log.ndjson' },
      '',
      2,
      /relative to the workspace/,
    ],
    [
      'a path of Windows',
      { events: 'reports\\*.ndjson' },
      '',
      2,
      process.platform === 'win32' ? /No file matches/ : /Write `\/` between folders/,
    ],
    ['binary', {}, Buffer.from([0, 1, 2, 3]), 2, /binary/],
    ['UTF-16 without a mark', {}, Buffer.from('{"v":1}', 'utf16le'), 2, /UTF-16/],
    ['text', {}, 'hello', 2, /not recognised/],
    ['without tasks', {}, '<testsuites/>', 2, /no task/],
    ['broken gzip', {}, gzipSync(makeLog()).subarray(0, 20), 2, /./],
    [
      'missing, if-no-events-found: warn',
      { events: 'absent/*.xml', 'if-no-events-found': 'warn' },
      '',
      0,
      /No file matches/,
    ],
    [
      'missing, if-no-events-found: ignore',
      { events: 'absent/*.xml', 'if-no-events-found': 'ignore' },
      '',
      0,
      null,
    ],
  ] as const)('%s', async (_, inputs, log, exitCode, message) => {
    const outcome = await github.run({ inputs, log });
    expect(outcome.exitCode).toBe(exitCode);
    const printed = commandsIn(outcome.stdout).join('\n');
    if (message === null) expect(printed).toBe('');
    else expect(printed).toMatch(message);
  });

  it.each([
    [
      'an empty log of a job that failed',
      { 'job-status': 'failure' },
      '',
      0,
      /::notice::job: The job failed/,
    ],
    ['an empty log, with a warning', { 'if-no-events-found': 'warn' }, '', 0, /::warning::.*It is empty/],
    ['a list with commas', { events: 'a.xml, b.xml' }, '', 2, /without commas/],
    ['a list in YAML', { events: '- a.xml\n- b.xml' }, '', 2, /without commas, dashes/],
  ] as const)('%s', async (_, inputs, log, exitCode, message) => {
    const outcome = await github.run({ inputs, log });
    expect([outcome.exitCode, outcome.stdout]).toEqual([exitCode, expect.stringMatching(message)]);
  });

  it('are not missing because the job failed if the jobs may not be listed', async () => {
    const inputs = { events: '', 'job-status': 'failure' };
    const { exitCode, stdout } = await github.run({ inputs, token: 'bare-token' });
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/::error::.*could not be listed.*actions: read/);
    expect(stdout).not.toMatch(/before a log was written/);
  });

  it('are shown but not judged if they are cut', async () => {
    const { exitCode, outputs, summary } = await github.run({ log: makeLog().slice(0, -40) });
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ complete: 'false', verdict: 'warn' });
    expect(summary).toMatch(/the log is not complete/i);
  });

  it('of one line of 100 MB are refused in bounded memory', async () => {
    const { exitCode, stdout } = await github.runBundle({
      log: Buffer.alloc(100 * 1024 * 1024, 'a'),
      env: { NODE_OPTIONS: '--max-old-space-size=200' },
    });
    expect(commandsIn(stdout).join('\n')).toMatch(/not recognised/);
    expect(exitCode).toBe(2);
  });

  it('with a record of 100 MB lose only that record', async () => {
    const [build, ...tasks] = makeLog().split('\n');
    const huge = Buffer.concat([
      Buffer.from(`${build}\n{"v":1,"type":"task","name":"`),
      Buffer.alloc(100 * 1024 * 1024, 'x'),
      Buffer.from(`"}\n${tasks.join('\n')}`),
    ]);
    const { exitCode, outputs } = await github.runBundle({
      log: huge,
      env: { NODE_OPTIONS: '--max-old-space-size=200' },
    });
    expect([exitCode, outputs['tasks']]).toEqual([0, '2']);
  });
});

describe('hostile names', () => {
  const names = [
    '##[add-mask]secret',
    '::error::owned',
    '\n::warning::owned',
    '::set-output name=verdict::pass',
    '@everyone look',
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    'a | b \\| c',
    '```\n```mermaid\ngraph TD',
    '=HYPERLINK("http://evil")',
    '<!-- build-telemetry:comment -->',
    '\u001b[2J\u202egnp',
    '#1 fixes #2 octo/repo#3',
  ];

  it('are data in log, summary and comment', async () => {
    for (let i = 0; i < 13; i++)
      await github.run({ log: makeLog(undefined, names), inputs: { artifacts: 'none' } });
    const { exitCode, stdout, summary, outputs } = await github.run({
      event: 'pull_request',
      branch: '::error::branch',
      log: makeLog(40_000, names),
      inputs: { name: 'series @everyone ##[group]', comment: 'always' },
    });
    expect(exitCode).toBe(0);
    expect(outputs['verdict']).toMatch(/pass|warn/);
    const body = github.rest.comments[0]?.body ?? '';
    for (const text of [summary, body]) {
      // Inside code spans nothing has a special meaning.
      const plain = text.replaceAll(/(`+)[^`][\s\S]*?\1/g, '');
      expect(plain).not.toMatch(/<(img|script)|@everyone|fixes #2/i);
      expect(text).not.toContain('\u202e');
    }
    for (const line of commandsIn(stdout))
      expect(line).toMatch(/^::(warning|error)( title=Build Telemetry)?::(?!owned)/);
    expect(stdout).not.toMatch(/##\[/);
  });
});
