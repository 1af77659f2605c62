/** Walks the JSON records of an input, whatever its shape, and keeps the account of those that were skipped. */
import type { Draft } from './draft.ts';
import type { Input } from './format.ts';
import { type Fields, isFields } from './read-fields.ts';
import { splitJson, splitLines } from './split-json.ts';

/**
 * Calls `visit` for each record that is an object. Malformed ones are skipped and counted.
 * @param arrays top-level arrays of a root object whose elements are the records
 */
export async function readRecords(
  input: Input,
  draft: Draft,
  arrays: readonly string[],
  visit: (record: Fields, key: string | null) => void,
): Promise<void> {
  const options = { recordBytes: draft.limits.recordBytes, depth: draft.limits.depth };
  const records =
    input.sample.shape === 'lines'
      ? splitLines(input.chunks(), options)
      : splitJson(input.chunks(), arrays, options);
  for await (const record of records) {
    if (record.kind === 'truncated') {
      draft.markTruncated();
      continue;
    }
    draft.countRecord();
    if (record.kind === 'skipped') draft.skipRecord(record.offset, record.why, redact(record.excerpt));
    else if (isFields(record.value)) visit(record.value, record.key);
    else draft.skipRecord(record.offset, 'it is not an object:', redact(JSON.stringify(record.value) ?? ''));
  }
}

/** What may be shown of a record that nobody understood: its shape, not its values. */
function redact(text: string): string {
  return text
    .slice(0, 400)
    .replaceAll(/"(?:[^"\\]|\\.){25,}"?/g, '"…"')
    .slice(0, 80);
}
