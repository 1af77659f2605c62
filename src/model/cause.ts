/** The causes of a change: the data, and the clause for the report. */

interface MovedTogether {
  /** Its part of the change, 0 to 1; null when it cannot be computed. */
  readonly share: number | null;
}

/** A value measured on both sides of a change, in the units of the field's name; ratios are relative. */
export type CauseFacts = MovedTogether &
  (
    | { readonly kind: 'cache' /** Shares of hits, 0 to 1. */; readonly from: number; readonly to: number }
    /** Tasks that no comparable build had. */
    | {
        readonly kind: 'tasks';
        readonly count: number;
        /** The kind that all of them have, as in all causes of several tasks; null for mixed kinds. */
        readonly taskKind: string | null;
        readonly durationMs: number | null;
      }
    | {
        readonly kind: 'slower-task';
        readonly task: string;
        /** Negative: faster. */
        readonly byMs: number;
        /**
         * False when the log has no dependencies: the share is estimated from the mean number of parallel
         * tasks.
         */
        readonly onCriticalPath: boolean;
      }
    | {
        readonly kind: 'slower-tasks';
        /** The common package, file or suite, or the name of them all; null: all tasks that are not listed. */
        readonly group: string | null;
        readonly isOneName: boolean;
        readonly count: number;
        readonly taskKind: string | null;
        readonly byMs: number;
        readonly onCriticalPath: boolean;
      }
    /** Higher cost or more tokens; negative: less. */
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
        readonly isOneName: boolean;
        readonly count: number;
        readonly taskKind: string | null;
        readonly by: number;
        readonly unit: 'usd' | 'tokens';
      }
    /** The rest that no other cause explains. */
    | {
        readonly kind: 'unexplained';
        readonly by: number;
        readonly unit: 'ms' | 'usd' | 'tokens';
        /** Slower tasks ran in parallel, and how long the build waited for them is not known. */
        readonly mayBeTasks: boolean;
      }
    | { readonly kind: 'critical-path'; readonly onPath: false }
    | {
        readonly kind: 'critical-path';
        readonly onPath: true;
        /** Extra time of the task and of the build; null where the build has none. */
        readonly longer: { readonly ownMs: number; readonly buildMs: number } | null;
      }
    | { readonly kind: 'runner' | 'image' | 'model'; readonly from: string; readonly to: string }
    /** CPU time; null: unchanged, so the task waits longer. */
    | { readonly kind: 'cpu'; readonly ratio: number | null }
    /** Bytes of memory, or counts of a build. */
    | { readonly kind: 'memory' | 'retries' | 'errors'; readonly from: number; readonly to: number }
    /** The type of error that the task now ends in. */
    | { readonly kind: 'errors'; readonly errorType: string }
    | { readonly kind: 'tokens'; readonly ratio: number }
  );

/** A cause in the report. */
export interface Cause extends MovedTogether {
  readonly kind: CauseFacts['kind'];
  /** One clause in plain text, e.g. `cache hits 81% → 34%`. */
  readonly text: string;
}
