import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Tests that the checklist names, by file. A file in backticks is followed by titles in quotes. */
function readReferences(): [file: string, title: string][] {
  const text = readFileSync(`${root}/docs/library-checklist.md`, 'utf8').replaceAll(/\s+/g, ' ');
  const [, ...parts] = text.split(/`([\w/.-]+\.test\.ts)`/);
  const references: [string, string][] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const titles = (parts[i + 1] ?? '').split('|')[0] ?? '';
    for (const match of titles.matchAll(/"([^"]+)"/g)) references.push([parts[i] ?? '', match[1] ?? '']);
  }
  return references;
}

/** The titles of a file's tests and groups: text anywhere else proves nothing. */
function titlesOf(code: string): string[] {
  const calls = code.matchAll(/\b(?:it|test|describe)\b[^;]*?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1,/gs);
  return [...calls].map(([, , title]) => (title ?? '').replaceAll(/\\(.)/g, '$1'));
}

it('the checklist names tests that exist', () => {
  const references = readReferences();
  expect(references.length).toBeGreaterThan(100);
  const missing = references.filter(([file, title]) => {
    const path = `${root}/test/${file}`;
    return !existsSync(path) || !titlesOf(readFileSync(path, 'utf8')).some((each) => each.includes(title));
  });
  expect(missing).toEqual([]);
});
