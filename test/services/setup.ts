/** One Azurite and one Prism for all files of the run, each launched when the first file requests it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchAzurite } from './azurite.ts';
import type { Child } from './launch-child.ts';
import { freePort, jsonAnswer, startLoopback } from './loopback.ts';
import { launchPrism } from './prism.ts';
import { sharedServices } from './shared-services.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'github-rest-'));
  const children: Child[] = [];
  const ports = new Map<string, Promise<number>>();
  const launch = async (name: string): Promise<number> => {
    const port = await freePort();
    children.push(name === 'prism' ? launchPrism(port, folder) : launchAzurite(port));
    return port;
  };
  const { url, close } = await startLoopback(async (call) => {
    const name = call.url.pathname.slice(1);
    const port = ports.get(name) ?? launch(name);
    ports.set(name, port);
    return { answer: async () => jsonAnswer(200, await port), fault: null };
  });
  process.env[sharedServices] = url;
  return async () => {
    delete process.env[sharedServices];
    await Promise.all([close(), ...children.map((child) => child.close())]);
    rmSync(folder, { recursive: true, force: true });
  };
}
