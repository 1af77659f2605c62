/** Changes that moved together. */

/** Tasks of one package, folder, file or suite that got slower, or faster, together. */
export interface ChangeGroup {
  /** What they are all part of, e.g. `packages/billing`; a model's name where that is what they share. */
  readonly name: string;
  readonly by: 'place' | 'model';
  /** What sort of work they are; null for a mixture. */
  readonly kind: string | null;
  /** Indexes into `Report.changes`. */
  readonly changes: readonly number[];
  /** Tasks with a baseline in it, those that did not change included. */
  readonly tasks: number;
  /** Sums over its changes: medians of the baselines, and now. */
  readonly fromMs: number;
  readonly toMs: number;
  /** What all tasks of the build together took longer; negative: less. */
  readonly allMs: number;
}
