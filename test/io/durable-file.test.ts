import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { renameWhenFree, syncFolder } from '../../src/io/durable-file.ts';
import { tempFolder } from '../temp-folder.ts';

it('syncs a folder, also where the file system cannot', async () => {
  const unable = existsSync('/proc/self') ? ['/proc/self'] : [];
  for (const folder of [tempFolder('sync'), ...unable])
    await expect(syncFolder(folder)).resolves.toBeUndefined();
  const missing = expect(syncFolder('/no/folder'));
  // Windows has nothing to sync.
  await (process.platform === 'win32' ? missing.resolves.toBeUndefined() : missing.rejects.toThrow('ENOENT'));
});

describe('a rename', () => {
  const fault = (code: string) => Object.assign(new Error(`${code}: rename`), { code });

  it.each(['EPERM', 'EACCES', 'EBUSY'])('is tried again on Windows after %s', async (code) => {
    const tryRename = vi.fn().mockRejectedValueOnce(fault(code)).mockRejectedValueOnce(fault(code));
    await renameWhenFree('a', 'b', { platform: 'win32', tryRename: tryRename.mockResolvedValue(undefined) });
    expect(tryRename.mock.calls).toEqual(Array(3).fill(['a', 'b']));
  });

  it.each([
    ['linux', 'EACCES'],
    ['win32', 'ENOENT'],
  ] as const)('fails at once on %s after %s', async (platform, code) => {
    const tryRename = vi.fn().mockRejectedValue(fault(code));
    await expect(renameWhenFree('a', 'b', { platform, tryRename })).rejects.toThrow(code);
    expect(tryRename).toHaveBeenCalledOnce();
  });
});
