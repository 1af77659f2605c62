/** What was already delivered: an exporter that was not answered sends a record again, and pipelines may fork. */
import { hash } from 'node:crypto';
import type { Draft } from '../../ingest/draft.ts';

export interface Deliveries {
  /** @param delivery what no two records have in common; null: it cannot be told whether it is another one */
  readonly isAgain: (delivery: readonly unknown[] | null, draft: Draft) => boolean;
  /** Counts what was left out for being delivered before. */
  readonly leaveOut: (draft: Draft) => void;
  /** Says in each file how much of it was left out. */
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
          `${count} of its records were delivered before: they count once.`,
        );
    },
  };
}
