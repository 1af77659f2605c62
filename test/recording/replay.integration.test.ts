/** Hundreds of recorded builds give the same reports in other environments: time zone, locale, processors, Node.js. */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeRecording } from '../../src/recording/recording-file.ts';
import { runs } from '../property-runs.ts';
import { tempFolder } from '../temp-folder.ts';
import { recordBuild, sampleHistories, storeBuilds } from './record-builds.ts';

const script = fileURLToPath(new URL('replay-folder.ts', import.meta.url));
/** Each side of the sample, weekly all of it; each build is judged against up to 40 before it. */
const count = Math.min(500, runs(160));
const depth = 40;

let folder = '';

function replay(node: string, env: Readonly<Record<string, string>>): unknown {
  const isLinux = existsSync('/usr/bin/taskset');
  const [command, args] = isLinux ? ['/usr/bin/taskset', ['-c', '0', node]] : [node, []];
  const own = { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...env };
  return JSON.parse(
    execFileSync(command as string, [...(args as string[]), '--experimental-strip-types', script, folder], {
      env: own,
      encoding: 'utf8',
    }),
  );
}

describe('recorded builds of two projects', () => {
  beforeAll(() => {
    folder = tempFolder('recordings');
    for (const builds of sampleHistories())
      for (let at = 20; at < 20 + count; at += depth) {
        const stored = storeBuilds(builds.slice(Math.max(0, at - depth), at + depth - 1));
        writeFileSync(join(folder, stored.name), stored.bytes);
        for (const build of builds.slice(at, Math.min(at + depth, 20 + count))) {
          const recording = recordBuild(build, [stored], { config: 'thresholds: {duration: {above: 3m}}' });
          const id = `r-${build.name}-${build.id}`.replaceAll(/[^\w-]/g, '-').slice(-90);
          writeFileSync(join(folder, `${id}.gz`), encodeRecording({ ...recording, id: `r${id}` }));
        }
      }
  });

  it('replay byte for byte with another time zone, locale and one processor', () => {
    const env = { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    expect(replay(process.execPath, env)).toMatchObject({ zone: -330, replayed: 2 * count, different: [] });
  });

  /** Another Node.js than this one, by its path: 22 where 24 runs the tests. */
  it.runIf(process.env['OTHER_NODE'])('and with another Node.js', () => {
    const other = process.env['OTHER_NODE'] as string;
    const env = { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8' };
    const answer = replay(other, env) as { node: string };
    expect(answer).toMatchObject({ replayed: 2 * count, different: [] });
    expect(answer.node).not.toBe(process.version);
  });
});
