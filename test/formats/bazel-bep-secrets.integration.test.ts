/** Bazel's events hold options, command lines and the whole environment: none of them appear in any output. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOf, lines } from '../source-of.ts';
import { tempFolder } from '../temp-folder.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const secret = 'hunter2-ZX81';
const inBase64 = Buffer.from(`token=${secret}`).toString('base64');
const option = { combinedForm: `--test_env=TOKEN=${secret}`, optionName: 'test_env', optionValue: secret };
const uri = `file:///home/${secret}/out.log`;
const label = (name: string): object => ({ label: name, configuration: { id: secret } });

/** Every kind of event that Bazel writes, with the secret in every free text. */
const events: readonly object[] = [
  {
    id: { started: {} },
    children: [{ pattern: { pattern: [secret] } }],
    started: {
      uuid: secret,
      startTimeMillis: '1767225600000',
      optionsDescription: `--action_env=TOKEN=${secret}`,
      command: 'test',
      workingDirectory: `/home/${secret}`,
      workspaceDirectory: `/home/${secret}`,
      host: secret,
      user: secret,
    },
  },
  { id: { commandLine: {} }, commandLine: { args: [`--client_env=TOKEN=${secret}`] } },
  {
    id: { unstructuredCommandLine: {} },
    unstructuredCommandLine: { args: [`--client_env=TOKEN=${secret}`] },
  },
  ...['original', 'canonical', 'tool'].map((commandLineLabel) => ({
    id: { structuredCommandLine: { commandLineLabel } },
    structuredCommandLine: {
      commandLineLabel,
      sections: [
        { sectionLabel: 'command options', optionList: { option: [option] } },
        { sectionLabel: 'residual', chunkList: { chunk: [secret] } },
      ],
    },
  })),
  {
    id: { optionsParsed: {} },
    optionsParsed: {
      startupOptions: [`--x=${secret}`],
      explicitStartupOptions: [`--x=${secret}`],
      cmdLine: [`--test_env=TOKEN=${secret}`],
      explicitCmdLine: [`--test_env=TOKEN=${secret}`],
      invocationPolicy: { flagPolicies: [{ flagName: secret }] },
      toolTag: secret,
    },
  },
  { id: { workspaceStatus: {} }, workspaceStatus: { item: [{ key: 'BUILD_USER', value: secret }] } },
  { id: { buildMetadata: {} }, buildMetadata: { metadata: { TOKEN: secret } } },
  { id: { workspace: {} }, workspaceInfo: { localExecRoot: `/home/${secret}` } },
  { id: { configuration: { id: secret } }, configuration: { makeVariable: { TOKEN: secret } } },
  { id: { pattern: { pattern: [secret] } }, expanded: { testSuiteExpansions: [{ suiteLabel: secret }] } },
  { id: { fetch: { url: `https://${secret}@example.com` } }, fetch: { success: true } },
  { id: { progress: {} }, progress: { stderr: `TOKEN=${secret}`, stdout: secret } },
  { id: { namedSet: { id: '0' } }, namedSetOfFiles: { files: [{ name: secret, uri }] } },
  {
    id: { execRequest: {} },
    execRequest: { argv: [inBase64], environmentVariable: [{ name: 'TOKEN', value: inBase64 }] },
  },
  {
    id: { convenienceSymlinksIdentified: {} },
    convenienceSymlinksIdentified: { convenienceSymlinks: [{ path: secret }] },
  },
  {
    id: { targetConfigured: { label: '//a:test' } },
    configured: { targetKind: 'x_test rule', tag: [secret] },
  },
  {
    id: { actionCompleted: { ...label('//a:test'), primaryOutput: `/home/${secret}/bazel-out/k8/bin/a.o` } },
    action: {
      type: 'TestRunner',
      exitCode: 1,
      startTime: '2026-01-01T00:00:01Z',
      endTime: '2026-01-01T00:00:02Z',
      commandLine: ['/bin/sh', '-c', `TOKEN=${secret}`],
      stderr: { name: 'stderr', uri, contents: inBase64 },
      failureDetail: { message: secret, spawn: { code: 'NON_ZERO_EXIT' } },
    },
  },
  {
    id: { targetCompleted: label('//a:test') },
    completed: {
      tag: [secret],
      importantOutput: [{ name: secret, uri }],
      failureDetail: { message: `sh -c ${secret}`, spawn: { code: 'NON_ZERO_EXIT' } },
    },
  },
  { id: { targetCompleted: label('//a:given_up') }, aborted: { reason: 'INTERNAL', description: secret } },
  {
    id: { testResult: { ...label('//a:test'), run: 1, shard: 1, attempt: 1 } },
    testResult: {
      status: 'FAILED',
      statusDetails: secret,
      testActionOutput: [{ name: 'test.log', uri }],
      testAttemptStartMillisEpoch: '1767225601000',
      testAttemptDurationMillis: '40',
      warning: [secret],
      executionInfo: { strategy: secret, hostname: secret },
    },
  },
  { id: { testSummary: label('//a:test') }, testSummary: { overallStatus: 'FAILED', failed: [{ uri }] } },
  {
    id: { buildFinished: {} },
    finished: {
      finishTimeMillis: '1767225604000',
      exitCode: { name: 'TESTS_FAILED', code: 3 },
      failureDetail: { message: secret },
    },
  },
  {
    id: { buildMetrics: {} },
    buildMetrics: {
      timingMetrics: { wallTimeInMs: '4000' },
      packageMetrics: { packageLoadMetrics: [{ name: secret }] },
    },
  },
  { id: { buildToolLogs: {} }, buildToolLogs: { log: [{ name: 'x', contents: inBase64, uri }] } },
  // Not JSON, so that the message about it shows an excerpt.
  { id: { unstructuredCommandLine: {} }, lastMessage: true },
];

let folder = '';
beforeAll(() => {
  folder = tempFolder('bep');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): string {
  const env = { PATH: process.env['PATH'] };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  expect(status, stderr).toBeLessThan(2);
  return stdout + stderr;
}

describe('a file of events with secrets in it', () => {
  const outputs = ['r.json', 'r.html', 'r.md', 'tasks.csv', 'events.csv'];

  it('leaves no trace of them in the build', async () => {
    const build = JSON.stringify(await buildOf(lines(...events)));
    expect(build).toContain('//a:given_up');
    expect(build).not.toContain(secret);
    expect(build).not.toContain(inBase64);
  });

  it('leaves no trace of them in any output', () => {
    mkdirSync(join(folder, 'out'));
    const log = lines(...events).replace(
      /\n(?=\{"id":\{"progress")/,
      `\n{"id":{"unstructuredCommandLine":{}},"args":["TOKEN=${secret}"\n`,
    );
    writeFileSync(join(folder, 'bep.json'), log);
    const [json = '', html = '', summary = '', tasks = '', eventsCsv = ''] = outputs.map((file) =>
      join('out', file),
    );
    const printed = [
      run('inspect', 'bep.json'),
      ...[1, 2].map((build) =>
        run(
          ...[
            'check',
            'bep.json',
            '--history',
            'out/history',
            '--build-id',
            `b${build}`,
            '--fail-on',
            'never',
          ],
          ...['--report', json, '--html', html, '--summary', summary],
          ...['--tasks-csv', tasks, '--events-csv', eventsCsv],
        ),
      ),
    ];
    const files = readdirSync(join(folder, 'out'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    // The five outputs and a history of two builds; and the build is really in them.
    expect(files.length).toBeGreaterThanOrEqual(outputs.length + 1);
    const texts = [...printed, ...files.map((file) => readFileSync(file, 'latin1'))];
    expect(texts.filter((text) => text.includes('//a:given_up')).length).toBeGreaterThan(3);
    for (const text of texts) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(inBase64);
    }
  });
});
