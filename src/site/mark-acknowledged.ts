/** The acknowledgement of a series' change, with owner, end and reason. */
import { findAcknowledgement } from '../detect/acknowledge.ts';
import { showAcknowledgement } from '../detect/conclude/change-state.ts';
import type { Change } from '../model/change.ts';
import type { StoredBuild } from '../model/history.ts';
import { cleanText } from '../render/escape.ts';
import type { Acknowledgement } from '../settings/acknowledgements.ts';
import { describeAcknowledgement, plainPhrase } from '../words/phrases.ts';
import type { Mark, SiteKey } from './site-data.ts';

/**
 * The marks of a series with its acknowledgement: at the start in its entry, else where reports first showed it, else
 * at the start of the currently acknowledged change.
 * @param reported marks from reports
 */
export function markAcknowledged(
  { measure, ...key }: SiteKey,
  change: Change | null,
  reported: readonly Mark[],
  builds: readonly StoredBuild[],
  entries: readonly Acknowledgement[],
): readonly Mark[] {
  if (measure === 'queue') return reported;
  const nowMs = builds.at(-1)?.startTimeMs ?? 0;
  const entry = findAcknowledgement(entries, { ...key, measure }, nowMs);
  const text = entry === null ? {} : { text: describeEntry(entry) };
  const shown = reported.map((mark) => (mark.kind === 'acknowledged' ? { ...mark, ...text } : mark));
  const at = findStart(change, entry, builds);
  const isMarked = shown.some((mark) => mark.kind === 'acknowledged' && mark.at >= at);
  if (at < 0 || isMarked) return shown;
  return [...shown, { at, kind: 'acknowledged', ...text }];
}

/** -1 without one. */
function findStart(
  change: Change | null,
  entry: Acknowledgement | null,
  builds: readonly StoredBuild[],
): number {
  const since = entry?.since ?? null;
  if (since !== null) return builds.findIndex(({ commit }) => commit?.startsWith(since) === true);
  if (change?.state !== 'acknowledged') return -1;
  const first = builds.findIndex(({ id }) => id === change.since?.buildId);
  return first < 0 ? builds.length - 1 : first;
}

function describeEntry(entry: Acknowledgement): string {
  const acknowledgement = showAcknowledgement(entry);
  return cleanText(plainPhrase([describeAcknowledgement({ acknowledgement }) ?? '']), 400);
}
