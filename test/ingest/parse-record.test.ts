import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/ingest/parse-record.ts';

const read = (text: string): unknown => {
  const record = parseRecord(text, { key: null, offset: 0 }, 64);
  return record?.kind === 'value' ? record.value : record?.kind;
};

describe('numbers that JSON does not have', () => {
  it.each([
    ['{"a":NaN,"b":[-Infinity,+inf,nan(ind)]}', { a: null, b: [null, null, null] }],
    [String.raw`{"a \" NaN":"NaN, \\","b":-inf}`, { 'a " NaN': 'NaN, \\', b: null }],
  ])('%s become unknown, outside of texts', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it('become unknown beside a text of millions of characters', () => {
    const text = 'plain info '.repeat(1_000_000);
    expect(read(`{"a":NaN,"b":${JSON.stringify(text)}}`)).toEqual({ a: null, b: text });
  });

  it('are searched once in a record that ends in a text with many quotes', () => {
    expect(read(`{"a":"${String.raw`{\"level\":\"info\"}`.repeat(100_000)}`)).toBe('skipped');
  });
});
