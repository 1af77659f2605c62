import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonPiece } from '../../src/ingest/parse-record.ts';
import { redact } from '../../src/ingest/read-records.ts';
import { splitJson } from '../../src/ingest/split-json.ts';
import { splitLines } from '../../src/ingest/split-lines.ts';
import { sourceOf } from '../source-of.ts';

const options = { recordBytes: 1000, depth: 64 };

async function collect(records: AsyncIterable<JsonPiece>): Promise<JsonPiece[]> {
  const found: JsonPiece[] = [];
  for await (const record of records) found.push(record);
  return found;
}

const split = (
  text: string,
  size: number,
  arrays: readonly string[] = [],
  bounds = options,
): Promise<JsonPiece[]> => collect(splitJson(sourceOf(text, 'x', size).open(), arrays, bounds));

const values = (records: readonly JsonPiece[]): unknown[] =>
  records.map((record) => (record.kind === 'value' ? record.value : record));

const bytes = (...texts: string[]): Uint8Array[] => texts.map((text) => new TextEncoder().encode(text));

const chunkSize = fc.integer({ min: 1, max: 40 });
const indent = fc.constantFrom(undefined, 1);
const big = { recordBytes: 1e6, depth: 1e6 };

describe('splitJson', () => {
  it('returns the elements of an array as JSON.parse does, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), chunkSize, indent, async (array, size, space) => {
        const records = await split(JSON.stringify(array, null, space), size, [], big);
        expect(values(records)).toEqual(JSON.parse(JSON.stringify(array)));
      }),
    );
  });

  it('returns the elements of the named arrays, then the rest of the object', async () => {
    const document = fc.record({
      jobs: fc.array(fc.jsonValue()),
      other: fc.array(fc.jsonValue()),
      rest: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(document, chunkSize, indent, async (object, size, space) => {
        const records = await split(JSON.stringify(object, null, space), size, ['jobs'], big);
        expect(values(records)).toEqual(
          JSON.parse(JSON.stringify([...object.jobs, { ...object, jobs: [] }])),
        );
        expect(records.slice(0, -1).every((record) => record.kind === 'value' && record.key === 'jobs')).toBe(
          true,
        );
      }),
    );
  });

  it('returns consecutive roots', async () => {
    expect(values(await split('{"a":1}\n{"a":2} [3]', 4))).toEqual([
      { a: 1 },
      { kind: 'document', offset: 8, head: bytes('{"a"', ':2} ', '[3]') },
      { a: 2 },
      { kind: 'document', offset: 16, head: bytes('[3]') },
      3,
    ]);
  });

  it('has the offset of each record', async () => {
    const text = '[ {"a":"é"},\n 12 , "x" ]';
    const records = await split(text, 3);
    const bytes = Buffer.from(text);
    expect(records.map((record) => bytes.subarray(record.offset).toString().slice(0, 2))).toEqual([
      '{"',
      '12',
      '"x',
    ]);
  });

  it('never reads a prefix as the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { minLength: 1 }),
        fc.nat(),
        chunkSize,
        async (array, cut, size) => {
          const text = JSON.stringify(array);
          const records = await split(text.slice(0, 1 + (cut % (text.length - 1))), size, [], big);
          expect(records.at(-1)?.kind).toBe('truncated');
        },
      ),
    );
  });

  it('keeps a complete last object, and detects that only the end is missing', async () => {
    const ends = async (text: string): Promise<unknown[]> =>
      (await split(text, 3)).map((record) => (record.kind === 'truncated' ? record.isBetween : record.kind));
    expect(await ends('[{"a":1},{"b":2}')).toEqual(['value', 'value', true]);
    expect(await ends('[{"a":1},\n')).toEqual(['value', true]);
    expect(await ends('[{"a":1},{"b":2')).toEqual(['value', false]);
    expect(await ends('[12')).toEqual([false]);
    expect(await ends('["a","b"')).toEqual(['value', false]);
  });

  it('skips long and deep records without buffering', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(5000) });
    const deep = '['.repeat(100) + ']'.repeat(100);
    const records = await split(`[1,${long},2,${deep},3]`, 64);
    expect(records.map((record) => record.kind)).toEqual(['value', 'skipped', 'value', 'skipped', 'value']);
    expect(records.map((record) => (record.kind === 'skipped' ? record.code : ''))).toContain('too-large');
  });

  it('treats `__proto__` like any other key', async () => {
    const [record] = await split('[{"__proto__":{"polluted":true}}]', 5);
    expect(record?.kind === 'value' && Object.hasOwn(record.value as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('an array of an object in the root', () => {
  it('is split as well if it is named', async () => {
    const document = fc.record({
      head: fc.jsonValue(),
      results: fc.record({ tool: fc.jsonValue(), tests: fc.array(fc.jsonValue()), summary: fc.jsonValue() }),
      tail: fc.array(fc.jsonValue()),
    });
    await fc.assert(
      fc.asyncProperty(document, chunkSize, indent, async (value, size, space) => {
        const text = JSON.stringify(value, null, space);
        const plain = JSON.parse(text);
        const { tests } = plain.results;
        plain.results.tests = [];
        const records = await split(text, size, ['results.tests'], big);
        expect(values(records)).toEqual([...tests, plain]);
      }),
    );
  });
});

describe('splitLines', () => {
  it('returns one record per line, and its offset', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        chunkSize,
        async (records, size) => {
          const text = records.map((record) => `${JSON.stringify(record)}\r\n\n`).join('');
          const found = await collect(splitLines(sourceOf(text, 'x', size).open(), big));
          expect(values(found)).toEqual(JSON.parse(JSON.stringify(records)));
          const bytes = Buffer.from(text);
          for (const record of found) expect(bytes[record.offset]).toBe(0x7b);
        },
      ),
    );
  });

  it('reads lines together as it reads them one by one, damaged ones too', async () => {
    const line = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
      fc.constantFrom(
        '',
        ' ',
        'noise',
        '{"a":',
        '{}{}',
        '{},{}',
        '[1]',
        '{"a":[{}',
        '"b"}',
        '{"a":{"a":{"a":{}}}}',
        '\r',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.constantFrom('\n', '\r\n'), async (texts, end) => {
        const text = texts.join(end);
        const bounds = { recordBytes: 1e6, depth: 3 };
        // Bytes that arrive one by one hold no two lines.
        const single = await collect(splitLines(sourceOf(text, 'x', 1).open(), bounds));
        expect(await collect(splitLines(sourceOf(text).open(), bounds))).toEqual(single);
      }),
    );
  });

  it('reports a last line that does not parse as cut, and others as malformed', async () => {
    const found = await collect(splitLines(sourceOf('{"a":1}\nnoise\n{"a":', 'x', 4).open(), options));
    expect(found.map((record) => record.kind)).toEqual(['value', 'skipped', 'truncated']);
    // Text that begins no record was not cut off: it is something else.
    const [last] = await collect(splitLines(sourceOf('exit status 1').open(), options));
    expect(last?.kind).toBe('skipped');
  });

  it('skips a line that is too long', async () => {
    const text = `{"a":1}\n{"a":"${'x'.repeat(3000)}"}\n{"a":2}\n`;
    const found = await collect(splitLines(sourceOf(text, 'x', 100).open(), options));
    expect(found.map((record) => record.kind)).toEqual(['value', 'skipped', 'value']);
  });
});

describe('redact', () => {
  it('keeps keys and numbers, not texts', () => {
    expect(redact('{"task": "hunter2", "n": 12, "cut')).toBe('{"task": "…", "n": 12, "…"');
    expect(redact('export TOKEN=hunter2 ghp_0123456789abcdef')).toBe('export TOKEN=… …');
  });
});
