/** A build that was read from any log and written as our own log is the same build when it is read again. */
import { expect, it } from 'vitest';
import { writeNdjson } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import { buildOf, readAll, sourceOf } from '../source-of.ts';
import { fixtures, readFixture } from './fixtures.ts';

/** What a log says; remarks about the reading and the name of the format are not part of it. */
function contentOf({ problems: _, formats: __, degraded: ___, ...content }: Build): object {
  return content;
}

it.each(fixtures)('the build of $path', async ({ path }) => {
  const { build } = await readAll([sourceOf(readFixture(path))]);
  if (build === null) return;
  const again = await buildOf(writeNdjson(build));
  expect(contentOf(again)).toEqual(contentOf(build));
  expect(writeNdjson(again)).toBe(writeNdjson(build));
});
