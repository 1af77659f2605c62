/** The one place that creates temporary folders for tests: all are removed when the test file has ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A new folder below the run's own (see `global-setup.ts`). */
export function tempFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  made.push(folder);
  removeAtEnd();
  return folder;
}

/** For `setup.ts`, after each file's tests. */
export function removeTempFolders(): void {
  removeAll();
  removeAtEnd();
}

/** A log that is still open is written once more when its process ends, so this must come after that. */
function removeAtEnd(): void {
  process.off('exit', removeAll);
  process.on('exit', removeAll);
}

function removeAll(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
