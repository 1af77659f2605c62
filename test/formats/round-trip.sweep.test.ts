/** A build that was read from any log and written as our own log or as OTLP is the same build when read again. */
import { beforeAll, describe, expect, it } from 'vitest';
import { writeNdjson } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import { buildOf, readAll, sourceOf } from '../source-of.ts';
import { workOf, writeTrace } from '../traces/round-trip.ts';
import { fixtures, readFixture } from './fixtures.ts';

/** The content of a log; notes about the reading, the format, and its original names are not part of it. */
function contentOf({ problems: _, formats: __, degraded: ___, tasks, ...content }: Build): object {
  return { ...content, tasks: tasks.map(({ rawName: ____, ...task }) => task) };
}

describe.each(fixtures)('the build of $path', ({ path }) => {
  let first: Build | null = null;
  beforeAll(async () => {
    first = (await readAll([sourceOf(readFixture(path))])).build;
  });

  it('as our own log', async () => {
    if (first === null) return;
    const written = writeNdjson(first);
    const again = await buildOf(written);
    expect(contentOf(again)).toEqual(contentOf(first));
    expect(writeNdjson(again)).toBe(written);
  });

  it('as OTLP', async () => {
    if (first === null || first.tasks.length === 0) return;
    expect(workOf(await buildOf(writeTrace(first)))).toEqual(workOf(first));
  });
});
