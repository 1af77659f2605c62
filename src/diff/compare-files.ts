/** Inputs and outputs of two recordings, and outputs that differ although the inputs are equal. */
import type { FileChange, NotReproducible } from '../model/build-diff.ts';
import type { BuildRecording, RecordedFile } from '../model/recording.ts';
import { compareEnvironments, isInputToBuild } from './compare-environments.ts';

type Files = Pick<BuildRecording, 'inputs' | 'outputs'>;

/** Sorted by path. */
export function compareFiles(a: Files, b: Files): Record<'inputs' | 'outputs', FileChange[]> {
  return { inputs: listFileChanges(a.inputs, b.inputs), outputs: listFileChanges(a.outputs, b.outputs) };
}

function listFileChanges(before: readonly RecordedFile[], after: readonly RecordedFile[]): FileChange[] {
  const [old, now] = [before, after].map((files) => new Map(files.map((file) => [file.path, file])));
  const paths = [...new Set([...before, ...after].map(({ path }) => path))].sort();
  return paths.flatMap((path) => {
    const [x, y] = [contentOf(old?.get(path)), contentOf(now?.get(path))];
    if (x?.sha256 === y?.sha256) return [];
    const change = x === null ? 'added' : y === null ? 'gone' : 'changed';
    const task = now?.get(path)?.task ?? old?.get(path)?.task ?? null;
    return [{ path, change, task, before: x, after: y }];
  });
}

/** null for a file that did not exist. */
function contentOf(file: RecordedFile | undefined): FileChange['before'] {
  return file === undefined || file.sha256 === null
    ? null
    : { sha256: file.sha256, sizeBytes: file.sizeBytes };
}

/**
 * Outputs that two of the recordings wrote differently from equal inputs: those of the output's own task if a log
 * contains them, else all, and the tools, lock files, variables and command.
 */
export function findNotReproducible(recordings: readonly BuildRecording[]): NotReproducible[] {
  const found = new Map<string, NotReproducible>();
  for (const [at, a] of recordings.entries())
    for (const b of recordings.slice(at + 1)) {
      if (!hasSameSurroundings(a, b)) continue;
      const { inputs, outputs } = compareFiles(a, b);
      for (const { path, task, change } of outputs)
        if (change === 'changed' && !found.has(path) && hasSameInputs(a, b, inputs, task))
          found.set(path, { path, task, recordings: [a.id, b.id] });
    }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function hasSameSurroundings(a: BuildRecording, b: BuildRecording): boolean {
  if (JSON.stringify(a.command) !== JSON.stringify(b.command)) return false;
  return !compareEnvironments(a.environment, b.environment).some(({ name }) => isInputToBuild(name));
}

function hasSameInputs(
  a: BuildRecording,
  b: BuildRecording,
  changes: readonly FileChange[],
  task: string | null,
): boolean {
  if (a.inputs.length === 0 || b.inputs.length === 0) return false;
  const isNamed = task !== null && [a, b].every(({ inputs }) => inputs.some((file) => file.task === task));
  return !changes.some((change) => !isNamed || change.task === task);
}
