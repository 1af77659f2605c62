/** A rule as it is scored, ours or another tool's: where it raises an alarm in a series. */

export interface Rule {
  readonly name: string;
  /** Where the rule is published. */
  readonly source: string;
  /** The number that the tool lets its users set, at its default; null: ours, which has none to set. */
  readonly threshold: number | null;
  /** How the threshold is written. */
  readonly write: (threshold: number) => string;
  /** Ends of the search for equal false alarms, the one with more alarms first; null: another row represents it. */
  readonly search: readonly [number, number] | null;
  /**
   * The result of the rule at each index, from the values up to it alone.
   * @param values oldest first, positive
   */
  readonly judge: (values: readonly number[], threshold: number) => Alarm[];
}

/** `new` where it begins: a continuing alarm is one alarm. */
export type Alarm = 'none' | 'new' | 'on';

/** A rule without a memory of its own. */
export function markOnsets(alarms: readonly boolean[]): Alarm[] {
  return alarms.map((now, i) => (!now ? 'none' : alarms[i - 1] ? 'on' : 'new'));
}

/** A rule that evaluates each prefix of the values anew. */
export function eachPrefix(
  isAlarm: (past: readonly number[], newest: number, threshold: number) => boolean,
): Rule['judge'] {
  return (values, threshold) =>
    markOnsets(values.map((newest, i) => i >= 2 && isAlarm(values.slice(0, i), newest, threshold)));
}
