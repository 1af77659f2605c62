/** Azure's own blob emulator (https://github.com/Azure/Azurite) in memory, with one signature that opens all of it. */

import { createHmac, randomUUID } from 'node:crypto';
import { type Child, fetchOnNewConnection, launchChild, waitForAnswer } from './launch-child.ts';
import { freePort } from './loopback.ts';
import { findSharedPort } from './shared-services.ts';

// The emulator's published account, the same on every machine:
// https://learn.microsoft.com/azure/storage/common/storage-use-azurite
export const account = 'devstoreaccount1';
export const accountKey =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface Azurite {
  /** Address of a blob with a signature that allows everything; `query` holds the caller's parameters. */
  blobUrl(name: string, query: URLSearchParams): string;
  close(): Promise<void>;
}

export function launchAzurite(port: number): Child {
  const flags = ['--skipApiVersionCheck', '--disableTelemetry', '--inMemoryPersistence', '--silent'];
  const where = ['--blobHost', '127.0.0.1', '--blobPort', String(port)];
  return launchChild('azurite/dist/src/blob/main.js', [...where, ...flags]);
}

/** A container of its own, in the run's Azurite or in a separate one. */
export async function startAzurite(): Promise<Azurite> {
  const shared = await findSharedPort('azurite');
  const port = shared ?? (await freePort());
  const child = shared === null ? launchAzurite(port) : null;
  const base = `http://127.0.0.1:${port}/${account}`;
  await waitForAnswer(base);
  const signature = signAccount();
  const container = `blobs-${randomUUID()}`;
  const created = await fetchOnNewConnection(`${base}/${container}?restype=container&${signature}`, {
    method: 'PUT',
  });
  if (created.status !== 201) throw new Error(`Azurite refused the container: ${created.status}`);
  return {
    blobUrl: (name, query) => {
      const wanted = new URLSearchParams(query);
      for (const key of ['sig', 'sv', 'se', 'sp', 'sr']) wanted.delete(key);
      return `${base}/${container}/${name}?${signature}&${wanted}`;
    },
    close: async () => await child?.close(),
  };
}

/** An account SAS: https://learn.microsoft.com/rest/api/storageservices/create-account-sas */
function signAccount(): string {
  const fields = {
    sp: 'rwdlac',
    ss: 'b',
    srt: 'sco',
    st: '',
    se: '2099-01-01T00:00:00Z',
    sip: '',
    spr: '',
    sv: '2020-02-10',
  };
  const text = `${[account, ...Object.values(fields)].join('\n')}\n`;
  const sig = createHmac('sha256', Buffer.from(accountKey, 'base64')).update(text).digest('base64');
  const given = Object.entries({ ...fields, sig }).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}
