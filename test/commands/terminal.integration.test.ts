/** The command line with output to a log and as JSON, and the bundle on a terminal of a given width (script(1)). */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNdjson } from '../../src/formats/read-build.ts';
import { measureText } from '../../src/render/terminal/fit-text.ts';
import { makeBuild, makeTask } from '../make.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
const folder = tempFolder('terminal');
const env = { PATH: process.env['PATH'] ?? '', TERM: 'xterm' };
const hasTerminal =
  process.platform === 'linux' && spawnSync('script', ['-qec', 'stty cols 80', '/dev/null']).status === 0;

beforeAll(async () => {
  for (let day = 1; day <= 16; day++) {
    const slow = day > 13 ? 2 : 1;
    const durationMs = (10_000 + ((day * 37) % 11) * 20) * slow;
    const tasks = Array.from({ length: 3 }, (_, i) =>
      makeTask({ id: `${i}`, name: `//a/rather/long/path/to/编译/task:${i}`, durationMs: durationMs / 3 }),
    );
    const startTimeMs = Date.UTC(2026, 4, day);
    writeFileSync(join(folder, 'b.ndjson'), writeNdjson(makeBuild({ startTimeMs, durationMs, tasks })));
    await run(['check', 'b.ndjson', '--build-id', `b${day}`]);
  }
  spawnSync(process.execPath, [cli, 'exec', '--name', 'say something at some length', '--', 'true'], {
    cwd: folder,
    env,
  });
  const values = Array.from({ length: 20 }, (_, i) => (i > 16 ? 20 : 10 + (i % 3) * 0.1));
  writeFileSync(
    join(folder, 's.json'),
    JSON.stringify([{ name: 'a series with a long name that goes on', values }]),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  runCli(args, { cwd: folder, env: { ...env, ...more } });

/** What appears on a terminal: output and errors. */
function runOnTerminal(args: readonly string[], columns: number, more: NodeJS.ProcessEnv = {}): string {
  const command = `stty cols ${columns}; '${process.execPath}' '${cli}' ${args.join(' ')}`;
  const made = spawnSync('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, ...more },
  });
  return made.stdout.replaceAll('\r\n', '\n');
}

const asking = [
  ['check', 'b.ndjson', '--build-id', 'b16'],
  ['inspect', 'b.ndjson'],
  ['summary', '--period', 'all'],
  ['events'],
  ['alerts'],
  ['alerts', '--history', '.build-telemetry/history'],
  ['performance', '--history', '.build-telemetry/history', '--hours', '99999'],
  ['recent', '3'],
  ['watch', '--once'],
  ['history', 'status'],
  ['history', 'verify'],
  ['detect', 's.json'],
  ['detect', 's.json', '--replay', '12'],
  ['explain', 'build'],
  ['tune'],
] as const;

describe.skipIf(!hasTerminal)('on a terminal', () => {
  const helping = [['--help'], ['check', '--help'], ['nonsense'], ['clear']];
  it.each([...asking, ...helping].map((args) => [args.join(' '), args] as const))('%s fits', (_, args) => {
    for (const columns of [40, 80, 120]) {
      const lines = stripVTControlCharacters(runOnTerminal(args, columns)).split('\n');
      const tooWide = lines.filter((line) => measureText(line.split('\r').at(-1) ?? '') > columns);
      expect(tooWide).toEqual([]);
    }
  });

  it('has colours, unless they are disabled', () => {
    expect(runOnTerminal(['alerts'], 80)).toContain('\u001b[1m');
    expect(runOnTerminal(['check', 'b.ndjson'], 80)).toContain('\u001b[');
    expect(runOnTerminal(['alerts'], 80, { NO_COLOR: '1' })).not.toContain('\u001b[');
    expect(runOnTerminal(['check', 'b.ndjson'], 80, { NO_COLOR: '1' })).not.toContain('\u001b[3');
  });
});

describe('in a log', () => {
  it.each(asking.map((args) => [args.join(' '), args] as const))('%s is plain', async (_, args) => {
    const { stdout, stderr } = await run(args, { CI: 'true' });
    expect(stdout).not.toBe('');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('has colours if they are forced', async () => {
    expect((await run(['check', 'b.ndjson'], { FORCE_COLOR: '1' })).stdout).toContain('\u001b[');
    expect((await run(['recent'], { FORCE_COLOR: '1' })).stdout).toContain('\u001b[1m');
  });
});

describe('as JSON', () => {
  const doing = [
    ['history', 'compact'],
    ['history', 'export'],
    ['export', 'e.csv'],
    ['init'],
    ['clear', '--yes'],
  ];
  it.each([...asking, ...doing].map((args) => [args.join(' '), args] as const))(
    '%s prints nothing else',
    async (_, args) => {
      const { stdout } = await run([...args, '--json'], { FORCE_COLOR: '1' });
      expect(() => JSON.parse(stdout)).not.toThrow();
    },
  );
});
