/** Parses XML of any size: tags, attributes, texts in pieces, no entities, memory limited to one tag. */

import sax from 'sax';
import { plural } from '../model/counts.ts';
import { cleanName } from './clean-text.ts';
import type { Draft } from './draft.ts';
import type { Input } from './format.ts';
import { maxAttributes, scanXml, type XmlAttributes, type XmlEvents } from './scan-xml.ts';

export type { XmlAttributes } from './scan-xml.ts';

export interface XmlHandlers {
  /** @param depth 1 for a root */
  readonly openTag: (name: string, attributes: XmlAttributes, depth: number) => void;
  readonly closeTag: (name: string) => void;
  /** A piece of the text inside the open tag; CDATA counts as text. */
  readonly text?: (piece: string) => void;
  /** A comment inside a root; long ones may lack their beginning. */
  readonly comment?: (text: string) => void;
}

/** Size of a scanned piece: small enough for its text to be short-lived. */
const runBytes = 65_536;
/** Messages of failures are long attributes; sax needs about 30 times their size. */
const maxTagLength = 4 * 1024 ** 2;
const maxComment = 1000;

/** Problems of the XML, and how far it can be trusted. */
interface Walk extends XmlEvents {
  depth: number;
  roots: number;
  /** The name of the first root. */
  root: string | null;
  /** This root has another name. */
  isOther: boolean;
  /** The file ends inside a tag or a root. */
  isCut: boolean;
  broken: string | null;
  /** The tag before the error. */
  lastTag: string;
  lastAttributes: XmlAttributes;
  hasBareAmpersand: boolean;
  /** The file contains other text besides the XML. */
  hasText: boolean;
}

/** Calls the handlers up to the end or the first error; broken or cut XML makes the draft incomplete. */
export async function parseXml(input: Input, draft: Draft, handlers: XmlHandlers): Promise<void> {
  const walk = createWalk(draft, handlers);
  const scanner = scanXml(walk, () => !draft.isSummedUp());
  const limit = Math.min(maxTagLength, draft.limits.recordBytes);
  let parser: sax.SAXParser | null = null;
  const goOn = (rest: string): void => {
    parser ??= createParser(walk, scanner.context());
    parser.write(rest);
    walk.broken ??= boundBuffers(parser, limit, walk);
  };
  const decoder = new TextDecoder(readEncoding(input.sample.text));
  for await (const chunk of input.chunks()) {
    for (let at = 0; at < chunk.length && walk.broken === null; at += runBytes) {
      const text = decoder.decode(chunk.subarray(at, at + runBytes), { stream: true });
      const rest = parser === null ? scanner.feed(text) : text;
      if (rest !== null) goOn(rest);
    }
    if (walk.broken !== null) break;
  }
  // A cut file may contain an error before the cut.
  if (parser === null && scanner.rest() !== '') goOn(scanner.rest());
  (parser as sax.SAXParser | null)?.close();
  draft.countRecord();
  if (walk.hasBareAmpersand) draft.report('info', 'entity', 'An `&` is not escaped; it is read as it is.');
  if (walk.hasText) draft.report('info', 'other-lines', 'Text outside of the XML is skipped.');
  if (walk.broken !== null) reportBroken(draft, walk.broken, walk);
  else if (walk.isCut || walk.depth > 0 || walk.roots === 0) draft.markTruncated();
}

/** Content after an error is not trusted. */
function createWalk(draft: Draft, { openTag, closeTag, text, comment }: XmlHandlers): Walk {
  const maxDepth = draft.limits.depth;
  const walk: Walk = {
    depth: 0,
    roots: 0,
    root: null,
    isOther: false,
    isCut: false,
    broken: null,
    lastTag: '',
    lastAttributes: {},
    hasBareAmpersand: false,
    hasText: false,
    open: (name, attributes) => {
      if (walk.broken !== null) return;
      walk.depth += 1;
      walk.lastTag = name;
      walk.lastAttributes = attributes;
      if (walk.depth === 1) startRoot(walk, name);
      if (walk.depth <= 2 && walk.isOther) draft.leaveText(showTag(name, attributes));
      if (walk.depth > maxDepth) walk.broken = `tags nested more than ${plural(maxDepth, 'level')} deep`;
      else openTag(localName(name), attributes, walk.depth);
    },
    close: (name) => {
      if (walk.broken !== null) return;
      walk.depth -= 1;
      closeTag(localName(name));
    },
    text: (piece) => {
      if (walk.broken !== null) return;
      if (walk.depth > 0) text?.(piece);
      else draft.leaveText(piece);
    },
    comment: (found) => {
      if (walk.broken === null && walk.depth > 0) comment?.(found);
    },
    outside: (piece) => {
      walk.hasText = true;
      draft.leaveText(piece);
    },
    // Entities that the file itself declares are never expanded: their text is not needed.
    oddReference: () => draft.report('info', 'entity', 'An XML entity is not expanded.'),
  };
  return walk;
}

/** Several reports may follow one another. */
function startRoot(walk: Walk, name: string): void {
  walk.roots += 1;
  walk.root ??= name;
  walk.isOther = name !== walk.root;
}

function showTag(name: string, attributes: XmlAttributes): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${value.slice(0, 100)}"`);
  return `\n<${name}${pairs.join('')}>\n`;
}

/** Messages of sax about text outside of a root. */
export const outsideMessage = /^(?:Text data outside of root|Non-whitespace before first tag)/;

/** @param context XML that leads to the place where the parser begins */
function createParser(walk: Walk, context: string): sax.SAXParser {
  let attributes = 0;
  const parser = openParser(() => {
    attributes += 1;
    if (attributes > maxAttributes)
      walk.broken ??= `a tag of more than ${plural(maxAttributes, 'attribute')}`;
  });
  parser.write(context);
  parser.onerror = ({ message: lines }) => {
    const [message = ''] = lines.split('\n');
    parser.error = null as unknown as Error;
    if (message.startsWith('Invalid character entity')) walk.oddReference();
    // The character after it was read as text as well.
    else if (message.startsWith('Invalid character in entity name') && !/[<"']/.test(characterOf(parser)))
      walk.hasBareAmpersand = true;
    // Tests that write into the output of their report.
    else if (outsideMessage.test(message)) walk.hasText ||= walk.depth === 0;
    else if (message === 'Unexpected end' || message === 'Unclosed root tag') walk.isCut = true;
    else walk.broken ??= message;
  };
  parser.onopentag = ({ name, attributes: found }) => {
    attributes = 0;
    walk.open(name, found as XmlAttributes);
  };
  parser.onclosetag = walk.close;
  parser.ontext = walk.text;
  parser.oncdata = walk.text;
  parser.oncomment = walk.comment;
  return parser;
}

/** The last character. */
function characterOf(parser: sax.SAXParser): string {
  return (parser as unknown as { readonly c: string }).c;
}

/** A strict parser that continues after errors. @param countAttribute called for each attribute */
export function openParser(countAttribute: () => void): sax.SAXParser {
  const parser = sax.parser(true, { position: false });
  // sax searches all of a declaration again for each of its characters, and needs only the first ones.
  let declaration = '';
  Object.defineProperty(parser, 'sgmlDecl', {
    get: () => declaration,
    set: (text: string) => {
      declaration = text.slice(0, '[CDATA['.length);
    },
  });
  parser.onerror = () => {
    parser.error = null as unknown as Error;
  };
  parser.onattribute = ({ name }) => {
    countAttribute();
    // sax calls this method with each item.
    if (name === 'hasOwnProperty') Reflect.deleteProperty(parser.tag.attributes, name);
  };
  return parser;
}

/**
 * Without positions sax has no limits. Text is passed on in pieces; the rest is flattened, because sax appends to it
 * one character at a time.
 */
function boundBuffers(parser: sax.SAXParser, limit: number, { text }: Walk): string | null {
  const buffers = parser as unknown as Record<string, string>;
  for (const name of ['textNode', 'cdata']) if (buffers[name]) text(buffers[name]);
  for (const name of ['textNode', 'cdata']) buffers[name] = '';
  if ((buffers['comment']?.length ?? 0) > maxComment) buffers['comment'] = '';
  for (const name of ['tagName', 'attribName', 'attribValue', 'doctype', 'procInstBody', 'entity']) {
    const length = buffers[name]?.length ?? 0;
    if (length > limit) return `a tag of more than ${plural(limit, 'character')}`;
    if (length > 0) buffers[name]?.charCodeAt(0);
  }
  return null;
}

/** A prefix is a namespace, which no tool needs to distinguish its elements. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The encoding in the XML declaration; UTF-8 if it declares no known one. */
function readEncoding(text: string): string {
  const [, label = 'utf-8'] = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(text) ?? [];
  try {
    const { encoding } = new TextDecoder(label);
    // The bytes are not UTF-16, whatever the declaration states.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return 'utf-8';
  }
}

/** A cut file contains complete elements up to the cut. */
function reportBroken(draft: Draft, message: string, { lastTag, lastAttributes }: Walk): void {
  draft.facts.complete = false;
  const { name } = lastAttributes;
  const tag = `<${lastTag}${name === undefined ? '' : ` name="${name.slice(0, 100)}"`}>`;
  const where = lastTag === '' ? '' : ` after \`${cleanName(tag, 150)}\``;
  const what = `The XML is broken (${message})${where}; the part before the error is used.`;
  const fix = 'Let the test tool write its report to the end, and escape `&` and `<` in texts.';
  draft.report('warning', 'malformed-xml', what, fix);
}
