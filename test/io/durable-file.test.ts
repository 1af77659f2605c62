import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { syncFolder } from '../../src/io/durable-file.ts';
import { tempFolder } from '../temp-folder.ts';

it('syncs a folder, also where the file system cannot', async () => {
  const unable = existsSync('/proc/self') ? ['/proc/self'] : [];
  for (const folder of [tempFolder('sync'), ...unable])
    await expect(syncFolder(folder)).resolves.toBeUndefined();
  // Windows has no such call.
  if (process.platform !== 'win32') await expect(syncFolder('/no/folder')).rejects.toThrow('ENOENT');
});
