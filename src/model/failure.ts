/** The reason of a failure, from the log. */

/** Shown in reports; the history stores only a fingerprint of the message's first line. */
export interface Failure {
  /**
   * First lines without a stack, at most 1,000 characters, known secrets masked; null when the log has none.
   */
  readonly message: string | null;
  /**
   * The place of the failure: a path with `/`, relative if possible; null when the log does not contain it.
   */
  readonly file: string | null;
  /** From 1; null without a file. */
  readonly line: number | null;
}
