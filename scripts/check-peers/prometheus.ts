/** A Prometheus on loopback, and its answers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../test/services/loopback.ts';
import { waitForPeer } from './collector.ts';

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
}

export async function startPrometheus(
  program: string,
  folder: string,
  config: string,
  flags: readonly string[],
): Promise<Served> {
  const port = await freePort();
  writeFileSync(join(folder, 'prometheus.yml'), config);
  const data = join(folder, 'data');
  const args = [
    '--config.file=prometheus.yml',
    `--storage.tsdb.path=${data}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const child = spawn(program, [...args, ...flags], { cwd: folder, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await waitForPeer(child, `${url}/-/ready`, 'Prometheus');
  for (let tries = 0; tries < 200; tries++) {
    if ((await fetch(`${url}/-/ready`)).ok) return { url, child };
    await wait(100);
  }
  throw new Error('Prometheus does not become ready');
}

/** The values of a query at a time, largest first. */
export async function askPrometheus(url: string, query: string, timeMs: number): Promise<number[]> {
  const asked = `${url}/api/v1/query?${new URLSearchParams({ query, time: String(timeMs / 1000) })}`;
  const answer = (await (await fetch(asked)).json()) as {
    readonly data?: { readonly result: readonly { readonly value: readonly [number, string] }[] };
  };
  return (answer.data?.result ?? []).map(({ value: [, value] }) => Number(value)).sort((a, b) => b - a);
}
