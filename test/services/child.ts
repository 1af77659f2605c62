/** Starts a server program of node_modules as a child process and waits until it answers. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface Child {
  close(): Promise<void>;
}

/** Runs `script` (relative to node_modules) with this very Node; ready when `probeUrl` answers anything. */
export async function startChild(script: string, args: readonly string[], probeUrl: string): Promise<Child> {
  const child = spawn(process.execPath, [`${repositoryRoot}/node_modules/${script}`, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) break;
    if (await answers(probeUrl)) return { close };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await close();
  throw new Error(`${script} did not start: ${Buffer.concat(errors).toString().slice(0, 2000)}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
