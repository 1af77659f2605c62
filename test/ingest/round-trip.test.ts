/** A build that was read from any log and written as our own log is the same build when it is read again. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writeNdjson } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import { sharedDir } from '../shared.ts';
import { buildOf, readAll, sourceOf } from './source-of.ts';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const folders = [
  fileURLToPath(new URL('./fixtures', import.meta.url)),
  ...(sharedDir === null ? [] : [join(sharedDir, 'samples')]),
];

/** What a log says; remarks about the reading and the name of the format are not part of it. */
function contentOf({ problems: _, formats: __, degraded: ___, ...content }: Build): object {
  return content;
}

describe.each(folders)('builds of %s', (folder) => {
  it.each(filesBelow(folder).map((path) => path.slice(folder.length + 1)))('%s', async (path) => {
    const { build } = await readAll([sourceOf(readFileSync(join(folder, path)))]);
    if (build === null) return;
    const again = await buildOf(writeNdjson(build));
    expect(contentOf(again)).toEqual(contentOf(build));
    expect(writeNdjson(again)).toBe(writeNdjson(build));
  });
});
