import { describe, expect, it } from 'vitest';
import { planLaunch } from '../../src/recorder/windows-command.ts';

const env = { Path: 'C:\\tools;C:\\nodejs', PATHEXT: '.EXE;.CMD', ComSpec: 'C:\\Windows\\cmd.exe' };
const files = [
  'C:\\nodejs\\npm.CMD',
  'C:\\tools\\make.EXE',
  'node_modules\\.bin\\tsc.cmd',
  'C:\\tools\\my build.cmd',
];
const exists = (path: string): boolean => files.includes(path);
const plan = (...command: string[]) => planLaunch(command, env, 'win32', exists);

describe('a command', () => {
  it('is started unchanged on other systems than Windows', () => {
    const always = (): boolean => true;
    for (const platform of ['linux', 'darwin'] as const) {
      expect(planLaunch(['npm', 'run', 'a b'], env, platform, always)).toEqual({
        command: 'npm',
        args: ['run', 'a b'],
        verbatim: false,
      });
    }
  });

  it('is started unchanged if it is a program, or is not found', () => {
    for (const name of ['make', 'make.EXE', 'no-such-command']) {
      expect(plan(name, '-j4')).toEqual({ command: name, args: ['-j4'], verbatim: false });
    }
  });

  it('is started by cmd.exe if it is a batch file, with exact quoting', () => {
    expect(plan('npm', 'run', 'build & test', 'say "hi"', 'C:\\dir\\')).toEqual({
      command: 'C:\\Windows\\cmd.exe',
      args: [
        '/d',
        '/s',
        '/c',
        '"C:\\nodejs\\npm.CMD ^"run^" ^"build^ ^&^ test^" ^"say^ \\^"hi\\^"^" ^"C:\\dir\\\\^""',
      ],
      verbatim: true,
    });
    expect(plan('C:\\tools\\my build.cmd').args[3]).toBe('"C:\\tools\\my^ build.cmd"');
    expect(
      planLaunch(['npm'], { PATH: 'C:\\nodejs' }, 'win32', (path) => path === 'C:\\nodejs\\npm.CMD').command,
    ).toBe('cmd.exe');
  });

  it('is quoted twice if it is one of npm’s shims', () => {
    expect(plan('node_modules/.bin/tsc.cmd'.replaceAll('/', '\\'), 'a&b').args[3]).toBe(
      '"node_modules\\.bin\\tsc.cmd ^^^"a^^^&b^^^""',
    );
  });
});
