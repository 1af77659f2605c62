/**
 * Whatever a document contains and however it is cut into chunks, records that are recalled are those that are read.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDraft, type Draft } from '../../src/ingest/draft.ts';
import type { Input } from '../../src/ingest/format.ts';
import { readRecords, readRepeats } from '../../src/ingest/read-records.ts';
import { readSample } from '../../src/ingest/read-sample.ts';
import { defaultLimits, type Limits } from '../../src/settings/limits.ts';
import { sourceOf } from '../source-of.ts';

type Read = (
  input: Input,
  draft: Draft,
  visit: (record: object, key: string | null) => void,
) => Promise<unknown>;

const arrays = ['traceEvents'];
const readEach: Read = (input, draft, visit) => readRecords(input, draft, arrays, visit);
const recall: Read = (input, draft, visit) =>
  readRepeats(input, draft, arrays, visit, () => draft.markTruncated());

async function collect(read: Read, text: string, size: number, limits: Limits): Promise<unknown> {
  const draft = createDraft('log', limits);
  const { open } = sourceOf(text, 'log', size);
  const sample = { ...readSample(Buffer.from(text), limits), shape: 'object' as const };
  const found: unknown[] = [];
  // As a text, which has the order of the keys.
  await read({ name: 'log', sample, chunks: open }, draft, (record, key) =>
    found.push([JSON.stringify(record), key]),
  );
  const { problems, facts, degraded } = draft.finish();
  return { found, problems, facts, degraded };
}

async function expectSame(text: string, size: number, limits: Limits = defaultLimits): Promise<void> {
  expect(await collect(recall, text, size, limits)).toEqual(await collect(readEach, text, size, limits));
}

const number = fc.oneof(
  fc.nat(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.constantFrom('01', '1.', '-3', '-0', '1e5', '0.5', '.5', '9007199254740993', '1767225600000000.123'),
);
const text = fc.constantFrom(
  'X',
  'B',
  'a\\\\',
  'a\\"b',
  '}',
  '{"a":1',
  'é',
  'long enough for words of bytes',
  '',
);
const shapes: readonly ((a: unknown, b: unknown, name: string) => string)[] = [
  (a, b, name) => `{"pid":1,"ts":${a},"dur":${b},"name":"${name}","args":{"detail":"${name}","n":[${a}]}}`,
  (a, b, name) => `{"name":"${name}","ts": ${a} ,"dur":${b}}`,
  (a, b, name) => `{"ts":${a},"ts":${b},"ph":"${name}"}`,
  (a, b, name) => `{"ts":${a},"dur":${b},"ts":"${name}"}`,
  (a, b, name) => `{"__proto__":${a},"${name}":${b}}`,
  (a, b, name) => `{"${name}":"a${a}","b":{"c":${b}}}`,
  (a) => `{${Array.from({ length: 20 }, (_, i) => `"k${i}":${a}`).join(',')}}`,
  (a) => `${a}`,
];
const record = fc
  .tuple(fc.constantFrom(...shapes), number, number, text)
  .map(([shape, a, b, name]) => shape(a, b, name));
const between = fc.constantFrom(',', ',\n', ' , ', ',,', ' x,', '}');
const document = fc
  .array(fc.tuple(record, fc.nat(3), fc.option(between, { freq: 4 })), { minLength: 1, maxLength: 40 })
  .map((parts) => parts.flatMap(([each, repeats, odd]) => [each, ...Array(repeats).fill(each), odd ?? '']))
  .map((parts) =>
    parts
      .filter((part) => part !== '')
      .join(',')
      .replaceAll(/,(,|,\n| , |,,| x,|\}),/g, '$1'),
  )
  .map((elements) => `{"traceEvents":[${elements}],"rest":1}`);
const chunkSize = fc.constantFrom(5, 60, 700, 1e5);

it('reads the same records, in any chunks', async () => {
  await fc.assert(fc.asyncProperty(document, chunkSize, (json, size) => expectSame(json, size)));
});

it('reports the same faults in a damaged document', async () => {
  const damage = fc.tuple(
    fc.nat(),
    fc.nat(3),
    fc.constantFrom('', '"', '\\', '{', '}', ']', '1', '-', ',', 'é', '\0'),
  );
  await fc.assert(
    fc.asyncProperty(document, chunkSize, damage, async (json, size, [place, removed, added]) => {
      const at = place % json.length;
      await expectSame(json.slice(0, at) + added + json.slice(at + removed), size);
    }),
  );
});

it('keeps the limits of size and depth', async () => {
  const limits = { ...defaultLimits, recordBytes: 60, depth: 3 };
  await fc.assert(fc.asyncProperty(document, chunkSize, (json, size) => expectSame(json, size, limits)));
});

it('changes only the numbers of a known record', async () => {
  const draft = createDraft('log', defaultLimits);
  const events = [1, 2.5, 30].map((ts) => `{"ts":${ts},"args":{"n":${ts > 2 ? 7 : 8}}}`).join(',');
  const { open } = sourceOf(`[${events}]`, 'log');
  const sample = { ...readSample(Buffer.from('[]'), defaultLimits), shape: 'array' as const };
  const seen: unknown[] = [];
  await readRepeats(
    { name: 'log', sample, chunks: open },
    draft,
    [],
    (event, _key, shape) => seen.push([{ ...event }, shape]),
    () => {},
  );
  expect(seen).toEqual([
    [{ ts: 1, args: { n: 8 } }, undefined],
    [{ ts: 2.5, args: { n: 7 } }, undefined],
    [{ ts: 30, args: { n: 7 } }, 1],
  ]);
});
