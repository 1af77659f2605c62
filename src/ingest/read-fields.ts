/** Reads fields of parsed JSON by allow-list: each reader returns the value or null, and never throws. */

import { isDay } from '../model/calendar-day.ts';
import type { Tokens } from '../model/task.ts';
import { hasDecimalComma, parseDuration } from './parse-duration.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readText(fields: Fields, key: string): string | null {
  const value = own(fields, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A finite number; a numeric text counts. */
export function readNumber(fields: Fields, key: string): number | null {
  const value = own(fields, key);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A number of milliseconds, valid or not: the draft reports faults. A text may have a unit. */
export function readDuration(fields: Fields, key: string): number | null {
  const value = own(fields, key);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isNaN(number) ? (parseDuration(value, hasDecimalComma([value]), 1) ?? number) : number;
}

export function readFlag(fields: Fields, key: string): boolean | null {
  const value = own(fields, key);
  return typeof value === 'boolean' ? value : null;
}

export function readFields(fields: Fields, key: string): Fields {
  const value = own(fields, key);
  return isFields(value) ? value : {};
}

export function readList(fields: Fields, key: string): readonly unknown[] {
  const value = own(fields, key);
  return Array.isArray(value) ? value : [];
}

/** One of the allowed words, in any case; otherwise null. */
export function readChoice<T extends string>(fields: Fields, key: string, allowed: readonly T[]): T | null {
  const text = readText(fields, key)?.toLowerCase();
  return allowed.find((word) => word === text) ?? null;
}

/**
 * Epoch milliseconds of an ISO 8601 text or a number (seconds when below 1e11, above 1e14 micro- or nanoseconds).
 * A time without a zone is UTC; `zoneless` is called then.
 */
export function readTime(fields: Fields, key: string, zoneless: () => void = () => {}): number | null {
  const value = own(fields, key);
  if (typeof value === 'number' && Number.isFinite(value)) return knownTime(epochMs(value));
  return typeof value === 'string' ? parseTime(value, zoneless) : null;
}

/** Milliseconds from seconds, milliseconds, microseconds or nanoseconds since 1970, distinguished by their size. */
function epochMs(value: number): number {
  if (value < 1e11) return value * 1000;
  if (value < 1e14) return value;
  return value < 1e17 ? value / 1000 : value / 1e6;
}

/** Minimum time: a log of 1970 or before has an unset clock. */
const firstTimeMs = Date.UTC(1971, 0, 1);
/** Maximum time of a Date. */
const lastTimeMs = 8.64e15;

/** Date, time and zone; Java adds the name of the zone: `2026-03-01T10:00+01:00[Europe/Berlin]`. */
const isoTime =
  /^(\d{4}(?:-\d{2}-\d{2}|\/\d{2}\/\d{2}))(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?))?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?:\[[\w/+-]+\])?$/i;

/** The form in most logs: nothing to repair. */
const plainTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The last text of this kind: a record's time is read for its build and for its work. */
let lastTime: { readonly text: string; readonly timeMs: number | null } = { text: '', timeMs: null };

/** A number of seconds, or of thousandths, millionths or billionths of a second, as text. */
const epochText = /^1\d{9}(?:\d{3}){0,3}$/;

/** `Mon, 30 Nov 2026 07:00:00 GMT`, as JavaScript writes it. */
const httpTime = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4})$/;

/** Epoch milliseconds of an ISO 8601 text or an epoch time; null for other texts, and for the years 1 and 1970, which mean none. */
export function parseTime(text: string, zoneless: () => void = () => {}): number | null {
  if (text === lastTime.text) return lastTime.timeMs;
  if (plainTime.test(text)) {
    lastTime = { text, timeMs: hasDay(text) ? knownTime(Date.parse(text)) : null };
    return lastTime.timeMs;
  }
  const match = isoTime.exec(text.trim());
  if (!match && httpTime.test(text)) return knownTime(Date.parse(text));
  if (!match) return epochText.test(text) ? knownTime(epochMs(Number(text))) : null;
  const [, date = '', time = '00:00', zone] = match;
  if (zone === undefined) zoneless();
  const day = date.replaceAll('/', '-');
  if (!hasDay(day)) return null;
  return knownTime(Date.parse(`${day}T${time.replace(',', '.')}${isoZone(zone ?? 'Z')}`));
}

/** Every month has 28 days: most times need no second look. */
function hasDay(text: string): boolean {
  return text.slice(8, 10) <= '28' || isDay(text.slice(0, 10));
}

function isoZone(zone: string): string {
  return /^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone.replace(/^(?:UTC|GMT)$/i, 'Z').toUpperCase();
}

function knownTime(timeMs: number): number | null {
  return timeMs >= firstTimeMs && timeMs <= lastTimeMs ? timeMs : null;
}

/** `{input, output, cache_read, cache_creation}`; null without any of them. */
export function readTokenFields(value: unknown): Tokens | null {
  if (!isFields(value)) return null;
  const part = (key: string): number | null => readNumber(value, key);
  const parts = [part('input'), part('output'), part('cache_read'), part('cache_creation')];
  if (parts.every((count) => count === null)) return null;
  const [input = 0, output = 0, cacheRead = 0, cacheCreation = 0] = parts.map((count) => count ?? 0);
  return { input, output, cacheRead, cacheCreation };
}

/** Inherited keys are not fields, and `__proto__` from JSON.parse is an ordinary key. */
function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** Looks up a word of a log in one of our tables; the word may be the name of an inherited member. */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string | null): T | undefined {
  return word !== null && Object.hasOwn(table, word) ? table[word] : undefined;
}
