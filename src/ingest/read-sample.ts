/** Reads the beginning of a file: its shape, its first records, its root. */

import { type Limits, sampleBytes } from '../settings/limits.ts';
import type { Sample, TextShape } from './format.ts';
import { parseJson } from './parse-record.ts';
import { localName, openParser, outsideMessage } from './parse-xml.ts';
import { type Fields, isFields } from './read-fields.ts';
import { JsonWalk } from './split-json.ts';

const wantedRecords = 20;
/** Number of bytes that are processed together, until there are enough records. */
const probeBytes = 4096;

/** Lines of a log may begin with `[INFO]`, `[1/5]` or a time in brackets. */
const mayBeJson = /^(?:\{|\[\s*(?:$|[{["\]]|(?:-?\d[\d.eE+-]*|true|false|null)\s*(?:,|\]\s*$)))/;

/** @param head at most 1 MiB from the start of the file */
export function readSample(head: Uint8Array, limits: Limits): Sample {
  const text = new TextDecoder().decode(head).trimStart();
  const isWhole = head.length < sampleBytes;
  const nothing = { text, isWhole, records: [], keys: [], isEmpty: false, root: null };
  if (text.startsWith('<')) return { ...nothing, shape: 'xml', root: readRoot(text) };
  if (!mayBeJson.test(text)) {
    // Text that a tool writes before JSON lines is skipped, as it is between them.
    const rest = skipWords(text);
    return rest === null
      ? { ...nothing, shape: 'text' }
      : { ...nothing, shape: 'lines', records: readLines(rest) };
  }
  const isEmpty = /^(\[\s*\]|\{\s*\})\s*$/.test(text.slice(0, 1000));
  if (text.startsWith('['))
    return { ...nothing, shape: 'array', records: probe(head, limits).records, isEmpty };
  const shape = readShape(text);
  if (shape === 'lines') return { ...nothing, shape, records: readLines(text) };
  return { ...nothing, shape, ...probe(head, limits), isEmpty };
}

/** The first lines of a file, as documents; none if they are no objects. */
export function readDocuments({ shape, text, records }: Sample, limits: Limits): readonly Sample[] {
  if (shape !== 'lines' || !text.startsWith('{')) return [];
  return records.map((record) => readSample(Buffer.from(JSON.stringify(record)), limits));
}

/** Two lines that each start an object are a log, also if the first one is damaged; one object, in any layout, is a document. */
function readShape(text: string): TextShape {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  if (parseJson(first) === undefined) {
    const [second = ''] = end < 0 ? [] : text.slice(end + 1).split('\n', 1);
    return isObject(second) ? 'lines' : 'object';
  }
  const next = text.slice(end + 1).trimStart();
  return end >= 0 && next !== '' ? 'lines' : 'object';
}

/** From the first line that is an object on, if most of the following lines are objects too; else null. */
function skipWords(text: string): string | null {
  const lines = text.split('\n', 200);
  const first = lines.findIndex(isObject);
  if (first < 0) return null;
  const rest = lines.slice(first, first + 20).filter((line) => line.trim() !== '');
  return rest.filter(isObject).length * 2 > rest.length ? lines.slice(first).join('\n') : null;
}

function isObject(line: string): boolean {
  return line.trimStart().startsWith('{') && isFields(parseJson(line));
}

function readLines(text: string): Fields[] {
  const records: Fields[] = [];
  for (const line of text.split('\n', 1000)) {
    const value = parseJson(line);
    if (isFields(value)) records.push(value);
    if (records.length >= wantedRecords) break;
  }
  return records;
}

/**
 * Keys of the root object, and as records the first complete objects of the root array or of the root object's
 * arrays. A document without arrays that ends inside the sample is its own record. Of several documents the first one.
 */
function probe(head: Uint8Array, limits: Limits): { keys: string[]; records: Fields[] } {
  const walk = new JsonWalk('all', limits);
  const records: Fields[] = [];
  let root: Fields | null = null;
  for (let at = 0; at < head.length && records.length < wantedRecords; at += probeBytes) {
    for (const record of walk.feed(head.subarray(at, at + probeBytes))) {
      if (record.kind === 'document') return probe(head.subarray(0, record.offset), limits);
      if (record.kind !== 'value' || !isFields(record.value)) continue;
      if (record.key === null && walk.keys.length > 0) root ??= record.value;
      else if (records.length < wantedRecords) records.push(record.value);
    }
  }
  return { keys: walk.keys, records: records.length > 0 || root === null ? records : [root] };
}

/** A text with more of them before its root is no XML. */
const maxErrors = 100;

function readRoot(text: string): string | null {
  let root: string | null = null;
  const parser = openParser(() => {});
  parser.onopentag = (tag) => {
    root ??= localName(tag.name);
  };
  let errors = 0;
  parser.onerror = ({ message }) => {
    parser.error = null as unknown as Error;
    if (!outsideMessage.test(message)) errors += 1;
  };
  for (let at = 0; at < text.length && root === null && errors < maxErrors; at += 4096)
    parser.write(text.slice(at, at + 4096));
  return root;
}
