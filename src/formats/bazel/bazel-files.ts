/**
 * Outputs of each target in Bazel's build events, which contain no inputs. Reference: https://bazel.build/remote/bep
 */
import { type Fields, isFields, readFields, readList, readText } from '../../ingest/read-fields.ts';
import type { NamedFile } from '../../model/recording.ts';

interface FileSet {
  readonly paths: readonly string[];
  /** Ids of nested sets. */
  readonly sets: readonly string[];
}

export function nameBazelFiles(events: readonly unknown[]): NamedFile[] {
  const all = events.filter(isFields);
  const sets = new Map(all.flatMap(readSet));
  return all.flatMap((event) => {
    const task = readText(readFields(readFields(event, 'id'), 'targetCompleted'), 'label');
    if (task === null) return [];
    const groups = readList(readFields(event, 'completed'), 'outputGroup').filter(isFields);
    const paths = listPaths(
      groups.flatMap((group) => readIds(group)),
      sets,
    );
    return paths.map((path): NamedFile => ({ role: 'output', path, task }));
  });
}

function readSet(event: Fields): [string, FileSet][] {
  const id = readText(readFields(readFields(event, 'id'), 'namedSet'), 'id');
  const set = readFields(event, 'namedSetOfFiles');
  if (id === null) return [];
  const paths = readList(set, 'files')
    .filter(isFields)
    .flatMap((file) => {
      const name = readText(file, 'name');
      const prefix = readList(file, 'pathPrefix').filter((part) => typeof part === 'string');
      return name === null ? [] : [[...prefix, name].join('/')];
    });
  return [[id, { paths, sets: readIds(set) }]];
}

function readIds(fields: Fields): string[] {
  return readList(fields, 'fileSets')
    .filter(isFields)
    .flatMap((each) => readText(each, 'id') ?? []);
}

/** Sets are shared: each counts once. */
function listPaths(ids: readonly string[], sets: ReadonlyMap<string, FileSet>): string[] {
  const open = [...ids];
  const seen = new Set(open);
  const paths = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const set = sets.get(id);
    for (const path of set?.paths ?? []) paths.add(path);
    for (const inner of set?.sets ?? []) {
      if (seen.has(inner)) continue;
      seen.add(inner);
      open.push(inner);
    }
  }
  return [...paths];
}
