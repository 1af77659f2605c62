/** A fresh folder for a test's files, removed when the test ends. */
import { rmSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { tempFolder } from '../temp-folder.ts';

export function freshFolder(): string {
  const folder = tempFolder('record');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
