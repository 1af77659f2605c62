/** What reading a build needs to know beside its logs. */
import type { Privacy } from '../ingest/describe-failure.ts';
import type { BuildContext } from '../model/build.ts';
import type { Limits } from '../settings/limits.ts';

export interface ReadOptions {
  /** Series of the build. */
  readonly name: string;
  /** `auto`, or a format's id for all files. */
  readonly format: string;
  readonly id: string;
  readonly context: BuildContext;
  readonly limits?: Partial<Limits>;
  /** What may be shown of the texts of failures; by default all but what has the form of a secret. */
  readonly privacy?: Privacy;
  /** When the job began, epoch milliseconds; null or absent when not known. */
  readonly jobStartMs?: number | null;
  /** Now, epoch milliseconds; null or absent when not known. */
  readonly nowMs?: number | null;
}
