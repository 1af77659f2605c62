/** What moved together with a change: the facts, and the clause that a report holds of them. */

interface MovedTogether {
  /** Its part of the change, 0 to 1; null when it cannot be computed. */
  readonly share: number | null;
}

/** What was measured on both sides of a change, in the units of the field's name; ratios are relative. */
export type CauseFacts = MovedTogether &
  (
    | { readonly kind: 'cache' /** Shares of hits, 0 to 1. */; readonly from: number; readonly to: number }
    /** Tasks that no comparable build had. */
    | {
        readonly kind: 'tasks';
        readonly count: number;
        /** The kind that all of them have, as in all causes of several tasks; null for a mixture. */
        readonly taskKind: string | null;
        readonly durationMs: number | null;
      }
    | {
        readonly kind: 'slower-task';
        readonly task: string;
        /** Negative: it got faster. */
        readonly byMs: number;
        /** False when the log does not tell: its part is estimated by how many tasks ran at once. */
        readonly onCriticalPath: boolean;
      }
    | {
        readonly kind: 'slower-tasks';
        /** The package, file or suite that they are part of; null: all that are not named. */
        readonly group: string | null;
        readonly count: number;
        readonly taskKind: string | null;
        readonly byMs: number;
        readonly onCriticalPath: boolean;
      }
    /** It costs more, or uses more tokens; negative: less. */
    | {
        readonly kind: 'larger-task';
        readonly task: string;
        readonly by: number;
        readonly unit: 'usd' | 'tokens';
      }
    | {
        readonly kind: 'larger-tasks';
        /** As of `slower-tasks`. */
        readonly group: string | null;
        readonly count: number;
        readonly taskKind: string | null;
        readonly by: number;
        readonly unit: 'usd' | 'tokens';
      }
    /** What no other cause accounts for. */
    | { readonly kind: 'unexplained'; readonly by: number; readonly unit: 'ms' | 'usd' | 'tokens' }
    | { readonly kind: 'critical-path'; readonly onPath: false }
    | {
        readonly kind: 'critical-path';
        readonly onPath: true;
        /** What the task and the build take longer; null where the build does not. */
        readonly longer: { readonly ownMs: number; readonly buildMs: number } | null;
      }
    | { readonly kind: 'runner' | 'image' | 'model'; readonly from: string; readonly to: string }
    /** Processor time; null: as before, so that the task waits more. */
    | { readonly kind: 'cpu'; readonly ratio: number | null }
    /** Bytes of memory, or counts of a build. */
    | { readonly kind: 'memory' | 'retries' | 'errors'; readonly from: number; readonly to: number }
    /** The type of error that the task now ends in. */
    | { readonly kind: 'errors'; readonly errorType: string }
    | { readonly kind: 'tokens'; readonly ratio: number }
  );

/** A cause as a report holds it. */
export interface Cause extends MovedTogether {
  readonly kind: CauseFacts['kind'];
  /** One clause in plain text, e.g. `cache hits 81% → 34%`. */
  readonly text: string;
}
