/** What a log format is to the reader: registered as data, one file each. */
import type { Draft } from './draft.ts';

/** The shape of a file's text. `lines`: at least two lines that start a JSON object each, or one behind some words. */
export type Shape = 'lines' | 'array' | 'object' | 'xml' | 'text';

/** The beginning of a file, as far as it takes to recognise it. */
export interface Sample {
  readonly shape: Shape;
  /** At most 1 MiB. */
  readonly text: string;
  /** The file has no more than this. */
  readonly isWhole: boolean;
  /** First complete records: lines, elements, or elements of top-level arrays. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Keys of the root object in `object` shape. */
  readonly keys: readonly string[];
  /** JSON without any content: `[]`, `{}`. */
  readonly isEmpty: boolean;
  /** Name of the root element in `xml` shape. */
  readonly root: string | null;
}

/** One file, decompressed, from its first byte after a byte order mark. */
export interface Input {
  /** For messages, and for what has no other name than its path; content alone tells the format. */
  readonly name?: string;
  readonly sample: Sample;
  /** What stood before the first line and others, and was taken away; null: nothing. */
  readonly mark?: string | null;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** Why a file is not read, and what to do instead. */
export interface Refusal {
  readonly code: string;
  readonly what: string;
  readonly fix: string;
}

/** Where the README lists a format. */
export const families = [
  'builds',
  'tests',
  'benchmarks',
  'sizes',
  'agents',
  'traces',
  'the run itself',
  'your own',
] as const;

/** Reads the files of one build that report the same work, each into its own draft. */
export interface JointReader {
  readonly read: (input: Input, draft: Draft) => Promise<void>;
  /** Fills the drafts, once all files are read. */
  readonly finish: () => void;
}

export interface Format {
  /** What `format:` takes. */
  readonly id: string;
  readonly title: string;
  /** The versions of the tool whose logs were read. */
  readonly versions: string;
  readonly family: (typeof families)[number];
  /** Address of the format's description. */
  readonly reference: string;
  /** How a user produces it, in one line. */
  readonly howTo: string;
  /** Of text: lines by which it is recognised, each as its tool writes it. */
  readonly signs?: readonly string[];
  /** Looks at the content alone. Two keys at least must agree; no two formats may claim one file. */
  readonly claims: (sample: Sample) => boolean;
  /** For a file of the same tool that says nothing of how a build went, such as a plan; null for all others. */
  readonly refuses?: (sample: Sample) => Refusal | null;
  /** Fills the draft. Throws only for bugs. */
  readonly read: (input: Input, draft: Draft) => Promise<void>;
  /** Absent where each file of a build reports work of its own. */
  readonly readJointly?: () => JointReader;
  /**
   * Reads every build of a file that may hold several, each into the draft that `open` gives for its id; null:
   * there are too many. What is wrong with the file itself is reported to `file`. Absent where a file is one build.
   */
  readonly readAll?: (input: Input, file: Draft, open: (id: string) => Draft | null) => Promise<void>;
}
