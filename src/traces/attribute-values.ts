/** Attributes with numbers that every form of OTLP can hold. */
import type { Attributes, AttributeValue } from '@opentelemetry/api';

/** Whole numbers are written as 64-bit integers, and JSON has neither NaN nor infinity. */
const limit = 2 ** 63;

/** Other numbers as texts: a receiver would refuse the whole request. */
export function fitAttributes(attributes: Attributes): Attributes {
  if (Object.values(attributes).every(isFit)) return attributes;
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, fitValue(value)]));
}

export function fitValue<Value extends AttributeValue | null | undefined>(
  value: Value,
): Value | string | string[] {
  if (isFit(value)) return value;
  return Array.isArray(value) ? value.map(String) : String(value);
}

function isFit(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) < limit;
  return !Array.isArray(value) || value.every(isFit);
}
