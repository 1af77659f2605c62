/** The OpenTelemetry Collector, assembled from its modules by its own builder: OTLP over HTTP in, a file out. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../test/services/loopback.ts';
import { installGo } from './install.ts';
import { PeerMissing, root, run } from './peer.ts';

export interface Collector {
  /** Where OTLP is sent, without a path. */
  readonly endpoint: string;
  readonly version: string;
  /**
   * Ends it, so that everything received is written.
   * @returns the file of requests as JSON, one per line
   */
  readonly stop: () => Promise<string>;
  readonly kill: () => void;
}

/** All modules from one release: newer ones need a module that the Go proxy does not serve. */
const version = 'v0.161.0';

/** @param folder where it writes */
export async function startCollector(folder: string): Promise<Collector> {
  const collector = buildCollector();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'collector.yaml'), configure(port));
  const child = spawn(collector, ['--config', 'collector.yaml'], { cwd: folder, stdio: 'ignore' });
  const kill = (): void => void child.kill('SIGKILL');
  await waitForPeer(child, endpoint, 'the collector').catch((error: Error) => {
    kill();
    throw error;
  });
  const stop = async (): Promise<string> => {
    child.kill('SIGTERM');
    await once(child, 'exit');
    return join(folder, 'received.otlp.jsonl');
  };
  return { endpoint, version, stop, kill };
}

/**
 * Until something answers at `url`.
 * @throws when the process ends before
 */
export async function waitForPeer(child: ChildProcess, url: string, name: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer !== null) return;
    await wait(300);
  }
  throw new Error(`${name} does not answer`);
}

function buildCollector(): string {
  const folder = join(root, '.tmp/peers/collector');
  const builder = installGo(`go.opentelemetry.io/collector/cmd/builder@${version}`, 'builder');
  const collector = join(folder, 'collector');
  if (existsSync(collector)) return collector;
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
    throw new PeerMissing(`the collector ${version} could not be built: ${built.stderr.trim().slice(-400)}`);
  return collector;
}

function configure(port: number): string {
  const pipeline = '{ receivers: [otlp], exporters: [file] }';
  return `receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:${port}' } } } }
exporters: { file: { path: received.otlp.jsonl } }
service:
  telemetry: { metrics: { level: none } }
  pipelines: { traces: ${pipeline}, metrics: ${pipeline}, logs: ${pipeline} }
`;
}
