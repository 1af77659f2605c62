/** Result of a call to a service: its value, or why it failed. */

/**
 * `denied`: 401 and 403. `unreachable`: no answer in time, 429 and 5xx. `rejected`: any other status.
 */
export interface CallFailure {
  readonly kind: 'denied' | 'missing' | 'unreachable' | 'rejected';
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly message: string;
}

export type CallOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: CallFailure };
