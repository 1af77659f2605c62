/** The proxy of the standard variables, in the bundles that users run. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repositoryRoot } from '../services/launch-child.ts';
import { tempFolder } from '../temp-folder.ts';
import { useGitHub } from './use-github.ts';

const github = useGitHub();
const asked: string[] = [];
const proxy = createServer().on('connect', ({ url }, socket) => {
  asked.push(`${url}`);
  socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
});
beforeAll(() => new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready)));
afterAll(() => proxy.close());

const bucket = 's3://acme-builds/history';
const env = (): Record<string, string> => ({
  ...{ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', AWS_REGION: 'eu-central-1' },
  HTTPS_PROXY: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
});

it('is used by the action, not for services on this machine', async () => {
  asked.length = 0;
  const inputs = { history: bucket, artifacts: 'none' };
  const { stdout, requests } = await github.runBundle({ event: 'pull_request', env: env(), inputs });
  expect(stdout).toContain(`${bucket}: The history cannot be read: the proxy answered 502.`);
  expect(new Set(asked)).toEqual(new Set(['acme-builds.s3.eu-central-1.amazonaws.com:443']));
  expect(requests.rest).not.toEqual([]);
});

it('is used for the Actions cache, which a runner in a company reaches in no other way', async () => {
  const service = { ACTIONS_RESULTS_URL: 'https://results.example/' };
  const { exitCode, stdout, outputs } = await github.runBundle({
    env: { ...env(), ...service },
    inputs: { artifacts: 'none', 'save-history': 'never' },
  });
  expect([exitCode, outputs['baseline-status']]).toEqual([0, 'unreachable']);
  expect(stdout).toContain('The history could not be fetched: the proxy answered 502. It is kept.');
});

/** Before Node.js 24.14. */
const olderNode = join(tempFolder('older'), 'node.cjs');
writeFileSync(olderNode, "require('node:http').setGlobalProxyFromEnv = undefined;\n");

it.each([
  [{}, 'the proxy answered 502'],
  [{ NO_PROXY: '*' }, 'its host'],
  [{ HTTPS_PROXY: 'http://me:100%@localhost:1' }, 'HTTPS_PROXY is not the URL of a proxy: it is not used.'],
  [{ NODE_OPTIONS: `--require ${olderNode}` }, 'its host'],
])('is used by the command line, with %j', async (more, text) => {
  asked.length = 0;
  const args = [join(repositoryRoot, 'dist/cli/index.js'), 'history', 'status', '--history', bucket];
  const stderr = await new Promise<string>((resolve) => {
    const own = Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name));
    const given = { ...Object.fromEntries(own), ...env(), ...more };
    execFile(process.execPath, args, { env: given }, (_fault, _out, text) => resolve(text));
  });
  expect(stderr).toContain(text);
  expect(asked.length > 0).toBe(text.includes('502'));
});
