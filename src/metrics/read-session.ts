/** Reads the session data of a build from a log or from a stored column. */

import type { EnvironmentSnapshot, SessionFacts } from '../model/session.ts';
import type { Variables } from '../model/variables.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The first known value of each field; null without any. */
export function joinSessions(all: readonly Partial<SessionFacts>[]): SessionFacts | null {
  const first = <K extends keyof SessionFacts>(key: K): SessionFacts[K] | null =>
    all.map((each) => each[key] ?? null).find((value) => value !== null) ?? null;
  const joined = {
    maxParallelism: first('maxParallelism'),
    environment: first('environment'),
  };
  return Object.values(joined).some((value) => value !== null) ? joined : null;
}

/** A whole number of workers from 1 on; null for anything else. */
export function readParallelism(value: unknown): number | null {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 1e6 ? Number(value) : null;
}

const longest = 200;
const mostEntries = 50;

/**
 * A snapshot with keys in camel or snake case; null without the name of the system. Texts and lists are kept
 * short.
 */
export function readSessionEnvironment(value: unknown): EnvironmentSnapshot | null {
  if (!isFields(value)) return null;
  const read = (key: string): unknown =>
    value[key] ?? value[key.replaceAll(/[A-Z]/g, (l) => `_${l.toLowerCase()}`)];
  const text = (key: string): string => shorten(read(key)) ?? '';
  const count = (key: string): number => {
    const number = read(key);
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : 0;
  };
  if (text('os') === '') return null;
  return {
    os: text('os'),
    osRelease: text('osRelease'),
    arch: text('arch'),
    cpuModel: shorten(read('cpuModel')),
    cpuCount: count('cpuCount'),
    totalMemoryBytes: count('totalMemoryBytes'),
    nodeVersion: text('nodeVersion'),
    tools: readTexts(read('tools')),
    variables: keepHarmless(readTexts(read('variables'))),
  };
}

/** Variables that describe a build and never contain a secret. */
const harmless = [
  'CI',
  'LANG',
  'LC_ALL',
  'TZ',
  'NODE_ENV',
  'MAKEFLAGS',
  'CARGO_BUILD_JOBS',
  'BUILDER_PARALLEL',
];

/** Only variables of an allow-list, with the length of a setting. */
export function keepHarmless(variables: Variables): Record<string, string> {
  const kept = harmless.flatMap((name): [string, string][] => {
    const value = variables[name];
    return value !== undefined && value.length <= 80 ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

function readTexts(value: unknown): Record<string, string> {
  if (!isFields(value)) return {};
  const texts = Object.entries(value).filter(([, text]) => typeof text === 'string');
  return Object.fromEntries(
    texts.slice(0, mostEntries).map(([key, text]) => [key.slice(0, longest), shorten(text) as string]),
  );
}

/** Lone surrogates have no UTF-8 encoding. */
function shorten(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, longest).replace(/\p{Surrogate}/gu, '\ufffd') : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
