/** Server programs of node_modules as child processes. */

import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface Child {
  close(): Promise<void>;
}

/** Runs `script` (relative to node_modules) with this Node; see `waitForAnswer`. */
export function launchChild(script: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [`${repositoryRoot}/node_modules/${script}`, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    close: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Over a connection of its own: the server may close a kept one at the moment of sending on a busy machine. */
export function fetchOnNewConnection(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('connection', 'close');
  return fetch(url, { ...init, headers });
}

/** Waits until a launched server answers anything; a busy machine may take longer. */
export async function waitForAnswer(url: string): Promise<void> {
  while (!(await answers(url))) await pause(50);
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetchOnNewConnection(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
