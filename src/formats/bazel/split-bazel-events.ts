/** Splits Bazel's event file into lines and parses only those with a relevant kind of event. */
import { collectRecord, type JsonRecord, parseRecord, type SplitOptions } from '../../ingest/parse-record.ts';

const newline = 0x0a;
const headBytes = 128;
const tailBytes = 32;
const decoder = new TextDecoder();
/** An event's id comes first, and its only key is the kind of event. Other programs write it with spaces. */
const kindPattern = /^\s*\{\s*"id"\s*:\s*\{\s*"(\w+)"/;
/** Quotes inside texts are escaped, so output of a build cannot look like these. */
const lastInHead = /^\s*\{\s*"id"\s*:\s*\{\s*"\w+"\s*:\s*\{\}\s*\}\s*,\s*"lastMessage"\s*:\s*true\s*[,}]/;
const lastInTail = /,\s*"lastMessage"\s*:\s*true\s*\}\s*$/;
/** An event ends with its payload, an object, or with that flag. */
const wholeTail = /(?:\}|"lastMessage"\s*:\s*true)\s*\}\s*$/;

/**
 * The events of the given kinds. All others, which may have tens of megabytes and contain options and the
 * environment, are neither kept nor parsed; if one is the last message, an empty event replaces it.
 */
export async function* splitEvents(
  chunks: AsyncIterable<Uint8Array>,
  kinds: ReadonlySet<string>,
  options: SplitOptions,
): AsyncGenerator<JsonRecord> {
  const line = collectRecord(options);
  let head = new Uint8Array();
  let tail = new Uint8Array();
  let isWanted = true;
  let position = 0;

  const add = (bytes: Uint8Array): void => {
    if (head.length < headBytes) {
      head = Buffer.concat([head, bytes.subarray(0, headBytes - head.length)]);
      isWanted = isKind(decoder.decode(head), kinds);
    }
    if (isWanted) line.add(bytes);
    else tail = Buffer.concat([tail, bytes.subarray(-tailBytes)]).subarray(-tailBytes);
  };
  const finish = (): JsonRecord | null => {
    if (isWanted) return line.finish();
    const isLast = lastInHead.test(decoder.decode(head)) || lastInTail.test(decoder.decode(tail));
    return isLast ? lastMessage(position) : null;
  };
  const start = (offset: number): void => {
    head = new Uint8Array();
    tail = new Uint8Array();
    isWanted = true;
    line.start({ offset, key: null });
  };

  /** A line that is complete in one chunk, as most are, need not be copied. */
  const readWhole = (bytes: Uint8Array, offset: number): JsonRecord | null => {
    if (isKind(decoder.decode(bytes.subarray(0, headBytes)), kinds)) {
      const text = decoder.decode(bytes).trim();
      return text === '' ? null : parseRecord(text, { offset, key: null }, options.depth);
    }
    const isLast =
      lastInHead.test(decoder.decode(bytes.subarray(0, headBytes))) ||
      lastInTail.test(decoder.decode(bytes.subarray(-tailBytes)));
    return isLast ? lastMessage(offset) : null;
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      const bytes = chunk.subarray(from, end);
      const isWhole = from > 0 && bytes.length > 0 && bytes.length <= options.recordBytes;
      if (!isWhole) add(bytes);
      const record = isWhole ? readWhole(bytes, position + from) : finish();
      if (record) yield record;
      from = end + 1;
      if (!isWhole) start(position + from);
    }
    if (from > 0) start(position + from);
    add(chunk.subarray(from));
    position += chunk.length;
  }
  const isCut = !isWanted && tail.length > 0 && !wholeTail.test(decoder.decode(tail));
  const last = isCut ? null : finish();
  if (isCut || (last?.kind === 'skipped' && last.code === 'malformed'))
    yield { kind: 'truncated', isBetween: false, offset: last?.offset ?? position };
  else if (last) yield last;
}

function lastMessage(offset: number): JsonRecord {
  return { kind: 'value', key: null, value: { lastMessage: true }, offset };
}

/** Lines that do not look like an event are passed to the parser, which reports them. */
function isKind(head: string, kinds: ReadonlySet<string>): boolean {
  const kind = kindPattern.exec(head)?.[1];
  return kind === undefined || kinds.has(kind);
}
