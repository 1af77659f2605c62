/** Repeated deliveries: an exporter without an answer sends a record again, and pipelines may fork. */

import { hash } from 'node:crypto';
import type { Draft } from '../../ingest/draft.ts';
import { plural } from '../../model/counts.ts';

export interface Deliveries {
  /** @param delivery a unique key of the record; null: repetitions cannot be detected */
  readonly isAgain: (delivery: readonly unknown[] | null, draft: Draft) => boolean;
  /** Counts the repeated records that were left out. */
  readonly leaveOut: (draft: Draft) => void;
  /** Reports in each file how many were left out. */
  readonly report: () => void;
}

export function rememberDeliveries(): Deliveries {
  const known = new Set<string>();
  const repeated = new Map<Draft, number>();
  const leaveOut = (draft: Draft): void => {
    repeated.set(draft, (repeated.get(draft) ?? 0) + 1);
  };
  return {
    isAgain: (delivery, draft) => {
      if (delivery === null) return false;
      const key = hash('sha1', JSON.stringify(delivery), 'base64');
      if (known.has(key)) {
        leaveOut(draft);
        return true;
      }
      if (known.size < draft.limits.tasks) known.add(key);
      return false;
    },
    leaveOut,
    report: () => {
      for (const [draft, count] of repeated)
        draft.report(
          'info',
          'delivered-again',
          `${plural(count, 'record was', 'records were')} delivered before: each counts once.`,
        );
    },
  };
}
