/** Recognises and reads files, or reports why they cannot be read. */

import { openPrivacy, type Privacy } from '../ingest/describe-failure.ts';
import type { ReadPart } from '../ingest/distinguish-files.ts';
import { createDraft, type Draft, type FilePart, type LeftText } from '../ingest/draft.ts';
import type { Format, Input, JointReader, Sample } from '../ingest/format.ts';
import { withoutMarks } from '../ingest/line-marks.ts';
import { InputError, type InputState, openInput } from '../ingest/open-input.ts';
import { readDocuments } from '../ingest/read-sample.ts';
import type { Source } from '../ingest/source.ts';
import { withoutWords } from '../ingest/without-words.ts';
import type { Problem } from '../model/problem.ts';
import type { Limits } from '../settings/limits.ts';
import { chooseFormat, isClaimed } from './choose-format.ts';
import { formats } from './formats.ts';
import { watchLeftText } from './watch-left-text.ts';

const shownLength = 60;

/** Why a file was not read. */
export interface UnreadFile {
  readonly format: null;
  readonly problems: readonly Problem[];
}

export type SourceRead = ReadPart | UnreadFile;

export function isRead(read: SourceRead): read is ReadPart {
  return read.format !== null;
}

interface HowToRead {
  readonly format: string;
  readonly limits: Limits;
  readonly privacy?: Privacy;
}

/** Reads the files of one build, each as a part of it. Never throws for their content. */
export async function readSources(
  sources: readonly Source[],
  how: HowToRead,
): Promise<readonly SourceRead[]> {
  const build: Begun = { joint: new Map(), tasks: 0 };
  const begun: (() => SourceRead)[] = [];
  for (const source of sources) begun.push(await beginSource(source, how, build));
  for (const reader of build.joint.values()) reader.finish();
  return begun.map((finish) => finish());
}

/** Reads a single file. Never throws for its content. */
export async function readSource(source: Source, how: HowToRead): Promise<SourceRead> {
  const [read] = await readSources([source], how);
  return read as SourceRead;
}

/** What was read of a build so far. */
interface Begun {
  readonly joint: Map<Format, JointReader>;
  /** Number of tasks that are not summed up. */
  tasks: number;
}

/** @returns a function that returns the content of the file, once the joint readers have finished */
async function beginSource(
  source: Source,
  { format: wanted, limits, privacy = openPrivacy }: HowToRead,
  build: Begun,
): Promise<() => SourceRead> {
  const begun = await useSource(source, wanted, limits, async (format, input, state, left) => {
    const draft = createDraft(source.name, limits, privacy, state, build.tasks, left);
    const reader = build.joint.get(format) ?? format.readJointly?.();
    if (reader) build.joint.set(format, reader);
    await (reader ?? format).read(input, draft);
    noteState(state, input, draft);
    if (!draft.isSummedUp()) build.tasks += draft.countTasks();
    const other = wanted === 'auto' || format.claims(input.sample) ? null : findOther(input.sample);
    const finish = (): SourceRead => finishPart(format.id, source.name, draft, other);
    if (reader) return finish;
    const read = finish();
    return () => read;
  });
  return typeof begun === 'function' ? begun : () => begun;
}

/** @param other the format that recognises the file, if that is not the one that the user set */
function finishPart(format: string, where: string, draft: Draft, other: Format | null): SourceRead {
  const part = draft.finish();
  const isEmpty = part.tasks.length === 0 && part.metrics.length === 0;
  if (!isEmpty || other === null) return { format, where, part: isEmpty ? noteEmpty(where, part) : part };
  const what = `It contains no tasks in the format \`${format}\`; it looks like \`${other.id}\`.`;
  const fix = `Set \`format\` to \`${other.id}\`, or to \`auto\`.`;
  return { format: null, problems: [{ level: 'error', code: 'unknown-format', where, what, fix }] };
}

function findOther(sample: Sample): Format | null {
  const found = chooseFormat('auto', sample);
  return 'id' in found ? found : null;
}

/**
 * Opens the file and passes it on with its format.
 * @returns the result of `use`, or why the file is refused
 */
export async function useSource<T>(
  source: Source,
  wanted: string,
  limits: Limits,
  use: (format: Format, input: Input, state: InputState, left: LeftText) => Promise<T>,
): Promise<T | UnreadFile> {
  const refuse = (code: string, what: string, fix: string): UnreadFile => ({
    format: null,
    problems: [{ level: 'error', code, where: source.name, what, fix }],
  });
  try {
    const opened = await openInput(source.open, limits);
    const unmarked = withoutMarks(opened.input, limits, (sample) => isClaimed(wanted, sample));
    const input = withoutWords(unmarked, limits, (sample) => findDocument(wanted, sample, limits) !== null);
    const sample = findDocument(wanted, input.sample, limits) ?? input.sample;
    const format = chooseFormat(wanted, sample);
    if (!('id' in format)) {
      const { broken } = opened.state;
      const what = broken === null ? format.what : `${broken} ${format.what}`;
      return refuse(format.code, what, format.fix);
    }
    const left = watchLeftText(format, limits);
    if (input.words) left.leaveText(`${input.words}\n`);
    const used = await use(format, { ...input, sample, name: source.name }, opened.state, left);
    const other = wanted === 'auto' ? left.find() : null;
    if (other === null) return used;
    const ids = [format.id, other.id].sort();
    const what = `It holds reports of several formats: ${ids.join(', ')}.`;
    const fix = 'Write each into its own file, or set `format` to read only that one.';
    return refuse('ambiguous-format', what, fix);
  } catch (error) {
    if (error instanceof InputError) return refuse(error.code, error.message, error.fix);
    const { code, message } = error as NodeJS.ErrnoException;
    // The user can fix the errors of the system about a file; anything else is a bug.
    if (code === undefined) throw error;
    return refuse(
      'unreadable',
      `It cannot be read: ${message}.`,
      'Check that the file is there and may be read.',
    );
  }
}

/** The sample if a format claims it. Documents of one format, one a line, are read like one document. */
function findDocument(wanted: string, sample: Sample, limits: Limits): Sample | null {
  if (isClaimed(wanted, sample)) return sample;
  const documents = readDocuments(sample, limits);
  const [first] = documents;
  if (first === undefined) return null;
  const isOfOne = (format: Format): boolean => documents.every((document) => format.claims(document));
  return formats.some((format) => (wanted === 'auto' || wanted === format.id) && isOfOne(format))
    ? { ...first, isWhole: false }
    : null;
}

/** Records in the draft the decompression and its problems, once the file was read. */
export function noteState(state: InputState, { mark, words }: Input, draft: Draft): void {
  if (words) {
    const [first = ''] = words.split('\n', 1);
    const what = `Text before the document is skipped, such as \`${first.trim().slice(0, shownLength)}\`.`;
    draft.report('info', 'other-lines', what);
  }
  if (mark) {
    const what = `The text before each line is ignored, such as \`${mark.trim().slice(0, shownLength)}\`.`;
    draft.report('info', 'line-marks', what);
  }
  if (state.broken !== null) draft.markTruncated();
  if (!state.cut) return;
  draft.facts.complete = false;
  const fix = 'Split the log by job or package.';
  draft.report('warning', 'too-large', 'The file is too large: only its first part was read.', fix);
}

/** A shard may have no work; a build without any is a fault, reported elsewhere. */
function noteEmpty(file: string, part: FilePart): FilePart {
  const problem: Problem = {
    level: 'info',
    code: 'no-tasks',
    where: file,
    what: 'It contains no tasks.',
    fix: '',
  };
  return { ...part, problems: [...part.problems, problem] };
}
