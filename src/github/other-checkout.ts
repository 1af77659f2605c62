/**
 * Detects a workspace with another branch than the run's, such as `actions/checkout` with a `ref` under `schedule`.
 */
import { askGit } from '../io/ask-git.ts';
import { findRemotePath } from '../io/repository.ts';
import type { Problem } from '../model/problem.ts';
import type { Subject } from './identity.ts';

/**
 * A build of such a workspace is not stored for the run's branch. The branch itself, newer or older, and commits on
 * top of the run's own are accepted; so are cases that Git cannot decide, and another repository's checkout.
 */
export async function judgeCheckout(
  subject: Subject,
  repository: string,
  workspace: string,
): Promise<{ readonly subject: Subject; readonly problems: readonly Problem[] }> {
  const { branch, commit } = subject;
  const other = subject.isOwnRef && commit !== null ? await findOther(subject, repository, workspace) : null;
  if (other === null) return { subject, problems: [] };
  const named = other.branch ?? other.commit.slice(0, 7);
  const problem: Problem = {
    level: 'warning',
    code: 'other-checkout',
    where: 'checkout',
    what: `The run is for ${branch} at ${commit?.slice(0, 7)}, but ${named} is checked out: this build is not stored as a build of ${branch}.`,
    fix: `Run the workflow on the branch that it builds: \`gh workflow run --ref ${other.branch ?? 'BRANCH'}\`.`,
  };
  return {
    subject: { ...subject, branch: null, commit: other.commit, isOwnRef: false },
    problems: [problem],
  };
}

/** Null unless Git proves that something else is checked out; `branch` is null for a commit or a tag. */
async function findOther(
  { branch, commit }: Subject,
  repository: string,
  workspace: string,
): Promise<{ readonly branch: string | null; readonly commit: string } | null> {
  const head = await ask(workspace, 'rev-parse', '--verify', '--quiet', 'HEAD');
  if (head === null || head === commit) return null;
  if ((await findRemotePath(workspace))?.toLowerCase() !== repository.toLowerCase()) return null;
  const name = await ask(workspace, 'symbolic-ref', '--short', '--quiet', 'HEAD');
  if (name === branch) return null;
  const isOnTop = (await askGit(workspace, ['merge-base', '--is-ancestor', String(commit), 'HEAD'])) !== null;
  return isOnTop ? null : { branch: name, commit: head };
}

async function ask(folder: string, ...args: readonly string[]): Promise<string | null> {
  return (await askGit(folder, args))?.trim() || null;
}
