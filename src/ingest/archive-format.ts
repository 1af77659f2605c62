/** The interface of an archive format: a file with the past builds of a team from another tool. */
import type { Build, BuildContext } from '../model/build.ts';

export interface ArchiveOptions {
  /** The series of all builds; null: as named in the file. */
  readonly name: string | null;
  /** Data that the file does not contain. */
  readonly context: BuildContext;
}

/** A format of an archive: registered as data, one file each. */
export interface ArchiveFormat {
  readonly id: string;
  /** Decided from the whole text, at most 256 MiB. */
  readonly claims: (text: string) => boolean;
  /**
   * Every build of the file, with a stable id.
   * @param skip called for each run or value that has no time, name or number. @throws when the text is cut off or
   * damaged
   */
  readonly read: (text: string, options: ArchiveOptions, skip: () => void) => Build[];
}
