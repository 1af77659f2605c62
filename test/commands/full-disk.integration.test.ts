/** Commands whose file system takes no more bytes: the message names the file, and no part of one is left. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../services/launch-child.ts';
import { tempFolder } from '../temp-folder.ts';

const cli = join(repositoryRoot, 'dist/cli/index.js');
const history = join(repositoryRoot, 'test/history/fixtures/1.1');

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  it.each([
    ['history export', 'out.json', ['--out', 'out.json', '--history', history]],
    ['history export', 'out.parquet', ['--out', 'out.parquet', '--history', history]],
    ['export', 'out.csv', ['out.csv', '--history', history]],
    ['site', 'site', ['--out', 'site', '--history', history]],
  ])('is reported by %s, which writes %s', async (command, name, args) => {
    const cwd = tempFolder('full');
    // At most 512 bytes a file.
    const given = [
      '-c',
      'ulimit -f 1; exec "$@"',
      'sh',
      process.execPath,
      cli,
      ...command.split(' '),
      ...args,
    ];
    const fault = await promisify(execFile)('sh', given, { cwd }).catch((error) => error);
    expect(fault.code).toBe(2);
    expect(fault.stderr).toMatch(/EFBIG|too large/);
    expect(fault.stderr).toMatch(new RegExp(`^error: \\S*${name}`));
    if (name !== 'site') expect(readdirSync(cwd)).toEqual([]);
    else expect(existsSync(join(cwd, 'site/index.html'))).toBe(false);
  });
});
