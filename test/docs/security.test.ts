/** The threat model names an existing test for each boundary. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const boundaries = [
  ...['Fork', 'Pull request of a collaborator', 'Cache scope', 'Artifact tier', 'Log content'],
  ...['Configuration', 'Comments', 'Services', 'Runner', 'Token', 'Supply chain'],
];

it('every boundary has a row, and every row has existing tests', () => {
  const rows = readFileSync(`${root}SECURITY.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '')));
  expect([...new Set(rows.map(([boundary]) => boundary))]).toEqual(boundaries);
  for (const [, attack = '', stop = '', tests = ''] of rows) {
    expect([attack, stop].every((text) => text.length > 8)).toBe(true);
    const named = [...tests.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path as string);
    expect([attack, named.length > 0, named.filter((path) => !existsSync(root + path))]).toEqual([
      attack,
      true,
      [],
    ]);
  }
});
