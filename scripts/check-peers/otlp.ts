/** Has real OpenTelemetry SDKs export a build, and reads what they and the collector wrote. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../test/services/loopback.ts';
import { installGo, installNpm, installPython } from './install.ts';
import { expectNear, expectSame, inspect, type PeerCheck, PeerMissing, root, run, runWell } from './peer.ts';

const packages = ['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http'];
// API and SDK come along, in the versions that fit it.
const javascriptPackages = ['@opentelemetry/exporter-trace-otlp-http'];
const script = join(root, 'scripts/check-peers/export_otlp.py');

export const otlpChecks: readonly PeerCheck[] = [
  { name: 'otlp/python-sdk', run: readPythonSdk },
  { name: 'otlp/javascript-sdk', run: readJavascriptSdk },
  { name: 'otlp/collector', run: readCollector },
];

/** What the SDK's own objects say of the build that it exported. */
interface Exported {
  readonly version: string;
  readonly tasks: number;
  readonly failed: number;
  readonly durationMs: number;
  readonly taskDurationMs: number;
  readonly metrics: number;
  readonly logs: number;
}

/** Protobuf messages of the SDK, as the JSON of Google's library. */
function readPythonSdk(folder: string): string {
  const python = join(installPython('otlp', packages), 'python');
  const exported = JSON.parse(runWell(python, [script, 'json', 'build.otlp.jsonl'], { cwd: folder }));
  compare(join(folder, 'build.otlp.jsonl'), folder, exported);
  return `${exported.version}: ${exported.tasks} spans, ${exported.metrics} metrics, ${exported.logs} logs`;
}

/** The SDK's own JSON, as it posts it; one request a line, as a collector's file exporter keeps them. */
async function readJavascriptSdk(folder: string): Promise<string> {
  const modules = installNpm('otlp', javascriptPackages);
  const file = join(folder, 'build.otlp.jsonl');
  const server = createServer(async (request, response) => {
    appendFileSync(file, `${await text(request)}\n`);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  try {
    const program = join(root, 'scripts/check-peers/export_otlp.mjs');
    const child = spawn(process.execPath, [program, `http://127.0.0.1:${port}`], { cwd: modules });
    const [said, fault] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (said === '') throw new Error(fault);
    const exported = JSON.parse(said) as Exported;
    compare(file, folder, exported);
    return `${exported.version}: ${exported.tasks} spans`;
  } finally {
    server.close();
  }
}

/** The same build over HTTP through a collector that is built from its modules, into its file exporter. */
async function readCollector(folder: string): Promise<string> {
  const python = join(installPython('otlp', packages), 'python');
  const { collector, version } = buildCollector();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'collector.yaml'), configure(port));
  const child = spawn(collector, ['--config', 'collector.yaml'], { cwd: folder, stdio: 'ignore' });
  try {
    await waitForAnswer(child, endpoint);
    const exported = JSON.parse(runWell(python, [script, 'http', endpoint], { cwd: folder }));
    child.kill('SIGTERM');
    await once(child, 'exit');
    compare(join(folder, 'build.otlp.jsonl'), folder, exported);
    return `collector ${version}, ${exported.version}: ${exported.tasks} spans`;
  } finally {
    child.kill('SIGKILL');
  }
}

function compare(file: string, folder: string, exported: Exported): void {
  const facts = inspect(file, folder);
  expectSame('format', facts.format, 'otlp');
  expectSame('problems', facts.problems, []);
  expectSame('complete', facts.complete, true);
  expectSame('tasks', facts.tasks, exported.tasks);
  expectSame('failed tasks', facts.byResult['failure'] ?? 0, exported.failed);
  expectNear('duration of the build', facts.durationMs, exported.durationMs, 0.001);
  expectNear('time of all tasks', facts.taskDurationMs, exported.taskDurationMs, 0.001);
  expectSame('metrics', facts.metrics, exported.metrics);
  expectSame('events', facts.events, exported.logs);
}

/** All modules of one release: newer ones need a module that the Go proxy does not serve. */
const version = 'v0.161.0';

/** The collector's own builder puts its modules together: receiver for OTLP, exporter to a file. */
function buildCollector(): { collector: string; version: string } {
  const folder = join(root, '.tmp/peers/collector');
  const builder = installGo(`go.opentelemetry.io/collector/cmd/builder@${version}`, 'builder');
  const collector = join(folder, 'collector');
  if (!existsSync(collector)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'builder.yaml'),
      `dist: { name: collector, output_path: ${JSON.stringify(folder)} }
receivers: [{ gomod: go.opentelemetry.io/collector/receiver/otlpreceiver ${version} }]
exporters:
  [{ gomod: github.com/open-telemetry/opentelemetry-collector-contrib/exporter/fileexporter ${version} }]
`,
    );
    const built = run(builder, ['--config', 'builder.yaml'], { cwd: folder, timeoutSeconds: 3000 });
    if (built.status !== 0)
      throw new PeerMissing(
        `the collector ${version} could not be built: ${built.stderr.trim().slice(-400)}`,
      );
  }
  return { collector, version };
}

function configure(port: number): string {
  const pipeline = '{ receivers: [otlp], exporters: [file] }';
  return `receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:${port}' } } } }
exporters: { file: { path: build.otlp.jsonl } }
service:
  telemetry: { metrics: { level: none } }
  pipelines: { traces: ${pipeline}, metrics: ${pipeline}, logs: ${pipeline} }
`;
}

async function waitForAnswer(child: ChildProcess, endpoint: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`the collector ended with ${child.exitCode}`);
    const answer = await fetch(endpoint).catch(() => null);
    if (answer !== null) return;
    await wait(300);
  }
  throw new Error('the collector does not answer');
}
