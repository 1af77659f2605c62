/** Small files that claim to be huge: refused before memory is allocated for them. */
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeSegment } from '../../src/history/decode-segment.ts';
import { nameSegment } from '../../src/history/segment.ts';
import { chooseCompression, decompressPage } from '../../src/parquet/codec.ts';
import { codeValues } from '../../src/parquet/column-values.ts';
import { readFooter } from '../../src/parquet/read-footer.ts';
import { openColumn } from '../../src/parquet/read-parquet.ts';
import { readThriftList, skip } from '../../src/parquet/thrift.ts';
import { openWriter } from '../../src/parquet/write-parquet.ts';

/** A file of one flag that is false everywhere. */
function writeFlags(rows: number): Uint8Array {
  const columns = [{ name: 'flag', type: 'flag', required: true }] as const;
  const writer = openWriter({ name: 'x', columns, pageRows: rows, metadata: {} });
  writer.writeGroup(rows, { flag: new Uint8Array(rows) }, chooseCompression(1));
  return writer.finish();
}

it('a row group with more rows than any of our files', () => {
  const bytes = writeFlags(2_000_000);
  expect(bytes.length).toBeLessThan(2000);
  expect(() => readFooter(bytes)).toThrow('a row group of 2,000,000 rows');
  expect(readFooter(writeFlags(100_000)).groups[0]?.rows).toBe(100_000);
});

it('a page that claims more than its bytes can contain', () => {
  const packed = gzipSync(Buffer.alloc(1000));
  expect(() => decompressPage('GZIP', packed, 2 ** 31 - 1)).toThrow('claims more than it can hold');
  expect(() => decompressPage('GZIP', gzipSync(Buffer.alloc(1_000_000)), 1000)).toThrow();
  expect(decompressPage('GZIP', packed, 1000)).toHaveLength(1000);
});

it('a list that claims more items than the file has bytes', () => {
  // Two thousand million flags or bytes, read or skipped.
  const list = [0xf3, 0xff, 0xff, 0xff, 0xff, 0x07];
  const bytes = Uint8Array.from([0x19, ...list, 0]);
  expect(() => skip({ bytes, at: 0 }, 12)).toThrow('a list is longer than the file');
  expect(() => readThriftList({ bytes, at: 1 }, () => null)).toThrow('a list is longer than the file');
});

it('a dictionary that claims more entries than its bytes can contain', () => {
  const columns = [{ name: 'text', type: 'text', required: true }] as const;
  const writer = openWriter({ name: 'x', columns, pageRows: 4, metadata: {} });
  writer.writeGroup(4, { text: codeValues(['a', 'b', 'c', 'd']) }, chooseCompression(0));
  const bytes = writer.finish();
  const claims = [...bytes.keys()].slice(0, -5).flatMap((at) => {
    const damaged = bytes.slice();
    damaged.set([0xfe, 0xff, 0xff, 0xff, 0x0f], at);
    try {
      const { dictionary } = openColumn(readFooter(damaged), 0, 'text');
      return dictionary.length > 4 ? [dictionary.length] : [];
    } catch {
      return [];
    }
  });
  expect(claims).toEqual([]);
});

it('a segment with more builds than the maximum', () => {
  const rows = 9000;
  const columns = [{ name: 'complete', type: 'flag', required: true }] as const;
  const writer = openWriter({
    name: 'x',
    columns,
    pageRows: rows,
    metadata: { 'build-telemetry.history': '1.0' },
  });
  writer.writeGroup(rows, { complete: new Uint8Array(rows) }, chooseCompression(1));
  const bytes = writer.finish();
  const decoded = decodeSegment({ name: nameSegment(0, 0, rows, bytes), bytes });
  expect(decoded).toMatchObject({
    fate: 'kept',
    problem: { what: expect.stringMatching(/9,000 builds/) },
  });
});
