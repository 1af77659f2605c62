/** Integers as packed differences: what is written, read and refused. */
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { ByteWriter } from 'hyparquet-writer';
import { deltaBinaryPack } from 'hyparquet-writer/src/delta.js';
import { describe, expect, it } from 'vitest';
import { chooseCompression } from '../../src/parquet/codec.ts';
import { codeValues } from '../../src/parquet/column-values.ts';
import { readFooter } from '../../src/parquet/read-footer.ts';
import { openColumn, type Rows } from '../../src/parquet/read-parquet.ts';
import { unpackDeltas } from '../../src/parquet/unpack-deltas.ts';
import { openWriter } from '../../src/parquet/write-parquet.ts';

const pageRows = 16_384;
const most = Number.MAX_SAFE_INTEGER;

/** A file of one column; NaN is null. */
function write(values: Float64Array, level: number): Uint8Array {
  const columns = [{ name: 'n', type: 'long', required: false }] as const;
  const writer = openWriter({ name: 'x', columns, pageRows, metadata: {} });
  writer.writeGroup(values.length, { n: values }, chooseCompression(level));
  return writer.finish();
}

function read(bytes: Uint8Array, count: number, rows?: Rows): Float64Array {
  const column = openColumn(readFooter(bytes), 0, 'n');
  const values = new Float64Array(count).fill(Number.NaN);
  if (!column.empty)
    for (let from = 0; from < count; from += pageRows)
      column.readNumbers(values.subarray(from, from + pageRows), rows);
  return values;
}

async function readByLibrary(bytes: Uint8Array): Promise<number[]> {
  const compressors = { GZIP: (page: Uint8Array) => new Uint8Array(gunzipSync(page)) };
  const rows = await parquetReadObjects({ file: bytes.slice().buffer as ArrayBuffer, compressors });
  return rows.map(({ n }) => (n === null ? Number.NaN : Number(n)));
}

function describeColumn(bytes: Uint8Array): string {
  const { row_groups: groups }: FileMetaData = parquetMetadata(bytes.slice().buffer as ArrayBuffer);
  const meta = groups[0]?.columns[0]?.meta_data;
  return `${meta?.codec} ${meta?.encodings.at(-1)}`;
}

const times = (count: number, of: (at: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, at) => of(at));

/** The same number for the same place: spread over 0 to 1. */
const scatter = (at: number): number => ((at * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;

const micros = times(20_000, (at) => 1_000_000 + Math.floor(scatter(at) * 50_000));

const columns: Readonly<Record<string, Float64Array>> = {
  'one value': Float64Array.of(7),
  'one null among values': Float64Array.of(1, Number.NaN, -3),
  zeroes: times(300, () => 0),
  'a constant': times(pageRows, () => 123_456),
  'a constant beyond 32 bits': times(1000, () => 2 ** 40),
  'steps of one': times(1000, (at) => at - 500),
  'negative numbers': times(1000, (at) => -1 - Math.floor(scatter(at) * 1e9)),
  'the edges of 32 bits': Float64Array.of(2 ** 31 - 1, -(2 ** 31), 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 0),
  'the edges of a double': Float64Array.of(most, -most, most, 0, -1, most - 1, 1 - most),
  'large numbers, then small ones': times(500, (at) => (at < 130 ? most - at : at)),
  'a full page': micros.subarray(0, pageRows),
  'a row more than a page': micros.subarray(0, pageRows + 1),
  'a page without values': times(3 * pageRows, (at) => (at >> 14 === 1 ? Number.NaN : at)),
  'every third row without a value': times(20_000, (at) => (at % 3 === 0 ? Number.NaN : micros[at]!)),
};

describe('numbers are read as they were written', () => {
  for (const [name, values] of Object.entries(columns))
    it.each([0, 1])(`${name}, level %i`, async (level) => {
      const bytes = write(values, level);
      expect(read(bytes, values.length)).toEqual(values);
      expect(await readByLibrary(bytes)).toEqual([...values]);
    });

  it('any, of any number of rows', async () => {
    const number = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.nat(1000), fc.constant(Number.NaN));
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 400 }), async (list) => {
        const values = Float64Array.from(list, (value) => value + 0);
        const bytes = write(values, 1);
        expect(read(bytes, values.length)).toEqual(values);
        expect(await readByLibrary(bytes)).toEqual([...values]);
      }),
    );
  });

  it('only some rows', () => {
    const bytes = write(micros.subarray(0, 400), 1);
    for (const [first, end] of [
      [0, 1],
      [0, 0],
      [5, 129],
      [128, 130],
      [300, 400],
    ] as const)
      expect(read(bytes, 400, { first, end }).subarray(first, end)).toEqual(micros.subarray(first, end));
  });
});

describe('the smaller form is stored', () => {
  it('differences without compression for times of microseconds', () => {
    expect(describeColumn(write(micros, 0))).toBe('UNCOMPRESSED DELTA_BINARY_PACKED');
    expect(describeColumn(write(micros, 1))).toBe('UNCOMPRESSED DELTA_BINARY_PACKED');
    expect(write(micros, 1).length).toBeLessThan(micros.length * 2.3);
  });

  it('compressed numbers where few different ones repeat', () => {
    const millis = times(20_000, (at) => Math.floor(scatter(at) * 5) * 1000);
    expect(describeColumn(write(millis, 1))).toBe('GZIP RLE');
    expect(describeColumn(write(millis, 0))).toBe('UNCOMPRESSED DELTA_BINARY_PACKED');
    expect(write(millis, 1).length).toBeLessThan(millis.length * 0.7);
  });

  it('differences of few rows, whatever they are', () => {
    const millis = times(1000, (at) => Math.floor(scatter(at) * 5) * 1000);
    expect(describeColumn(write(millis, 1))).toBe('UNCOMPRESSED DELTA_BINARY_PACKED');
  });
});

function pack(values: readonly bigint[] | Int32Array): Uint8Array {
  const writer = new ByteWriter();
  deltaBinaryPack(writer, values as bigint[], 'INT64');
  return writer.getBytes();
}

function unpack(bytes: Uint8Array, count: number): number[] {
  const values = new Float64Array(count);
  unpackDeltas(bytes, values, count, count);
  return [...values];
}

describe('numbers of 64 bits', () => {
  it.each(Array.from({ length: 65 }, (_, width) => width))('differences of %i bits', (width) => {
    const largest = BigInt.asIntN(64, 2n ** BigInt(width) - 1n);
    const values = Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? 0n : largest >> BigInt(at % 5)));
    expect(unpack(pack(values), 200)).toEqual(values.map(Number));
  });

  it('wrap around', () => {
    const [least, greatest] = [-(2n ** 63n), 2n ** 63n - 1n];
    const values = [least, greatest, least, 0n, greatest, -1n, 1n, least];
    expect(unpack(pack(values), values.length)).toEqual(values.map(Number));
  });
});

describe('a damaged page', () => {
  const faults = /^(a page |values of \d+ bits|a number of more than 64 bits|its description is cut off)/;
  const pages = [
    pack(Int32Array.from(micros.subarray(0, 300))),
    pack(Array.from(micros.subarray(0, 300), (value, at) => BigInt(value) << BigInt(at % 20))),
    pack(new Int32Array(300).fill(5)),
  ];

  it('cut off anywhere is refused', () => {
    const outcomes = pages.flatMap((page) =>
      Array.from(page, (_, length) => tryPage(page.subarray(0, length))),
    );
    expect(outcomes.filter((outcome) => !faults.test(outcome))).toEqual([]);
  });

  it('of another encoding is refused', () => {
    const columns = [{ name: 'n', type: 'int', required: true }] as const;
    const writer = openWriter({ name: 'x', columns, pageRows, metadata: {} });
    writer.writeGroup(3, { n: codeValues([1, 2, 1]) }, chooseCompression(0));
    expect(() => read(writer.finish(), 3)).toThrow('numbers have encoding 8');
  });

  it('with another number of values is refused', () => {
    for (const count of [0, 299, 301, 1_000_000])
      expect(() => unpack(pages[0]!, count)).toThrow('a page has another number of values');
    expect(() => unpackDeltas(pages[0]!, new Float64Array(300), 300, 301)).toThrow('a page is shorter');
  });

  it('is refused, or read as the library reads it', () => {
    const outcomes = new Set<string>();
    for (const page of pages)
      for (const [at, good] of page.entries())
        for (const byte of [0, 1, 0x21, 0x41, 0x80, 0xff, good ^ 0x10]) {
          const damaged = page.slice();
          damaged[at] = byte;
          outcomes.add(tryPage(damaged));
        }
    expect([...outcomes].filter((outcome) => !faults.test(outcome))).toEqual(['the same']);
  });
});

function tryPage(page: Uint8Array): string {
  const values = new Float64Array(310).fill(-1);
  try {
    unpackDeltas(page, values, 300, 300);
  } catch (error) {
    return (error as Error).message;
  }
  const others = new BigInt64Array(310).fill(-1n);
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  deltaBinaryUnpack({ view, offset: 0 }, 300, others);
  const differs = values.findIndex((value, at) => value !== Number(others[at]));
  return differs === -1 ? 'the same' : `row ${differs} is ${values[differs]}, not ${others[differs]}`;
}
