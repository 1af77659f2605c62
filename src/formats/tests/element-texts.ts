/** Keeps the texts of some elements of an XML report during parsing, as far as a failure needs them. */
import { failureTextLength } from '../../ingest/describe-failure.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Input } from '../../ingest/format.ts';
import { parseDuration } from '../../ingest/parse-duration.ts';
import { parseXml, type XmlHandlers } from '../../ingest/parse-xml.ts';

interface ElementTexts {
  readonly open: (name: string) => void;
  readonly text: (piece: string) => void;
  /** @returns the text of the closing element; null if it is not one of the kept ones */
  readonly close: (name: string) => string | null;
}

interface TextHandlers {
  readonly openTag: XmlHandlers['openTag'];
  /** @param text of the closing element; null if it is not one of the kept ones */
  readonly closeTag: (name: string, text: string | null) => void;
}

/** @param names elements whose text is kept, up to the maximum length of a failure */
export async function parseWithTexts(
  input: Input,
  draft: Draft,
  names: readonly string[],
  { openTag, closeTag }: TextHandlers,
): Promise<void> {
  const texts = keepTexts(names);
  await parseXml(input, draft, {
    openTag: (name, attributes, depth) => {
      texts.open(name);
      openTag(name, attributes, depth);
    },
    closeTag: (name) => closeTag(name, texts.close(name)),
    text: texts.text,
  });
}

function keepTexts(names: readonly string[]): ElementTexts {
  let inside: string | null = null;
  let kept = '';
  return {
    open: (name) => {
      if (inside !== null || !names.includes(name)) return;
      inside = name;
      kept = '';
    },
    text: (piece) => {
      if (inside !== null && kept.length < failureTextLength) kept += piece.slice(0, failureTextLength);
    },
    close: (name) => {
      if (name !== inside) return null;
      inside = null;
      return kept.trim();
    },
  };
}

/** Seconds in an attribute, as ms; null for a text that is not a duration, which is reported. */
export function readSecondsOf(draft: Draft, text: string | undefined): number | null {
  return readTimeBy(draft, text, (written) => {
    // A single comma is a decimal comma: .NET does not separate thousands by default.
    const isCommaDecimal = written.lastIndexOf(',') > written.lastIndexOf('.');
    return parseDuration(written, isCommaDecimal, 1000);
  });
}

/** @param parse null: not a duration, which is reported */
export function readTimeBy(
  draft: Draft,
  text: string | undefined,
  parse: (written: string) => number | null,
): number | null {
  const written = text?.trim() ?? '';
  const durationMs = written === '' ? null : parse(written);
  if (durationMs === null && written !== '') {
    const what = `\`${written.slice(0, 40)}\` is not a duration; it is treated as unknown.`;
    draft.report('warning', 'invalid-duration', what);
  }
  return durationMs;
}

/** The name of an assembly without its folder, which differs from machine to machine, and its `.dll`. */
export function nameAssembly(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.(dll|exe)$/i, '');
}
