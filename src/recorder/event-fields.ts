/** The fields of each event class, declared once: their names in code, in records, and how they are read. */
import { type Fields, isFields, readFlag, readNumber, readText } from '../ingest/read-fields.ts';

type FieldKind = 'text' | 'number' | 'flag' | 'texts' | 'fields';

/** `name` in code is `key` in records, the same in snake case. */
export type FieldTable = readonly { readonly name: string; readonly key: string; readonly kind: FieldKind }[];

/** Declares fields: `{taskId: 'text'}` is `task_id` in records. */
export function declareFields(kinds: Readonly<Record<string, FieldKind>>): FieldTable {
  return Object.entries(kinds).map(([name, kind]) => ({ name, key: snakeCase(name), kind }));
}

/** `durationMs` is `duration_ms`. */
function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `duration_ms` is `durationMs`. */
export function camelCase(key: string): string {
  return key.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Copies the declared fields of `from` to `to`; missing ones are null. A value of another type is read as in a record,
 * so that an event is the same before and after it is written. A number is also a text: many ids are numbers.
 */
export function assignFields(to: object, table: FieldTable, from: object): void {
  const source = from as Record<string, unknown>;
  const target = to as Record<string, unknown>;
  for (const { name, kind } of table) {
    const value = source[name] ?? null;
    if (value === null || (typeof value === 'string' && kind === 'text')) target[name] = value;
    else if (kind === 'text' && typeof value === 'number') target[name] = String(value);
    else target[name] = readKind(source, name, kind);
  }
}

/** Adds the declared fields of `from` to a record. */
export function writeFields(record: Record<string, unknown>, table: FieldTable, from: object): void {
  const source = from as Record<string, unknown>;
  for (const { name, key } of table) record[key] = source[name];
}

/** Reads the declared fields of a record; values of another type are left out. */
export function readDeclared(record: Fields, table: FieldTable): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const { name, key, kind } of table) {
    const value = readKind(record, key, kind);
    if (value !== null) read[name] = value;
  }
  return read;
}

function readKind(record: Fields, key: string, kind: FieldKind): unknown {
  const value = record[key];
  switch (kind) {
    case 'text':
      return readText(record, key);
    case 'number':
      return readNumber(record, key);
    case 'flag':
      return readFlag(record, key);
    case 'texts':
      return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
    case 'fields':
      return isFields(value) ? value : null;
  }
}
