/** Saves entries with the toolkit, and determines the reason if one is not saved. */

import { withDeadline } from '../../io/deadline.ts';
import { runQuietly } from '../../io/run-quietly.ts';

/**
 * `missing`: no such entry for this run. `corrupt`: it arrived, but could not be unpacked. `absent`: no cache
 * service.
 */
export interface CacheFailure {
  readonly key: null;
  readonly kind:
    | 'missing'
    | 'unreachable'
    | 'rate-limited'
    | 'denied'
    | 'corrupt'
    | 'taken'
    | 'absent'
    | 'no-archiver';
  /** The service's message, one line. */
  readonly reason: string;
}

/** Saves `path` of the workspace under `key`. */
export async function saveEntry(
  path: string,
  key: string,
  deadlineMs: number,
): Promise<{ readonly key: string } | CacheFailure> {
  const work = runQuietly(async () => {
    const cache = await import('@actions/cache');
    return process.env['ACTIONS_RUNTIME_TOKEN'] && cache.isFeatureAvailable()
      ? await cache.saveCache([path], key)
      : null;
  });
  const outcome = await withDeadline(work, deadlineMs);
  if (outcome === 'timeout') {
    const reason = `no answer within ${Math.round(deadlineMs / 100) / 10} s`;
    return { key: null, kind: 'unreachable', reason };
  }
  if (outcome.value === null) return { key: null, kind: 'absent', reason: 'no cache service is available' };
  if (outcome.value !== undefined && outcome.value !== -1) return { key };
  // The cause of a refused reservation is printed only for debugging; the warning calls each "another job".
  const reason =
    outcome.error?.message ??
    findLine(outcome.lines, /Failed to reserve cache: (.*)|(Cache save skipped.*)/) ??
    findLine(outcome.lines, /Failed to save: (.*)/) ??
    outcome.lines.join(' ');
  return failureOf(reason);
}

/** Determines the kind of a failure from the message of the service or the toolkit. */
export function failureOf(reason: string): CacheFailure {
  return { key: null, kind: judge(reason), reason };
}

function judge(reason: string): CacheFailure['kind'] {
  if (/cache (read|write) denied|does not permit|\((401|403)\)/.test(reason)) return 'denied';
  if (/\(429\)|rate limit/i.test(reason)) return 'rate-limited';
  if (/locate executable file|(tar|zstd|gzip)\S* failed with/i.test(reason)) return 'no-archiver';
  return /\(409\)|already exists/.test(reason) ? 'taken' : 'unreachable';
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
