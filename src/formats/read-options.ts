/** The inputs for reading a build besides its logs. */
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
  /** The rules for showing texts of failures; by default everything except secrets. */
  readonly privacy?: Privacy;
  /** Start of the job, epoch milliseconds; null or absent when not known. */
  readonly jobStartMs?: number | null;
  /** Current time, epoch milliseconds; null or absent when not known. */
  readonly nowMs?: number | null;
}
