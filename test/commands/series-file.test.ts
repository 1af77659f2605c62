import { describe, expect, it } from 'vitest';
import { readSeriesFile } from '../../src/commands/series-file.ts';

const read = (written: unknown): ReturnType<typeof readSeriesFile> =>
  readSeriesFile(JSON.stringify(written), 'series.json');

describe('readSeriesFile', () => {
  it('reads null as not measured or not known', () => {
    const row = {
      name: 'a',
      values: [1, null, 0],
      hardware: ['A', null, 'B'],
      keys: [7, 8, 9],
      group: 4,
    };
    expect(read([row])).toEqual([
      { name: 'a', values: [1, Number.NaN, 0], hardware: ['A', '', 'B'], keys: ['7', '8', '9'], group: '4' },
    ]);
  });

  it('distinguishes runners given in parts, and applies one runner to all values', () => {
    const hardware = [{ cpu: 'a' }, { cpu: 'b' }];
    expect(new Set(read([{ values: [1, 2], hardware }])[0]?.hardware).size).toBe(2);
    expect(read({ values: [1, 2], hardware: 'A' })).toEqual([
      { name: '#0', values: [1, 2], hardware: ['A', 'A'] },
    ]);
  });

  it('ignores a byte order mark', () => {
    expect(readSeriesFile('\uFEFF[{"name":"a","values":[1]}]', 'series.json')).toEqual([
      { name: 'a', values: [1] },
    ]);
  });

  it.each([
    [[{ name: 'a', values: [1, '2'] }]],
    [[{ name: 'a', values: [1, -2] }]],
    [[{ name: 'a', values: [1, 2], keys: ['x'] }]],
    [[{ name: 'a', values: [1, 2], hardware: ['x'] }]],
    [[{ name: 'a' }]],
    [[3]],
    [[]],
  ])('refuses %j', (written) => {
    expect(() => read(written)).toThrow();
  });
});
