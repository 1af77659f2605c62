/** GitHub's own REST description (https://github.com/octokit/openapi), cut to the calls of this product, behind Prism. */

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from '../temp-folder.ts';
import { repositoryRoot, startChild } from './child.ts';
import { freePort } from './loopback.ts';

const usedPaths = [
  '/repos/{owner}/{repo}/issues/{issue_number}/comments',
  '/repos/{owner}/{repo}/issues/comments/{comment_id}',
  '/repos/{owner}/{repo}/actions/artifacts',
  '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
  '/repos/{owner}/{repo}/actions/caches',
  '/repos/{owner}/{repo}/actions/caches/{cache_id}',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
];

export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

export async function startPrism(): Promise<Prism> {
  const folder = tempFolder('github-rest');
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(await cutDescription()));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = await startChild(
    '@stoplight/prism-cli/dist/index.js',
    ['mock', '-h', '127.0.0.1', '-p', String(port), file],
    url,
  );
  return {
    url,
    close: async () => {
      await child.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Components = Record<string, Record<string, unknown>>;

async function cutDescription(): Promise<unknown> {
  const file = join(repositoryRoot, 'node_modules/@octokit/openapi/generated/api.github.com.json');
  const whole = JSON.parse(await readFile(file, 'utf8')) as {
    openapi: string;
    info: unknown;
    paths: Record<string, unknown>;
    components: Components;
  };
  const paths = Object.fromEntries(usedPaths.map((path) => [path, whole.paths[path]]));
  const components: Components = {};
  copyReferences(paths, whole.components, components);
  return { openapi: whole.openapi, info: whole.info, paths, components };
}

function copyReferences(value: unknown, from: Components, to: Components): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key !== '$ref' || typeof part !== 'string') {
      copyReferences(part, from, to);
      continue;
    }
    const [, , kind = '', name = ''] = part.split('/');
    to[kind] ??= {};
    if (name in to[kind]) continue;
    to[kind][name] = from[kind]?.[name];
    copyReferences(to[kind][name], from, to);
  }
}
