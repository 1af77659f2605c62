import { describe, expect, it } from 'vitest';
import { renderEventsCsv, renderTasksCsv } from '../../src/render/csv.ts';
import { hostileTexts, sampleReports } from './sample-reports.ts';

/** A strict reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    if (pattern.lastIndex === text.length) return rows;
  }
  throw new Error('not a CSV file');
}

describe.each([
  ['tasks', renderTasksCsv(sampleReports.hostile), hostileTexts.length],
  ['events', renderEventsCsv(sampleReports.hostile), hostileTexts.length],
])('%s', (_, text, count) => {
  it('has a header and one complete row each', () => {
    const [head, ...rows] = readCsv(text);
    expect(rows).toHaveLength(count);
    for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
  });

  it('contains no formula', () => {
    for (const cell of readCsv(text).flat())
      expect(Number.isFinite(Number(cell)) || !/^\s*[=+\-@]/.test(cell)).toBe(true);
  });
});

it('has times, numbers and unknown values in the form of a warehouse', () => {
  const [head = [], first = []] = readCsv(renderTasksCsv(sampleReports.pass));
  const row = Object.fromEntries(head.map((title, index) => [title, first[index]]));
  expect(row).toMatchObject({
    name: '//src/core:lib_0',
    kind: 'test',
    result: 'success',
    error_type: '',
    model: '',
  });
  expect(row['start_time']).toMatch(/^2026-11-20T\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(Number(row['duration_ms'])).toBeGreaterThan(0);
  expect(Math.abs(Number(row['change_ratio']))).toBeLessThan(0.1);
});
