/**
 * GitHub's own REST description (https://github.com/octokit/openapi), reduced to the calls of this product, behind
 * Prism.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../temp-folder.ts';
import { type Child, launchChild, repositoryRoot, waitForAnswer } from './launch-child.ts';
import { freePort } from './loopback.ts';
import { findSharedPort } from './shared-services.ts';

const usedPaths = [
  '/repos/{owner}/{repo}/issues/{issue_number}/comments',
  '/repos/{owner}/{repo}/issues/comments/{comment_id}',
  '/repos/{owner}/{repo}/actions/artifacts',
  '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
  '/repos/{owner}/{repo}/actions/caches',
  '/repos/{owner}/{repo}/actions/caches/{cache_id}',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
  '/repos/{owner}/{repo}/actions/runs',
  '/repos/{owner}/{repo}/actions/runs/{run_id}',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
  '/repos/{owner}/{repo}/actions/jobs/{job_id}/rerun',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/rerun',
  '/repos/{owner}/{repo}/pulls',
  '/repos/{owner}/{repo}/pulls/{pull_number}',
  '/repos/{owner}/{repo}/contents/{path}',
  '/repos/{owner}/{repo}/git/commits/{commit_sha}',
  '/repos/{owner}/{repo}/git/ref/{ref}',
];

export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

/** `folder` holds the description that Prism reads. */
export function launchPrism(port: number, folder: string): Child {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(cutDescription()));
  return launchChild('@stoplight/prism-cli/dist/index.js', [
    ...['mock', '-h', '127.0.0.1', '-p', String(port)],
    file,
  ]);
}

export async function startPrism(): Promise<Prism> {
  const shared = await findSharedPort('prism');
  const port = shared ?? (await freePort());
  const child = shared === null ? launchPrism(port, tempFolder('github-rest')) : null;
  const url = `http://127.0.0.1:${port}`;
  await waitForAnswer(url);
  return { url, close: async () => await child?.close() };
}

type Components = Record<string, Record<string, unknown>>;

function cutDescription(): unknown {
  const file = join(repositoryRoot, 'node_modules/@octokit/openapi/generated/api.github.com.json');
  const whole = JSON.parse(readFileSync(file, 'utf8')) as {
    openapi: string;
    info: unknown;
    paths: Record<string, unknown>;
    components: Components;
  };
  const paths = Object.fromEntries(usedPaths.map((path) => [path, whole.paths[path]]));
  const components: Components = {};
  copyReferences(paths, whole.components, components);
  // Its format is a date and time, its text a search: `2026-01-01..2026-02-01` is what GitHub accepts.
  const created = components['parameters']?.['created'] as { schema: { format?: string } } | undefined;
  if (created !== undefined) delete created.schema.format;
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
