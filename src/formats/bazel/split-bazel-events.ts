/** Splits Bazel's event file into lines and looks into those alone whose kind of event is read. */
import { collectRecord, type JsonRecord, type SplitOptions } from '../../ingest/parse-record.ts';

const newline = 0x0a;
const headBytes = 128;
const tailBytes = 32;
const decoder = new TextDecoder();
/** An event's id comes first, and its one key is the kind of event. */
const kindPattern = /^\s*\{"id":\{"(\w+)"/;
/** Quotes inside of texts are escaped, so that no output of a build can look like these. */
const lastInHead = /^\s*\{"id":\{"\w+":\{\}\},"lastMessage":true[,}]/;
const lastInTail = /,"lastMessage":true\}\s*$/;
/** An event ends with its payload, which is an object, or with that flag. */
const wholeTail = /(?:\}|"lastMessage":true)\}\s*$/;

/**
 * The events of the given kinds. Of all others, which may have tens of megabytes and hold options and the
 * environment, nothing is kept or parsed; where one is the last message, an empty event says so in its place.
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
    return isLast ? { kind: 'value', key: null, value: { lastMessage: true }, offset: position } : null;
  };
  const start = (offset: number): void => {
    head = new Uint8Array();
    tail = new Uint8Array();
    isWanted = true;
    line.start({ offset, key: null });
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, end));
      const record = finish();
      if (record) yield record;
      from = end + 1;
      start(position + from);
    }
    add(chunk.subarray(from));
    position += chunk.length;
  }
  const isCut = !isWanted && tail.length > 0 && !wholeTail.test(decoder.decode(tail));
  const last = isCut ? null : finish();
  if (isCut || (last?.kind === 'skipped' && last.code === 'malformed'))
    yield { kind: 'truncated', isBetween: false, offset: last?.offset ?? position };
  else if (last) yield last;
}

/** Lines that do not look like an event are left for the parser to complain about. */
function isKind(head: string, kinds: ReadonlySet<string>): boolean {
  const kind = kindPattern.exec(head)?.[1];
  return kind === undefined || kinds.has(kind);
}
