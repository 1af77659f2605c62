/** Closes a document that is cut off, to find its intended format. */
import type { Sample } from '../ingest/format.ts';
import { readSample } from '../ingest/read-sample.ts';
import { defaultLimits } from '../settings/limits.ts';

/** The sample as if its file ended correctly at this point; null: it is not a document, is complete, or continues. */
export function closeCut(sample: Sample): Sample | null {
  if (!sample.isWhole) return null;
  if (sample.shape === 'xml') return isCutXml(sample) ? sample : null;
  const isJson = sample.shape === 'object' || sample.shape === 'array';
  const closed = isJson ? closeJson(sample.text) : null;
  return closed === null ? null : readSample(Buffer.from(closed), defaultLimits);
}

function isCutXml({ text, root }: Sample): boolean {
  const end = text.trimEnd();
  if (root === null) return /<[^<>]*$/.test(end);
  const closed = end.matchAll(/<\/(?:[\w.-]+:)?([^\s<>:]+)\s*>/g);
  return !(end.endsWith('/>') || closed.some(([, name]) => name === root));
}

/** The text with its open parts closed, without its last words if they are meaningless alone. */
function closeJson(text: string): string | null {
  let open = '';
  let inString = false;
  /** The last comma or bracket, and the brackets open there. */
  let last = { end: 0, open: '' };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (inString) {
      if (letter === '\\') at += 1;
      else inString = letter !== '"';
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') {
      open = (letter === '{' ? '}' : ']') + open;
      last = { end: at + 1, open };
    } else if (letter === '}' || letter === ']') open = open.slice(1);
    else if (letter === ',') last = { end: at, open };
  }
  if (open === '' || !beginning.test(text.slice(last.end))) return null;
  const tries = [`${text}${inString ? '"' : ''}${open}`, `${text.slice(0, last.end)}${last.open}`];
  return tries.find(isJson) ?? null;
}

/** A prefix of valid JSON after a bracket or a comma. */
const beginning = /^[\s,]*(?![\s,])(?:["[{\]}][\s\S]*|(?:[-\d.eE+]*|[a-z]{1,5})[\s\]}]*)$/;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
