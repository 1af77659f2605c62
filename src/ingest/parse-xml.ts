/** Parses XML of any size with sax: tags, attributes, texts piece by piece, no entities, memory bounded by one tag. */
import sax from 'sax';
import type { Draft } from './draft.ts';
import type { Input } from './format.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandlers {
  /** @param depth 1 for a root */
  readonly openTag: (name: string, attributes: Attributes, depth: number) => void;
  readonly closeTag: (name: string) => void;
  /** A piece of the text inside the open tag; CDATA counts as text. */
  readonly text?: (piece: string) => void;
}

/** Messages of failures are attributes, and long; sax needs some 30 times their size. */
const maxTagLength = 4 * 1024 ** 2;
const maxAttributes = 1000;

interface Walk {
  depth: number;
  roots: number;
  /** Of the tag that is being read. */
  attributes: number;
  broken: string | null;
  /** Something beside the XML is in the file. */
  hasText: boolean;
}

/** Calls the handlers up to the end or the first error; what is broken or cut makes the draft incomplete. */
export async function parseXml(input: Input, draft: Draft, handlers: XmlHandlers): Promise<void> {
  const walk: Walk = { depth: 0, roots: 0, attributes: 0, broken: null, hasText: false };
  const parser = createParser(walk, draft, handlers);
  const decoder = new TextDecoder(readEncoding(input.sample.text));
  for await (const chunk of input.chunks()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    walk.broken ??= boundBuffers(parser, Math.min(maxTagLength, draft.limits.recordBytes), handlers);
    if (walk.broken !== null) break;
  }
  draft.countRecord();
  if (walk.hasText) draft.report('info', 'other-lines', 'Text outside of the XML is skipped.');
  if (walk.broken !== null) reportBroken(draft, walk.broken);
  else if (walk.depth > 0 || walk.roots === 0) draft.markTruncated();
}

function createParser(walk: Walk, draft: Draft, handlers: XmlHandlers): sax.SAXParser {
  const parser = sax.parser(true, { position: false });
  parser.onerror = (error) => {
    const [message = ''] = error.message.split('\n');
    parser.error = null as unknown as Error;
    // An entity that the file declares itself is never expanded, and its text is not needed.
    if (message.startsWith('Invalid character entity'))
      draft.report('info', 'entity', 'An XML entity is not expanded.');
    // Tests that write into the output that their report goes to.
    else if (message.startsWith('Text data outside of root')) walk.hasText = true;
    else walk.broken ??= message;
  };
  parser.onattribute = () => {
    walk.attributes += 1;
    if (walk.attributes > maxAttributes) walk.broken ??= `a tag of more than ${maxAttributes} attributes`;
  };
  // What follows an error is not trusted.
  parser.onopentag = ({ name, attributes }) => {
    walk.attributes = 0;
    if (walk.broken !== null) return;
    walk.depth += 1;
    if (walk.depth === 1) walk.roots += 1;
    if (walk.depth > draft.limits.depth) walk.broken = `tags nested more than ${draft.limits.depth} deep`;
    else handlers.openTag(localName(name), attributes as Attributes, walk.depth);
  };
  const { text } = handlers;
  if (text) {
    const take = (piece: string): void => {
      if (walk.broken === null) text(piece);
    };
    parser.ontext = take;
    parser.oncdata = take;
  }
  parser.onclosetag = (name) => {
    if (walk.broken !== null) return;
    walk.depth -= 1;
    handlers.closeTag(localName(name));
  };
  return parser;
}

/**
 * Without positions sax bounds nothing. Text is handed on as far as it came; the rest is flattened, as sax appends
 * to it by the character.
 */
function boundBuffers(parser: sax.SAXParser, limit: number, handlers: XmlHandlers): string | null {
  const buffers = parser as unknown as Record<string, string>;
  for (const name of ['textNode', 'cdata']) if (buffers[name]) handlers.text?.(buffers[name]);
  for (const name of ['textNode', 'cdata', 'comment']) buffers[name] = '';
  for (const name of [
    'tagName',
    'attribName',
    'attribValue',
    'doctype',
    'sgmlDecl',
    'procInstBody',
    'entity',
  ]) {
    const length = buffers[name]?.length ?? 0;
    if (length > limit) return `a tag of more than ${limit} characters`;
    if (length > 0) buffers[name]?.charCodeAt(0);
  }
  return null;
}

/** A prefix names a namespace, which no tool needs to tell its elements apart. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The encoding that the XML declares; UTF-8 when it declares none that is known. */
function readEncoding(text: string): string {
  const [, label = 'utf-8'] = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(text) ?? [];
  try {
    const { encoding } = new TextDecoder(label);
    // The bytes were seen not to be UTF-16, whatever the declaration says.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return 'utf-8';
  }
}

/** A cut file holds whole elements up to the cut. */
function reportBroken(draft: Draft, message: string): void {
  draft.facts.complete = false;
  const what = `The XML is broken (${message}); what stands before is kept.`;
  draft.report('warning', 'malformed-xml', what, 'Let the test tool write its report to the end.');
}
