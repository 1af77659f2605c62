/** The interface of a log format: registered as data, one file each. */
import type { Draft } from './draft.ts';

/**
 * The shape of a file's text. `lines`: at least two lines that start a JSON object each, possibly after some words.
 */
export type TextShape = 'lines' | 'array' | 'object' | 'xml' | 'text';

/** The beginning of a file, enough to recognise its format. */
export interface Sample {
  readonly shape: TextShape;
  /** At most 1 MiB. */
  readonly text: string;
  /** The file ends within the sample. */
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
  /** For messages, and as a name if there is no other; only the content decides the format. */
  readonly name?: string;
  readonly sample: Sample;
  /** The removed prefix of the first line and others; null: none. */
  readonly mark?: string | null;
  /** Text before the document, which is skipped. */
  readonly words?: string;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** Why a file is refused, and what to do instead. */
export interface FileRefusal {
  readonly code: string;
  readonly what: string;
  readonly fix: string;
}

/** The section of the format in the README. */
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

/** Reads the files of one build that report the same work, each into a separate draft. */
export interface JointReader {
  readonly read: (input: Input, draft: Draft) => Promise<void>;
  /** Fills the drafts, once all files are read. */
  readonly finish: () => void;
}

export interface Format {
  /** The value of the option `format`. */
  readonly id: string;
  readonly title: string;
  /** The versions of the tool whose logs were tested. */
  readonly versions: string;
  readonly family: (typeof families)[number];
  /** URL of the format's description. */
  readonly reference: string;
  /** How a user produces it, in one line. */
  readonly howTo: string;
  /** For text: lines that identify it, each as its tool writes it. */
  readonly signs?: readonly string[];
  /** Uses the content alone. At least two keys must agree; no two formats may claim one file. */
  readonly claims: (sample: Sample) => boolean;
  /** For a file of the same tool that does not describe a finished build, such as a plan; null for all others. */
  readonly refuses?: (sample: Sample) => FileRefusal | null;
  /** Fills the draft. Throws only for bugs. */
  readonly read: (input: Input, draft: Draft) => Promise<void>;
  /** Absent if each file of a build reports different work. */
  readonly readJointly?: () => JointReader;
  /**
   * Reads every build of a file that may contain several, each into the draft that `open` returns for its id; null:
   * there are too many. Problems of the file itself are reported to `file`. Absent if a file is one build.
   */
  readonly readAll?: (input: Input, file: Draft, open: (id: string) => Draft | null) => Promise<void>;
}
