/** Describes the problems with the history in the cache. */

import { adviseOnCertificate, adviseOnRefusal } from '../../io/call-outcome.ts';
import { plural } from '../../model/counts.ts';
import { baselineUnreadable, type Problem } from '../../model/problem.ts';
import type { StoringRun } from '../github-storage.ts';
import type { ListedEntry, Listing } from './cache-list.ts';
import { hasZstd } from './cache-service.ts';
import type { CacheFailure } from './cache-toolkit.ts';

/** The data of one loading. */
export interface LoadFacts {
  readonly run: StoringRun;
  readonly found: boolean;
  readonly failures: readonly CacheFailure[];
  readonly listing: Listing;
  /** Entries of the series that this run may not read. */
  readonly elsewhere: readonly ListedEntry[];
  /** Listed entries that could not be fetched in time. */
  readonly notFetched: number;
  /** Builds in deleted entries to which the newest one refers. */
  readonly evicted: number;
}

const where = 'Actions cache';
const permission = 'actions: read';
const setFolder = 'Set `history` to a folder that later jobs can read.';

/** One problem for each kind of failure, and the consequences of a missing list. */
export function describeLoad(facts: LoadFacts): Problem[] {
  const kinds = [...new Set(facts.failures.map(({ kind }) => kind))];
  const failed = kinds.map((kind) => describeFailures(kind, facts));
  return [...failed, ...describeEviction(facts), ...describeElsewhere(facts), ...describeListing(facts)];
}

/** Why the build was not saved, and the consequences; `canRead`: advice about reading is given with the baseline. */
export function describeSave({ kind, reason }: CacheFailure, run: StoringRun, canRead: boolean): Problem {
  const what = `This build was not added to the history: ${reason.replace(/\.+$/, '')}.`;
  if (kind === 'denied') {
    return {
      level: run.isReadOnly ? 'info' : 'warning',
      code: 'history-save-denied',
      where,
      what,
      fix: canRead
        ? 'GitHub lets this run only read the cache. No action is needed if runs on pushes to branches save their builds.'
        : '',
    };
  }
  if (kind === 'absent') {
    return { level: 'info', code: 'history-save-absent', where, what, fix: setFolder };
  }
  if (kind === 'no-archiver') {
    const fix =
      'Check that this runner has GNU tar, zstd and free disk space; the stored history is unchanged.';
    return { level: 'warning', code: 'history-save-no-archiver', where, what, fix };
  }
  if (kind === 'taken') {
    const fix = 'Another step of this job has the same series: give one of them another `name`.';
    return { level: 'warning', code: 'history-save-taken', where, what, fix };
  }
  const fix =
    adviseOnCertificate(reason) ??
    'No action needed: the stored history is unchanged, and the next run adds to it.';
  return { level: 'warning', code: 'history-save-unreachable', where, what, fix };
}

function describeFailures(kind: CacheFailure['kind'], { failures, found }: LoadFacts): Problem {
  const ofKind = failures.filter((failure) => failure.kind === kind);
  const reason = ofKind[0]?.reason ?? '';
  const scope = found ? 'A part of the history' : 'The history';
  const texts: Record<CacheFailure['kind'], { what: string; fix: string }> = {
    unreachable: {
      what: `${scope} could not be fetched: ${reason}. It is kept.`,
      fix: adviseOnCertificate(reason) ?? 'No action needed: the next run fetches it again.',
    },
    'rate-limited': {
      what: `${scope} could not be fetched because of a rate limit of the cache: ${reason}. It is kept.`,
      fix: 'No action needed: the next run fetches it again.',
    },
    denied: {
      what: `${scope} could not be read: ${reason}.`,
      fix: 'This run has no permission to read the cache (`ACTIONS_CACHE_MODE`, or an event that GitHub does not trust).',
    },
    corrupt: {
      what: `${scope} could not be unpacked (${plural(ofKind.length, 'entry', 'entries')} of the cache): ${reason}. What was readable is kept.`,
      fix: `Grant \`permissions: ${permission}\` so that older entries can be used, or delete the entry: \`gh cache list --key build-telemetry\`.`,
    },
    absent: { what: 'No cache service is available, so no history was read.', fix: setFolder },
    missing: { what: '', fix: '' },
    taken: { what: '', fix: '' },
    'no-archiver': { what: '', fix: '' },
  };
  return { level: 'warning', code: `history-${kind}`, where, ...texts[kind] };
}

function describeEviction({ evicted }: LoadFacts): Problem[] {
  if (evicted === 0) return [];
  const what = `The history lost ${plural(evicted, 'older build')}: cache entries were evicted or deleted.`;
  const fix =
    'GitHub evicts caches that were not read for 7 days, and the oldest ones of a repository over its quota.';
  return [{ level: 'warning', code: 'history-evicted', where, what, fix }];
}

/** The baseline branch of a merge queue, or `baseline-branch`, may be one whose caches this run cannot read. */
export function unreadableBase({ baselineBranch = null, readableRefs }: StoringRun): string | null {
  const ref = `refs/heads/${baselineBranch}`;
  return baselineBranch === null || readableRefs.includes(ref) ? null : ref;
}

function describeElsewhere({ elsewhere, run }: LoadFacts): Problem[] {
  const [newest] = elsewhere;
  if (newest === undefined) return [];
  if (elsewhere.some(({ ref }) => ref === unreadableBase(run))) {
    const what = `No baseline: this run cannot read the caches of ${run.baselineBranch}`;
    const fix =
      'Only runs of a branch and pull requests into it read its caches: keep the history in a folder or object storage (`history`).';
    return [{ level: 'warning', code: baselineUnreadable, where, what, fix }];
  }
  const readable = run.readableRefs.includes(newest.ref);
  const what = readable
    ? `The history of this series was packed on another kind of runner (entry ${newest.key}).`
    : `This series has history under ${newest.ref}, which a run on ${run.ref} may not read.`;
  const fix = readable
    ? hasZstd()
      ? 'Give runners of different systems different series with `name`.'
      : 'Install zstd on this runner: entries packed with it are not found without it.'
    : `Run the workflow on ${run.defaultBranch ?? 'the default branch'} once: every run may read its history.`;
  const code = readable ? 'history-other-runner' : 'history-wrong-scope';
  return [{ level: 'warning', code, where, what, fix }];
}

function describeListing({ failures, found, listing, notFetched, run }: LoadFacts): Problem[] {
  // Nothing could be fetched, or can be by later runs: the failure says why.
  const isUseless = failures.some(({ kind }) => kind === 'absent' || kind === 'denied');
  if (isUseless || (!found && failures.length > 0 && notFetched > 0)) return [];
  if (notFetched > 0) {
    const what = `${plural(notFetched, 'entry of an overlapping run was', 'entries of overlapping runs were')} not fetched in time, so builds are missing from the comparison.`;
    return [
      {
        level: 'warning',
        code: 'history-incomplete',
        where,
        what,
        fix: 'No action needed: the next run fetches them.',
      },
    ];
  }
  if (listing.failure === null) return [];
  const trust = run.ref.startsWith('refs/pull/')
    ? ' What this pull request saved itself cannot be distinguished from what its base branch saved.'
    : '';
  const what = `The cache entries could not be listed: of overlapping runs, only the newest one's builds are compared with.${trust}`;
  const fix =
    listing.failure === 'no-token'
      ? 'Leave `github-token` at its default.'
      : listing.failure.kind === 'unreachable'
        ? (adviseOnCertificate(listing.failure.message) ?? '')
        : adviseOnRefusal(listing.failure, permission);
  return [{ level: 'info', code: 'history-unlisted', where, what, fix }];
}
