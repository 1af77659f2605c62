/** Cache entries that a stranger packed, and services that are not available: the step ends green and reports it. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { entryPath } from '../../src/stores/cache/cache-keys.ts';
import { makeTar } from '../services/make-tar.ts';
import type { Scenario } from '../services/runner.ts';
import { commandsIn, useGitHub } from './use-github.ts';

const github = useGitHub();
const inputs = { artifacts: 'none' };
const segment = 'L0-abc-1-0123456789abcdef.parquet';
const outside = join(tmpdir(), `outside-${process.pid}`);

describe('an archive in the cache', () => {
  beforeEach(() => github.past(2));

  it.each([
    [
      'leaves its folder',
      gzipSync(makeTar([{ name: `${entryPath}/../../../../../..${outside}`, text: 'x' }])),
    ],
    ['names an absolute path', gzipSync(makeTar([{ name: outside, text: 'x' }]))],
    [
      'writes through a link',
      gzipSync(
        makeTar([
          { name: entryPath, type: '2', link: tmpdir() },
          { name: `${entryPath}/outside-${process.pid}`, text: 'x' },
        ]),
      ),
    ],
    ['brings files of its own', gzipSync(makeTar([{ name: '.git/hooks/pre-push', text: 'x' }]))],
    ['holds more than there is memory for', zstdCompressSync(Buffer.alloc(400_000_000))],
    ['holds a segment that is none', gzipSync(makeTar([{ name: `${entryPath}/${segment}`, text: 'PAR1' }]))],
    ['is no archive', Buffer.from('<html>busy</html>')],
  ])('that %s is skipped, and older entries replace it', async (what, bytes) => {
    const newest = github.results.entries.at(-1);
    await github.results.writeBlob(newest?.blob ?? '', bytes);
    // Only a process of its own can measure how much memory is available.
    const run = what.includes('memory') ? github.runBundle : github.run;
    const { exitCode, outputs, readFile, stdout } = await run({ inputs });
    expect(exitCode).toBe(0);
    expect(outputs['baseline-builds']).toBe('1');
    expect(commandsIn(stdout).join('\n')).toMatch(/::warning::Actions cache: .*could not be unpacked/);
    // Neither outside the workspace, nor in it.
    expect(existsSync(outside)).toBe(false);
    expect([await readFile('.git/hooks/pre-push'), await readFile(entryPath)]).toEqual([null, null]);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('outside-'))).toEqual([]);
    expect((await github.run({ inputs })).outputs['baseline-builds']).toBe('2');
  });
});

describe('a service that is not there', () => {
  const noCache: NonNullable<Scenario['env']> = {
    GITHUB_SERVER_URL: 'https://github.example.com',
    ACTIONS_CACHE_SERVICE_V2: undefined,
    ACTIONS_RESULTS_URL: undefined,
  };

  it('the cache, as on Enterprise Server and act: a folder keeps the history', async () => {
    const { exitCode, stdout, outputs } = await github.run({ inputs, env: noCache });
    expect(exitCode).toBe(0);
    const printed = commandsIn(stdout);
    expect(printed).toEqual([
      expect.stringMatching(/^::warning::.*No cache service is available.*Set `history` to a folder/),
    ]);
    expect(outputs['baseline-status']).toBe('unreachable');
  });

  it('the artifacts: one warning, whatever was to be uploaded', async () => {
    github.results.faults.set('CreateArtifact', 503);
    const { exitCode, stdout } = await github.run({ inputs: { artifacts: 'html json csv profile history' } });
    expect(exitCode).toBe(0);
    expect(commandsIn(stdout)).toEqual([expect.stringMatching(/^::warning::artifacts? .*not uploaded/)]);
  });

  it('a token: nothing is requested and nothing is written', async () => {
    const { exitCode, requests, stdout } = await github.run({
      ...{ event: 'pull_request', token: '' },
      inputs: { ...inputs, comment: 'always' },
    });
    expect([exitCode, requests.rest]).toEqual([0, []]);
    expect(commandsIn(stdout).filter((line) => /comment/i.test(line))).toEqual([]);
  });
});
