/** Why a task failed, as far as its log says. */

/** Shown in reports; the history keeps a fingerprint of the message's first line in its place. */
export interface Failure {
  /** First lines without a stack, at most 1,000 characters, known secrets masked; null when the log says none. */
  readonly message: string | null;
  /** Where it failed: a path with `/`, relative where the log allows it; null when the log does not say. */
  readonly file: string | null;
  /** From 1; null without a file. */
  readonly line: number | null;
}
