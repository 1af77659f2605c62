/** Writes what a flag such as `--otlp` asks for: into a file, or to standard output. */
import { resolve } from 'node:path';
import { writeTextFile } from './files.ts';

/** Whether a path means standard output. Opened by name, a file behind a shell redirection would be truncated. */
export function isStandardOutput(path: string): boolean {
  return /^(-|\/dev\/(stdout|fd\/1)|\/proc\/self\/fd\/1)$/.test(path);
}

/** Windows would create a file `\dev\stdout`, so standard output is never opened by name. */
export async function writeOutput(path: string, text: string | Iterable<string>, folder = ''): Promise<void> {
  if (!isStandardOutput(path)) return await writeTextFile(resolve(folder, path), text);
  const whole = typeof text === 'string' ? text : [...text].join('');
  await new Promise((resolvePrinted) => process.stdout.write(whole, resolvePrinted));
}
