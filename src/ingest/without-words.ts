/** Skips what a shell or a package manager prints before the document of a tool that writes to the same output. */
import type { Limits } from '../settings/limits.ts';
import type { Input, Sample } from './format.ts';
import { readSample } from './read-sample.ts';
import { mapLines } from './text-lines.ts';

/** Each looks at the rest of the sample. */
const triedLines = 100;
const beginning = /^(?:\{|\[\s*(?:$|[{["])|<[?A-Za-z])/;
/** A test program writes the declaration, then its own output, then the report. */
const declarationAlone = /^<\?xml[^>]*\?>\s*[^<\s]/;

/**
 * The document alone; unchanged if no format reads it.
 * @param isRead whether a format reads a file that begins like this
 */
export function withoutWords(input: Input, limits: Limits, isRead: (sample: Sample) => boolean): Input {
  const { sample } = input;
  const isDocument = beginning.test(sample.text) && !declarationAlone.test(sample.text);
  if (isDocument || isRead(sample)) return input;
  const lines = sample.text.split('\n');
  const beginnings = lines.flatMap((line, at) => (at > 0 && beginning.test(line) ? [at] : []));
  for (const at of beginnings.slice(0, triedLines)) {
    const document = readSample(Buffer.from(lines.slice(at).join('\n')), limits);
    if (!isRead(document)) continue;
    const skipped = lines.slice(0, at).filter(isText);
    return {
      ...input,
      sample: { ...document, isWhole: sample.isWhole },
      words: skipped.filter((line) => !line.startsWith('<?xml')).join('\n'),
      chunks: () => blankLines(input.chunks(), skipped.length),
    };
  }
  return input;
}

function isText(line: string): boolean {
  return line.trim() !== '';
}

/** Blanks keep the places of what follows. @param count number of lines with text */
function blankLines(chunks: AsyncIterable<Uint8Array>, count: number): AsyncIterable<Uint8Array> {
  let left = count;
  return mapLines(chunks, (line) => {
    if (left === 0 || !isText(line)) return line;
    left -= 1;
    return ' '.repeat(Buffer.byteLength(line));
  });
}
