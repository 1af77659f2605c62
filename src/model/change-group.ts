/** Changes that moved together. */

/** Tasks of one package, folder, file or suite that got slower, or faster, together. */
export interface ChangeGroup {
  /** What they are all part of, e.g. `packages/billing`; a model's name where that is what they share. */
  readonly name: string;
  readonly by: 'place' | 'model';
  /** What sort of work they are; null for a mixture. */
  readonly kind: string | null;
  /** Judged as one: its first change is its own. Else one by one, each enough by itself. */
  readonly asOne: boolean;
  /** Indexes into `Report.changes`. */
  readonly changes: readonly number[];
  /** Tasks with a baseline in it, those that did not change included. */
  readonly tasks: number;
  /** Medians of the baselines, and now: its own, or the sums over its changes. */
  readonly fromMs: number;
  readonly toMs: number;
  /** What all tasks of the build together took longer; negative: less. */
  readonly allMs: number;
}
