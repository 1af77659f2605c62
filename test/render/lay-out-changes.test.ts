import { expect, it } from 'vitest';
import { measureText } from '../../src/render/terminal/fit-text.ts';
import { type ChangeCells, layOutChanges } from '../../src/render/terminal/lay-out-changes.ts';

const row = (name: string): ChangeCells => ({
  ...{ name, from: '1m 30s', to: '1m 52s', change: '+24%', sure: '+24% (+20% to +26%)' },
  ...{ since: '163fcd1, 3 builds ago', trend: '▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▇██▆' },
});
const long = 'packages/search/test/store.test.ts › store › updates';

it.each([
  [120, 'Build time', ['+20% to +26%', '163fcd1', '▇██▆']],
  [90, 'Build time', ['+20% to +26%', '163fcd1']],
  [80, long, ['+24%', '163fcd1', 'store › updates']],
  [60, long, ['+24%', 'store › updates']],
  [40, long, ['+24%', '163fcd1', 'store › updates']],
])('in %i columns keeps the most important columns', (width, name, kept) => {
  const { head, rows } = layOutChanges([row(name)], width);
  const text = rows.flat().join('\n');
  for (const part of kept) expect(text).toContain(part);
  for (const line of [...head, ...rows.flat()]) expect(measureText(line)).toBeLessThanOrEqual(width);
});

it('gives each row as many lines as it has, in their order', () => {
  for (const width of [40, 80])
    expect(layOutChanges([row('a'), row(long)], width).rows.map((lines) => lines.length > 0)).toEqual([
      true,
      true,
    ]);
  expect(layOutChanges([], 80).rows).toEqual([]);
});
