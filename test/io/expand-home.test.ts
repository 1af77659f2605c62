/** The home folder, which a user may not have. */
import { afterEach, expect, it, vi } from 'vitest';
import { expandHome } from '../../src/io/expand-home.ts';
import { findAwsCredentials } from '../../src/stores/objects/aws-credentials.ts';

const os = process.getBuiltinModule('node:os');
afterEach(() => {
  vi.restoreAllMocks();
});

it('is put where `~` begins a path', () => {
  vi.spyOn(os, 'homedir').mockReturnValue('/home/me');
  expect(['~', '~/x', '~x', 'a/~', '~\\x'].map(expandHome)).toEqual([
    ...['/home/me', '/home/me/x', '~x', 'a/~', '/home/me\\x'],
  ]);
});

it.each([
  ['an empty HOME', () => ''],
  [
    'a user that the system does not know',
    () => {
      throw new Error('uv_os_homedir returned ENOENT');
    },
  ],
])('is absent with %s: paths stay, and other credentials are found', async (_, find) => {
  vi.spyOn(os, 'homedir').mockImplementation(find);
  expect(expandHome('~/x')).toBe('~/x');
  const env = { AWS_EC2_METADATA_DISABLED: 'true' };
  await expect(findAwsCredentials(env, 'eu-central-1')).rejects.toThrow('there are no credentials');
});
