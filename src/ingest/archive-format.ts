/** What a format of an archive is: a file in which another tool kept a team's past. */
import type { Build, BuildContext } from '../model/build.ts';

export interface ArchiveOptions {
  /** The series of all builds; null: as the file names them. */
  readonly name: string | null;
  /** What is not in the file. */
  readonly context: BuildContext;
}

/** A format of an archive: registered as data, one file each. */
export interface ArchiveFormat {
  readonly id: string;
  /** Told from the whole text, which is at most 256 MiB. */
  readonly claims: (text: string) => boolean;
  /**
   * Every build of the file, with an id that is the same each time.
   * @param skip called for each run or value that has no time, name or number. @throws when the text is cut off or damaged
   */
  readonly read: (text: string, options: ArchiveOptions, skip: () => void) => Build[];
}
