/**
 * Scans plain XML of reports: tags, attributes, texts, CDATA, comments. Everything else (a DOCTYPE, named entities,
 * every error) is left to a complete XML parser.
 */

export type XmlAttributes = Readonly<Record<string, string>>;

export interface XmlEvents {
  /** Names include their prefix. */
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly close: (name: string) => void;
  /** A piece of the text inside the open tag. */
  readonly text: (piece: string) => void;
  /** Its text. */
  readonly comment: (text: string) => void;
  /** A reference to a character that XML does not have; it stays unchanged. */
  readonly oddReference: () => void;
  /** A piece of text that follows a root element. */
  readonly outside: (piece: string) => void;
}

export interface XmlScanner {
  /** @returns the rest where another parser has to continue; null if everything was read or kept */
  readonly feed: (text: string) => string | null;
  /** Text that was kept because it may continue. */
  readonly rest: () => string;
  /** XML that brings another parser to the same state. */
  readonly context: () => string;
}

/** The form of the last tag of each name: the next one mostly has the same attributes, and the same class or file. */
interface TagShape {
  readonly name: string;
  readonly keys: string[];
  readonly values: string[];
}

const maxShapes = 100;

/** A tag or a comment that does not end within this length is left to a parser that need not read it again. */
const maxKept = 256 * 1024;
/** More of them are an error, which the other parser reports. */
export const maxAttributes = 1000;
/** V8 copies shorter substrings itself. */
const leastPart = 13;

const reference = /&(?:(amp|lt|gt|quot|apos);|#(\d{1,7});|#x([\da-fA-F]{1,6});)?/g;
const longestReference = '&#x10ffff;'.length;
const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The end of a piece without an end tag: it may continue in the next chunk, or this scanner does not support it. */
const isCut = -1;
const isOther = -2;

const [tab, newline, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];
const [bang, doubleQuote, singleQuote, slash] = [0x21, 0x22, 0x27, 0x2f];
const [lessThan, equals, greaterThan, question] = [0x3c, 0x3d, 0x3e, 0x3f];

/** @param isKept whether values may outlive their chunk, which requires a copy */
export function scanXml(events: XmlEvents, isKept: () => boolean): XmlScanner {
  const open: string[] = [];
  let hasBegun = false;
  let hasRoot = false;
  let kept = '';
  let isInCdata = false;
  /** In text after a root. */
  let isOutside = false;
  let document = nextDocument('');
  /** References to invalid characters in the current piece. */
  let odd = 0;
  const shapes = new Map<string, TagShape>();
  let shape: TagShape = { name: '', keys: [], values: [] };

  /** @returns the end of the tag */
  const openTag = (text: string, start: number): number => {
    let at = skipName(text, start);
    shape = shapeOf(text.slice(start, at));
    const { name } = shape;
    const attributes: Record<string, string> = {};
    for (let place = 0; ; place++) {
      const from = at;
      at = skipSpace(text, at);
      const code = text.charCodeAt(at);
      if (code === greaterThan) {
        emitOpen(name, attributes);
        open.push(name);
        return at + 1;
      }
      if (code === slash) {
        const next = text.charCodeAt(at + 1);
        if (next !== greaterThan) return Number.isNaN(next) ? isCut : isOther;
        emitOpen(name, attributes);
        events.close(name);
        return at + 2;
      }
      if (at === from || place === maxAttributes) return other(text, at);
      at = attribute(text, at, attributes, place);
      if (at < 0) return at;
    }
  };

  const emitOpen = (name: string, attributes: XmlAttributes): void => {
    if (!hasRoot) document = nextDocument(name);
    hasRoot = true;
    reportOdd();
    events.open(name, attributes);
  };

  /** What a program prints after its report may look like tags: `vector<int>`, `a < b`. */
  const skipOutside = (text: string, start: number): number => {
    document.start.lastIndex = start;
    const found = document.start.exec(text);
    isOutside = found === null;
    const cut = found === null ? text.slice(start).search(document.cut) : -1;
    if (cut === 0) return isCut;
    const end = found !== null ? text.indexOf('<', found.index) : cut < 0 ? text.length : start + cut;
    events.outside(text.slice(start, end));
    return end;
  };

  const shapeOf = (name: string): TagShape => {
    if (shape.name === name) return shape;
    const known = shapes.get(name);
    if (known !== undefined) return known;
    const made: TagShape = { name, keys: [], values: [] };
    if (shapes.size < maxShapes) shapes.set(name, made);
    return made;
  };

  /** @returns the end of the attribute */
  const attribute = (
    text: string,
    start: number,
    attributes: Record<string, string>,
    place: number,
  ): number => {
    const known = shape.keys[place];
    const isKnown =
      known !== undefined &&
      text.startsWith(known, start) &&
      continuesName[text.charCodeAt(start + known.length)] !== 1;
    const end = isKnown ? start + known.length : skipName(text, start);
    let at = skipSpace(text, end);
    if (end === start || !isNameStart(text.charCodeAt(start)) || text.charCodeAt(at) !== equals)
      return other(text, at);
    at = skipSpace(text, at + 1);
    const quote = text.charCodeAt(at);
    if (quote !== doubleQuote && quote !== singleQuote) return other(text, at);
    const close = text.indexOf(quote === doubleQuote ? '"' : "'", at + 1);
    if (close < 0) return isCut;
    const value = plainText(text.slice(at + 1, close));
    if (value === null) return isOther;
    const key = isKnown ? known : learn(text.slice(start, end), attributes, place);
    // Of a repeated attribute the first one counts.
    if (key !== null) attributes[key] = own(value, place);
    return close + 1;
  };

  /** @returns null for a repeated attribute */
  const learn = (key: string, attributes: XmlAttributes, place: number): string | null => {
    const { keys } = shape;
    // The cached next attribute followed another one.
    keys.length = Math.min(keys.length, place);
    if (Object.hasOwn(attributes, key)) return null;
    keys[place] = key;
    return key;
  };

  /** A copy, because a substring would keep the whole chunk in memory. */
  const own = (value: string, place: number): string => {
    if (value.length < leastPart || !isKept()) return value;
    const { values } = shape;
    if (values[place] === value) return values[place];
    const copy = ` ${value}`.slice(1);
    values[place] = copy;
    return copy;
  };

  const closeTag = (text: string, start: number): number => {
    const name = open.at(-1);
    if (name === undefined) return isOther;
    if (!text.startsWith(name, start)) return text.length - start < name.length ? isCut : isOther;
    const at = skipSpace(text, start + name.length);
    if (text.charCodeAt(at) !== greaterThan) return other(text, at);
    open.pop();
    events.close(name);
    return at + 1;
  };

  const cdata = (text: string, start: number): number => {
    const end = text.indexOf(']]>', start);
    // Two of the three characters may be at the end.
    const until = end < 0 ? Math.max(start, text.length - 2) : end;
    if (until > start) events.text(text.slice(start, until));
    isInCdata = end < 0;
    return end < 0 ? until : end + 3;
  };

  const comment = (text: string, start: number): number => {
    const end = text.indexOf('--', start);
    if (end < 0 || end + 2 === text.length) return isCut;
    if (text.charCodeAt(end + 2) !== greaterThan) return isOther;
    if (end > start) events.comment(text.slice(start, end));
    return end + 3;
  };

  /** Comments, CDATA and instructions. */
  const special = (text: string, start: number): number => {
    if (text.charCodeAt(start) === question) {
      const end = text.indexOf('?>', start + 1);
      if (end < 0) return isCut;
      return text.charCodeAt(end - 1) === question ? isOther : end + 2;
    }
    if (text.startsWith('!--', start)) return comment(text, start + 3);
    if (text.startsWith('![CDATA[', start)) return open.length > 0 ? cdata(text, start + 8) : isOther;
    return text.length - start < 8 ? isCut : isOther;
  };

  const words = (text: string, start: number): number => {
    const found = text.indexOf('<', start);
    let end = found < 0 ? text.length : found;
    if (open.length === 0) {
      if (skipSpace(text, start) >= end) return end;
      if (!hasRoot) return isOther;
      return skipOutside(text, start);
    }
    let piece = text.slice(start, end);
    // A reference may continue in the next chunk.
    const cut = found < 0 ? piece.indexOf('&', Math.max(0, piece.length - longestReference)) : -1;
    if (cut >= 0 && !piece.includes(';', cut)) {
      end = start + cut;
      piece = piece.slice(0, cut);
    }
    const plain = plainText(piece);
    if (plain === null) return isOther;
    reportOdd();
    if (plain !== '') events.text(plain);
    return end === start ? isCut : end;
  };

  const plainText = (text: string): string | null => {
    if (!text.includes('&')) return text;
    let isPlain = true;
    const plain = text.replaceAll(reference, (found, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return characters[name] as string;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (isCharacter(code)) return String.fromCodePoint(code);
      if (Number.isNaN(code)) isPlain = false;
      else odd += 1;
      return found;
    });
    return isPlain ? plain : null;
  };

  const reportOdd = (): void => {
    for (; odd > 0; odd--) events.oddReference();
  };

  const step = (text: string, at: number): number => {
    if (isInCdata) return cdata(text, at);
    if (isOutside) return skipOutside(text, at);
    if (text.charCodeAt(at) !== lessThan) return words(text, at);
    const code = text.charCodeAt(at + 1);
    if (code === slash) return closeTag(text, at + 2);
    if (isNameStart(code)) return openTag(text, at + 1);
    return code === bang || code === question ? special(text, at + 1) : other(text, at + 1);
  };

  return {
    context: () => {
      if (open.length > 0) return open.map((name) => `<${name}>`).join('');
      return hasRoot ? '<root/>' : hasBegun ? '<!---->' : '';
    },
    rest: () => (isInCdata ? `<![CDATA[${kept}` : isOutside ? '' : kept),
    feed: (chunk) => {
      const text = kept + chunk;
      kept = '';
      for (let at = 0; at < text.length; ) {
        const next = step(text, at);
        odd = 0;
        if (next === isOther || (next === isCut && text.length - at > maxKept)) return text.slice(at);
        if (next === isCut || (isInCdata && next + 2 >= text.length)) {
          kept = text.slice(next === isCut ? at : next);
          break;
        }
        hasBegun ||= text.charCodeAt(at) === lessThan;
        at = next;
      }
      return null;
    },
  };
}

/** Another document begins a line, or follows the text in the same line. @param root name of the first one */
function nextDocument(root: string): { readonly start: RegExp; readonly cut: RegExp } {
  const tag = `<(?:\\?xml|${root.replaceAll('.', '\\.')})[\\s/>]`;
  return {
    start: new RegExp(`\\n[ \\t\\r]*<|${tag}`, 'g'),
    // At the end of a chunk.
    cut: new RegExp(`(?:\\n[ \\t\\r]*|<[^<\\s/>]{0,${Math.max(4, root.length)}})$`),
  };
}

function other(text: string, at: number): number {
  return at >= text.length ? isCut : isOther;
}

/** The ASCII characters that may start and continue a name: others are rare. */
const nameStarts = /[:_A-Za-z]/;
const nameParts = /[:_A-Za-z\d.-]/;
const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const startsName = Uint8Array.from(ascii, (char) => (nameStarts.test(char) ? 1 : 0));
const continuesName = Uint8Array.from(ascii, (char) => (nameParts.test(char) ? 1 : 0));

function isNameStart(code: number): boolean {
  return startsName[code] === 1;
}

function skipName(text: string, start: number): number {
  let at = start;
  while (continuesName[text.charCodeAt(at)] === 1) at += 1;
  return at;
}

function skipSpace(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== space && code !== newline && code !== tab && code !== carriageReturn) return at;
  }
}

/** Reference: https://www.w3.org/TR/xml/#NT-Char */
function isCharacter(code: number): boolean {
  return (
    [tab, newline, carriageReturn].includes(code) ||
    (code >= space && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
