/**
 * The committed logs: `fixtures/<format id>/` holds logs of that format, `fixtures/refused/` holds logs of no format.
 * The same folders hold their golden files, and what a script counted in them (`facts.py`, `facts.json`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export interface Fixture {
  /** Below the folder of fixtures, e.g. `junit/tests.xml`. */
  readonly path: string;
  /** The format's id; null: no format reads it. */
  readonly format: string | null;
}

const folder = fileURLToPath(new URL('fixtures/', import.meta.url));

export const goldenOf = (path: string): string => `${folder}${path}.golden.json`;

export const fixtures: readonly Fixture[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(`${folder}${name}`)
      .filter((file) => !/\.golden\.json$|^facts\.(py|json)$/.test(file))
      .map((file) => ({ path: `${name}/${file}`, format: name === 'refused' ? null : name })),
  );

/** The bytes as committed; large logs are compressed. */
export function readFixture(path: string): Buffer {
  return readFileSync(folder + path);
}

const shortest = new Map<string, Buffer>();

/** The shortest log of a format; empty when it has none. */
export function shortestLog(format: string): Buffer {
  const known = shortest.get(format);
  if (known !== undefined) return known;
  const logs = fixtures.filter((fixture) => fixture.format === format).map(({ path }) => openFixture(path));
  const [found = Buffer.of()] = logs.sort((a, b) => a.length - b.length);
  shortest.set(format, found);
  return found;
}

/** The log itself, for tests that change it. */
export function openFixture(path: string): Buffer {
  const bytes = readFixture(path);
  try {
    return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  } catch {
    return bytes; // A fixture may be a log that was cut during compression.
  }
}
