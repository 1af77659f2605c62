/** Has real OpenTelemetry SDKs export a build, and reads what they and the collector wrote. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort } from '../../test/services/loopback.ts';
import { startCollector } from './collector.ts';
import { installNpm, installPython } from './install.ts';
import { expectNear, expectSame, inspect, type PeerCheck, root, runWell } from './peer.ts';

const packages = ['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http'];
// API and SDK are installed as its dependencies, in the matching versions.
const javascriptPackages = ['@opentelemetry/exporter-trace-otlp-http'];
const script = join(root, 'scripts/check-peers/export_otlp.py');

export const otlpChecks: readonly PeerCheck[] = [
  { name: 'otlp/python-sdk', run: readPythonSdk },
  { name: 'otlp/javascript-sdk', run: readJavascriptSdk },
  { name: 'otlp/collector', run: readCollector },
];

/** The exported build, as the SDK's own objects describe it. */
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

/** The SDK's own JSON, as it posts it; one request per line, in the form of a collector's file exporter. */
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
    const [output, fault] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (output === '') throw new Error(fault);
    const exported = JSON.parse(output) as Exported;
    compare(file, folder, exported);
    return `${exported.version}: ${exported.tasks} spans`;
  } finally {
    server.close();
  }
}

/** The same build over HTTP through a collector that is built from its modules, into its file exporter. */
async function readCollector(folder: string): Promise<string> {
  const python = join(installPython('otlp', packages), 'python');
  const collector = await startCollector(folder);
  try {
    const exported = JSON.parse(runWell(python, [script, 'http', collector.endpoint], { cwd: folder }));
    compare(await collector.stop(), folder, exported);
    return `collector ${collector.version}, ${exported.version}: ${exported.tasks} spans`;
  } finally {
    collector.kill();
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
