/** Addresses of GitHub's pages that a report points to; null for what cannot be linked. */
import type { Failure } from '../model/failure.ts';
import { isCommit } from '../words/numbers.ts';
import { safeUrl } from './escape.ts';

/** A line of a file at a commit. */
export function sourceUrl(
  repository: string | undefined,
  commit: string | null,
  { file, line }: Pick<Failure, 'file' | 'line'>,
): string | null {
  if (repository === undefined || !isCommit(commit) || file === null || /^[/\\]|^[A-Za-z]:/.test(file))
    return null;
  const path = file
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return safeUrl(`${repository}/blob/${commit}/${path}${line === null ? '' : `#L${line}`}`);
}
