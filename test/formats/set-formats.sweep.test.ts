/** A format that the user sets finds nothing in a report of another tool. */
import { expect, it } from 'vitest';
import { formats } from '../../src/formats/formats.ts';
import { inspectSource } from '../../src/formats/read-build.ts';
import { sourceOf } from '../source-of.ts';
import { shortestLog } from './fixtures.ts';

const reports = [
  'jest',
  'mocha',
  'ctrf',
  'hyperfine',
  'sccache',
  'turborepo',
  'junit',
  'trx',
  'go-test',
  'tap',
];

it.each(reports)('%s', async (format) => {
  const source = sourceOf(shortestLog(format), format);
  const own = formats.find(({ id }) => id === format);
  for (const { id, family } of formats.filter((other) => other.family !== own?.family)) {
    const { tasks, metrics, complete } = await inspectSource(source, id);
    if (complete) expect({ family, id, tasks, metrics }).toEqual({ family, id, tasks: 0, metrics: 0 });
  }
});
