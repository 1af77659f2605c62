/** What happens to spans when a program ends without calling `flush`, as the documents' examples do. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../services/launch-child.ts';
import { jsonAnswer, startLoopback } from '../services/loopback.ts';
import { buildOf } from '../source-of.ts';
import { tempFolder } from '../temp-folder.ts';

const example = `import { getTracer, SpanExporter } from ${JSON.stringify(pathToFileURL(join(repositoryRoot, 'src/tracing.ts')).href)};
const tracer = getTracer();
tracer.startTrace();
tracer.finishSpan(tracer.startSpan('compile'));
`;

it.each([
  ['ends', '', 1],
  ['calls process.exit', 'process.exit(0);', 0],
  ['throws', "throw new Error('out of order');", 0],
])('a program that %s leaves its spans in a file, and sends them if possible', async (_, end, sent) => {
  const paths: string[] = [];
  const receiver = await startLoopback(async ({ url }) => {
    paths.push(url.pathname);
    return { answer: async () => jsonAnswer(200, {}), fault: null };
  });
  const cwd = tempFolder('ends');
  const env = { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
  const code = ['--input-type=module', '--eval', example + end];
  await promisify(execFile)(process.execPath, code, { cwd, env }).catch(() => undefined);
  await receiver.close();
  const folder = join(cwd, '.build-telemetry/traces');
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  const builds = await Promise.all(files.map((file) => buildOf(file)));
  expect(builds.map(({ tasks }) => tasks.map(({ name }) => name))).toEqual([['compile']]);
  expect(paths).toEqual(Array.from({ length: sent }, () => '/v1/traces'));
});

it('a program that a signal ends leaves the spans that were written before', async () => {
  const cwd = tempFolder('signal');
  const code = ['--input-type=module', '--eval', `${example} setInterval(() => {}, 1_000);`];
  const child = spawn(process.execPath, code, { cwd, stdio: 'inherit' });
  const ended = once(child, 'exit');
  const folder = join(cwd, '.build-telemetry/traces');
  while (!existsSync(folder) || readdirSync(folder).length === 0) await wait(20);
  child.kill('SIGTERM');
  expect(await ended).toEqual([null, 'SIGTERM']);
  const [name = ''] = readdirSync(folder);
  expect((await buildOf(readFileSync(join(folder, name)))).tasks.map((task) => task.name)).toEqual([
    'compile',
  ]);
});

it.each([
  ['OTLP', 'dribbling', 'It did not answer within 0.3 s'],
  ['Zipkin', 'dribbling', null],
  ['Zipkin', 'blackhole', 'It did not answer within 0.3 s'],
  ['OTLP', 'blackhole', 'It did not answer within 0.3 s'],
] as const)('a receiver of %s that is %s does not keep the program alive', async (kind, fault, message) => {
  const receiver = await startLoopback(async () => ({ answer: async () => jsonAnswer(200, {}), fault }));
  const isOtlp = kind === 'OTLP';
  const env = {
    ...process.env,
    ...(isOtlp ? { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } : {}),
    // An answer that is fine may take long on a busy machine.
    ...{
      OTEL_EXPORTER_OTLP_TIMEOUT: '300',
      OTEL_EXPORTER_ZIPKIN_TIMEOUT: message === null ? '10000' : '300',
    },
  };
  const add = isOtlp ? '' : `tracer.addExporter(SpanExporter.zipkin('${receiver.url}/api/v2/spans'));`;
  const code = ['--input-type=module', '--eval', example.replace('tracer.startTrace();', `${add}$&`)];
  const { stderr } = await promisify(execFile)(process.execPath, code, { cwd: tempFolder('dribbles'), env });
  // Zipkin's answer has no content: its status is enough.
  if (message === null) expect(stderr).toBe('');
  else
    expect(stderr).toContain(
      `A trace was not written or sent in full: ${kind} endpoint ${receiver.url}${isOtlp ? '' : '/api/v2/spans'}: ${message}`,
    );
  await receiver.close();
});
