/** The configuration file of a pull request's base: from REST, else from the Git objects of the checkout. */

import { posix, relative, resolve } from 'node:path';
import type { Host } from '../host.ts';
import { askGit } from '../io/ask-git.ts';
import { callRoute, type GitHubApi } from './api.ts';

type BaseText = Awaited<ReturnType<NonNullable<Host['readBaseText']>>>;

/** @param api null without a token. @param path of the file, relative to the workspace */
export async function readBaseConfig(
  api: GitHubApi | null,
  workspace: string,
  path: string,
  commit: string,
): Promise<BaseText> {
  const file = relative(workspace, resolve(workspace, path)).replaceAll('\\', '/');
  if (file.startsWith('../')) return { text: null, reason: 'it lies outside of the repository' };
  const asked = api === null ? { text: null, reason: 'there is no token' } : await askRest(api, file, commit);
  if (asked.text !== null) return asked;
  const stored = await readObject(workspace, file, commit);
  return stored === null ? asked : { text: stored };
}

async function askRest(
  api: GitHubApi,
  path: string,
  ref: string,
): Promise<{ text: string } | { text: null; reason: string }> {
  const outcome = await callRoute(api, 'GET /repos/{owner}/{repo}/contents/{path}', { path, ref }, true);
  if (outcome.ok) {
    const { content, encoding } = outcome.value as { content?: string; encoding?: string };
    if (content === undefined || encoding !== 'base64') return { text: null, reason: 'it is not a file' };
    return { text: Buffer.from(content, 'base64').toString('utf8') };
  }
  const { kind, status, message } = outcome.failure;
  // GitHub also answers 404 if the token lacks permission: then it does not show the commit either.
  const commit = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}';
  if (kind === 'missing' && (await callRoute(api, commit, { commit_sha: ref }, true)).ok) return { text: '' };
  return { text: null, reason: status === null ? message : `GitHub answered ${status}` };
}

/**
 * Null if the checkout lacks the commit or the file's content, or without Git; '' if the commit has no such file.
 * Links are followed, as in a checkout and in REST.
 */
async function readObject(
  workspace: string,
  path: string,
  commit: string,
  links = 5,
): Promise<string | null> {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return null;
  const listed = await askGit(workspace, ['ls-tree', '--full-tree', commit, '--', path]);
  const text = listed ? await askGit(workspace, ['cat-file', 'blob', `${commit}:${path}`]) : listed;
  if (!listed?.startsWith(linkMode) || text === null) return text;
  const target = posix.join(posix.dirname(path), text);
  const isOutside = text.startsWith('/') || target.startsWith('../');
  return isOutside || links === 0 ? null : await readObject(workspace, target, commit, links - 1);
}

const linkMode = '120000 ';
