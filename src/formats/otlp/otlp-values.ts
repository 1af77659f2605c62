/** Values of OTLP/JSON: ids, nanoseconds, attributes. Reference: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
import { type Fields, isFields, readFields, readList, readText } from '../../ingest/read-fields.ts';

/** Attributes by name: texts, numbers and flags; lists and maps are left out. */
export type Attributes = ReadonlyMap<string, string | number | boolean>;

/** A trace or span id as hexadecimal digits; protobuf's own JSON writes base64; null for none. */
export function readId(fields: Fields, key: string): string | null {
  const text = readText(fields, key);
  if (text === null || /^0+$/.test(text)) return null;
  if (/^([0-9a-f]{16}|[0-9a-f]{32})$/i.test(text)) return text.toLowerCase();
  if (!/^([A-Za-z0-9+/_-]{11}=?|[A-Za-z0-9+/_-]{22}(==)?)$/.test(text)) return text.slice(0, 64);
  const hex = Buffer.from(text, 'base64').toString('hex');
  return /^0+$/.test(hex) ? null : hex;
}

/** Nanoseconds: a text, a number, or the `{low, high}` of older JavaScript exporters; null for none and for 0. */
export function readNanos(fields: Fields, key: string): bigint | null {
  const value = readBigInt(fields[key]);
  if (value === null || value <= 0n) return null;
  // Some exporters write milliseconds or microseconds: as nanoseconds they would be in the first days of 1970.
  if (value >= 10n ** 12n && value < lastMs) return value * 1_000_000n;
  return value >= 10n ** 15n && value < lastMs * 1000n ? value * 1000n : value;
}

/** An impossible year; as nanoseconds, 40 minutes after the start of 1970. */
const lastMs = BigInt(Date.UTC(2050, 0, 1));

function readBigInt(value: unknown): bigint | null {
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? BigInt(value) : null;
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.round(value)) : null;
  if (!isFields(value)) return null;
  const { low, high } = value;
  return Number.isInteger(low) && Number.isInteger(high)
    ? BigInt.asUintN(64, (BigInt(high as number) << 32n) | BigInt.asUintN(32, BigInt(low as number)))
    : null;
}

/** Epoch milliseconds, to the microsecond. */
export function toMs(nanos: bigint | null): number | null {
  return nanos === null ? null : Number(nanos / 1000n) / 1000;
}

/** Milliseconds between two times, from the exact difference. */
export function elapsedMs(start: bigint | null, end: bigint | null): number | null {
  return start === null || end === null ? null : Number(end - start) / 1e6;
}

/**
 * An enumeration's number, which some write by name, in full or only the last part: `STATUS_CODE_ERROR`, `Error`,
 * `"2"`. 0 for none; -1 for an unknown name.
 */
export function readEnum(fields: Fields, key: string, names: readonly string[]): number {
  const value = fields[key];
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return 0;
  if (/^\d+$/.test(value)) return Number(value);
  const word = value.toUpperCase();
  return names.findIndex((name) => name === word || (name !== '' && name.endsWith(`_${word}`)));
}

/** The attributes of a resource, scope, span, point or log record. Of equal names the last one counts. */
export function readOtlpAttributes(fields: Fields): Attributes {
  const attributes = new Map<string, string | number | boolean>();
  for (const each of readList(fields, 'attributes')) {
    if (!isFields(each)) continue;
    const key = readText(each, 'key');
    const value = readValue(readFields(each, 'value'));
    if (key !== null && value !== null) attributes.set(key, value);
  }
  return attributes;
}

/** The same attributes in a fixed order. */
export function sortAttributes(attributes: Attributes): readonly (readonly [string, unknown])[] {
  return [...attributes].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A value that is neither a list nor a map; a text is cut to 4,096 characters. */
export function readValue(value: Fields): string | number | boolean | null {
  const { stringValue, intValue, doubleValue, boolValue } = value;
  if (typeof stringValue === 'string') return stringValue.slice(0, 4096);
  if (typeof boolValue === 'boolean') return boolValue;
  const number = Number(intValue ?? doubleValue ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
}

/** The first of these attributes that is a text. */
export function textAttribute(attributes: Attributes, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = attributes.get(name);
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** The first of these attributes that is a number, or a text that is one. */
export function numberOf(attributes: Attributes, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = attributes.get(name);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  }
  return null;
}
