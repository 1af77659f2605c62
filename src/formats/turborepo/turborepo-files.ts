/** Inputs and outputs of each task in Turborepo's run summary. Reference: https://turborepo.com/docs/reference/run#--summarize */
import { type Fields, isFields, readFields, readList, readText } from '../../ingest/read-fields.ts';
import type { NamedFile } from '../../model/recording.ts';

export function nameTurborepoFiles(summary: unknown): NamedFile[] {
  return isFields(summary) ? readList(summary, 'tasks').filter(isFields).flatMap(readTask) : [];
}

/** Inputs are relative to the package, outputs to the repository, folders among them. */
function readTask(fields: Fields): NamedFile[] {
  const task = readText(fields, 'taskId') ?? readText(fields, 'task');
  if (task === null) return [];
  const folder = readText(fields, 'directory');
  const name = (role: NamedFile['role'], path: string): NamedFile => ({ role, path, task });
  const inputs = Object.keys(readFields(fields, 'inputs'));
  const outputs = readList(fields, 'expandedOutputs').filter((path) => typeof path === 'string');
  return [
    ...inputs.map((path) => name('input', folder === null ? path : `${folder}/${path}`)),
    // The log of a task contains times, and is not one of its outputs.
    ...outputs.filter((path) => path !== readText(fields, 'logFile')).map((path) => name('output', path)),
  ];
}
