/** The toolkit's cache calls with the reason told apart when they give nothing. */

import { withDeadline } from '../../io/deadline.ts';
import { runQuietly } from '../../io/run-quietly.ts';

/** `missing`: no such entry for this run. `corrupt`: it came, but could not be unpacked. */
export type RestoreOutcome = { readonly key: string } | CacheFailure;

export interface CacheFailure {
  readonly key: null;
  readonly kind: 'missing' | 'unreachable' | 'rate-limited' | 'denied' | 'corrupt' | 'taken';
  /** The service's own words, one line. */
  readonly reason: string;
}

/** Restores the entry `key`, or the newest one whose key starts with a text of `prefixes`, into the workspace. */
export async function restoreEntry(
  path: string,
  key: string,
  prefixes: readonly string[],
  deadlineMs: number,
): Promise<RestoreOutcome> {
  if (deadlineMs <= 0) return { key: null, kind: 'unreachable', reason: 'no time left' };
  const work = runQuietly(async () => {
    const cache = await import('@actions/cache');
    if (!cache.isFeatureAvailable()) throw new Error('this runner has no cache service');
    return cache.restoreCache([path], key, [...prefixes]);
  });
  const outcome = await withDeadline(work, deadlineMs);
  if (outcome === 'timeout') return timedOut(deadlineMs);
  if (outcome.value !== undefined) return { key: outcome.value };
  const reason =
    outcome.error?.message ?? findLine(outcome.lines, /Failed to restore: (.*)|(Cache restore skipped.*)/);
  if (reason === null) return { key: null, kind: 'missing', reason: '' };
  // The archive was there and tar could not read it; a transfer that broke off fails before tar.
  const corrupt = /(tar|zstd|gzip)\S* failed with (error|exit code)/i.test(reason);
  if (corrupt) return { key: null, kind: 'corrupt', reason };
  const kind = judge(reason);
  return { key: null, kind: kind === 'taken' ? 'unreachable' : kind, reason };
}

/** Saves `path` of the workspace under `key`. */
export async function saveEntry(path: string, key: string, deadlineMs: number): Promise<RestoreOutcome> {
  const work = runQuietly(async () => {
    const cache = await import('@actions/cache');
    if (!cache.isFeatureAvailable()) throw new Error('this runner has no cache service');
    return cache.saveCache([path], key);
  });
  const outcome = await withDeadline(work, deadlineMs);
  if (outcome === 'timeout') return timedOut(deadlineMs);
  if (outcome.value !== undefined && outcome.value !== -1) return { key };
  // The cause of a refused reservation is printed for debugging only; the warning calls each "another job".
  const reason =
    outcome.error?.message ??
    findLine(outcome.lines, /Failed to reserve cache: (.*)|(Cache save skipped.*)/) ??
    findLine(outcome.lines, /Failed to save: (.*)/) ??
    outcome.lines.join(' ');
  return { key: null, kind: judge(reason), reason };
}

function judge(reason: string): CacheFailure['kind'] {
  if (/cache (read|write) denied|does not permit|\((401|403)\)/.test(reason)) return 'denied';
  if (/\(429\)|rate limit/i.test(reason)) return 'rate-limited';
  return /\(409\)|already exists/.test(reason) ? 'taken' : 'unreachable';
}

function timedOut(deadlineMs: number): CacheFailure {
  const reason = `no answer within ${Math.round(deadlineMs / 100) / 10} s`;
  return { key: null, kind: 'unreachable', reason };
}

function findLine(lines: readonly string[], pattern: RegExp): string | null {
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found !== null) return tidy(found[1] ?? found[2] ?? '');
  }
  return null;
}

/** The first line of a printed message, without the escapes of workflow commands. */
function tidy(message: string): string {
  const [first = ''] = message.replace(/^Error: /, '').split(/%0A|%0D/);
  return first.replaceAll('%25', '%').slice(0, 300);
}
