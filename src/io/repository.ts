/** The repository of a folder, and its default branch. https://git-scm.com/docs/git-clone#_git_urls */
import type { Variables } from '../model/variables.ts';
import { askGit } from './ask-git.ts';

/** `owner/name`: from GitHub Actions, else from the remote; null without either. */
export async function findRepository(env: Variables, folder: string): Promise<string | null> {
  return env['GITHUB_REPOSITORY'] || (await findRemotePath(folder));
}

/** `owner/name` of its remote; null without one. */
export async function findRemotePath(folder: string): Promise<string | null> {
  return parseRemoteUrl(await askRemote(folder))?.path ?? null;
}

/** Its page, `https://github.com/owner/name`; null for other remotes. */
export async function findRepositoryUrl(folder: string): Promise<string | null> {
  const remote = parseRemoteUrl(await askRemote(folder));
  return remote === null ? null : `https://${remote.host}/${remote.path}`;
}

const usualBranches = ['main', 'master', 'trunk', 'develop'];

/** From the clone's remote, else the current or another branch with a usual name, else `main`. */
export async function findDefaultBranch(folder: string): Promise<string> {
  const ask = async (...args: string[]): Promise<string> => (await askGit(folder, args))?.trim() ?? '';
  const remote = await ask('symbolic-ref', '--short', 'refs/remotes/origin/HEAD');
  if (remote !== '') return remote.replace(/^origin\//, '');
  const refs = await ask('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads', 'refs/remotes/origin');
  const names = new Set(refs.split('\n').map((name) => name.replace(/^origin\//, '')));
  const own = await ask('symbolic-ref', '--short', 'HEAD');
  return (
    usualBranches.find((name) => name === own) ?? usualBranches.find((name) => names.has(name)) ?? 'main'
  );
}

async function askRemote(folder: string): Promise<string> {
  return (await askGit(folder, ['remote', 'get-url', 'origin']))?.trim() ?? '';
}

/** From `https://host/owner/name.git`, `ssh://user@host:port/…` and `user@host:…`; groups of GitLab are kept. */
export function parseRemoteUrl(url: string): { readonly host: string; readonly path: string } | null {
  const parts = /^(?:(?:https?|ssh|git):\/\/(?:[^@/]*@)?|[^@/:]+@)([\w.-]+)(?::\d+)?[/:]([\w./-]+)$/i;
  const [, host, path] = parts.exec(url.replace(/\/*$/, '').replace(/\.git$/, '')) ?? [];
  return host === undefined || !path?.includes('/') ? null : { host, path };
}
