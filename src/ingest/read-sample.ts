/** Looks at the beginning of a file: its shape, its first records, its root. */
import sax from 'sax';
import type { Sample, Shape } from './format.ts';
import type { Limits } from './limits.ts';
import { type Fields, isFields } from './read-fields.ts';

const wantedRecords = 20;

/** @param head at most 1 MiB from the start of the file */
export function readSample(head: Uint8Array, limits: Limits): Sample {
  const text = new TextDecoder().decode(head).trimStart();
  const nothing = { text, records: [], keys: [], isEmpty: false, root: null };
  if (text.startsWith('<')) return { ...nothing, shape: 'xml', root: readRoot(text) };
  if (!/^[[{]/.test(text)) return { ...nothing, shape: 'text' };
  const isEmpty = /^(\[\s*\]|\{\s*\})\s*$/.test(text.slice(0, 1000));
  if (text.startsWith('['))
    return { ...nothing, shape: 'array', records: probe(text, limits).records, isEmpty };
  const shape = readShape(text);
  if (shape === 'lines') return { ...nothing, shape, records: readLines(text) };
  return { ...nothing, shape, ...probe(text, limits), isEmpty };
}

/** Two lines that each start an object are a log; one object, however it is laid out, is a document. */
function readShape(text: string): Shape {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  if (parse(first) === undefined) return 'object';
  const next = text.slice(end + 1).trimStart();
  return end >= 0 && next !== '' ? 'lines' : 'object';
}

function readLines(text: string): Fields[] {
  const records: Fields[] = [];
  for (const line of text.split('\n', 1000)) {
    const value = parse(line);
    if (isFields(value)) records.push(value);
    if (records.length >= wantedRecords) break;
  }
  return records;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Keys of the root object, and as records the first complete objects inside it: elements of the root array,
 * or of top-level arrays. A document that ends inside the sample without any is its own record.
 */
function probe(text: string, limits: Limits): { keys: string[]; records: Fields[] } {
  const keys: string[] = [];
  const records: Fields[] = [];
  const base = text.startsWith('[') ? 1 : 2;
  let depth = 0;
  let start = -1;
  let inArray = base === 1;
  for (let i = 0; i < text.length && records.length < wantedRecords; i++) {
    const char = text[i];
    if (char === '"') {
      const end = endOfString(text, i);
      if (depth === 1 && base === 2 && /^\s*:/.test(text.slice(end + 1, end + 20)))
        keys.push(text.slice(i + 1, end));
      i = end;
    } else if (char === '{' || char === '[') {
      if (depth === 1 && base === 2) inArray = char === '[';
      if (depth === base && inArray && char === '{') start = i;
      depth += 1;
      if (depth > limits.depth) break;
    } else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === base && start >= 0) {
        const value = parse(text.slice(start, i + 1));
        if (isFields(value)) records.push(value);
        start = -1;
      }
    }
  }
  if (records.length === 0 && base === 2) {
    const whole = parse(text);
    if (isFields(whole)) records.push(whole);
  }
  return { keys, records };
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '"') return i;
  }
  return text.length;
}

function readRoot(text: string): string | null {
  const parser = sax.parser(true, { position: false });
  let root: string | null = null;
  parser.onopentag = (tag) => {
    root ??= tag.name;
  };
  parser.onerror = () => {
    parser.error = null as unknown as Error;
  };
  for (let at = 0; at < text.length && root === null; at += 4096) parser.write(text.slice(at, at + 4096));
  return root;
}
