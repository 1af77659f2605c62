/** One Azurite and one Prism for all files of the run: who needs one waits until it answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchAzurite, sharedAzurite } from './azurite.ts';
import { freePort } from './loopback.ts';
import { launchPrism, sharedPrism } from './prism.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const [azuritePort, prismPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'github-rest-'));
  const children = [launchAzurite(azuritePort), launchPrism(prismPort, folder)];
  process.env[sharedAzurite] = String(azuritePort);
  process.env[sharedPrism] = String(prismPort);
  return async () => {
    await Promise.all(children.map((child) => child.close()));
    rmSync(folder, { recursive: true, force: true });
  };
}
