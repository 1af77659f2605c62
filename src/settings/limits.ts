/** How much of an input is read, so that no file can exhaust the machine, and how the configuration changes it. */
import type { Problem } from '../model/problem.ts';
import { suggest } from './suggest.ts';

export interface Limits {
  /** Bytes of a file as it lies there. */
  readonly fileBytes: number;
  /** Bytes of a file after decompression, and how many times its size that may be. */
  readonly decompressedBytes: number;
  readonly decompressionRatio: number;
  /** A longer record is skipped by scanning over it. */
  readonly recordBytes: number;
  readonly depth: number;
  readonly nameLength: number;
  /** Above this many tasks a build is aggregated by kind. */
  readonly tasks: number;
}

export const defaultLimits: Limits = {
  fileBytes: 512 * 1024 ** 2,
  decompressedBytes: 1024 ** 3,
  decompressionRatio: 100,
  recordBytes: 16 * 1024 ** 2,
  depth: 64,
  nameLength: 1024,
  tasks: 200_000,
};

/** How much of a file is looked at to recognise its format. */
export const sampleBytes = 1024 ** 2;

/** A key of `limits:` in the configuration file. */
export interface LimitSpec {
  readonly key: keyof Limits;
  readonly unit: 'bytes' | 'count';
  readonly min: number;
  readonly max: number;
  readonly description: string;
}

const kib = 1024;
const mib = kib ** 2;
const gib = kib ** 3;

/** By their names in the file. The greatest values are what Node can still work with. */
export const limitSpecs: Readonly<Record<string, LimitSpec>> = {
  'file-size': {
    key: 'fileBytes',
    unit: 'bytes',
    min: kib,
    max: 64 * gib,
    description: 'How much of a file is read.',
  },
  'decompressed-size': {
    key: 'decompressedBytes',
    unit: 'bytes',
    min: kib,
    max: 64 * gib,
    description: 'How much of a compressed file is read after decompression.',
  },
  'decompression-ratio': {
    key: 'decompressionRatio',
    unit: 'count',
    min: 1,
    max: 10_000,
    description: 'How many times its size a compressed file may grow.',
  },
  'record-size': {
    key: 'recordBytes',
    unit: 'bytes',
    min: kib,
    max: 256 * mib,
    description: 'A longer record of a log is skipped.',
  },
  depth: {
    key: 'depth',
    unit: 'count',
    min: 4,
    max: 1000,
    description: 'A record that is nested deeper is skipped.',
  },
  'name-length': {
    key: 'nameLength',
    unit: 'count',
    min: 64,
    max: 65_536,
    description: 'Longer names are cut to so many characters.',
  },
  tasks: {
    key: 'tasks',
    unit: 'count',
    min: 1,
    max: 5_000_000,
    description: 'The tasks of a build that has more are summed up by kind.',
  },
};

/**
 * Reads `limits:` of the configuration file.
 * @param value what the YAML holds there; undefined for nothing
 * @param file its path, for messages
 */
export function readLimits(
  value: unknown,
  file: string,
): { readonly limits: Partial<Limits>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const refuse = (key: string, what: string, fix: string): void => {
    problems.push({ level: 'error', code: 'invalid-config', where: `${file}: \`${key}\``, what, fix });
  };
  const limits: { -readonly [K in keyof Limits]?: number } = {};
  if (value === undefined || value === null) return { limits, problems };
  if (typeof value !== 'object' || Array.isArray(value)) {
    refuse('limits', 'This is no mapping.', 'Write keys and values, such as `tasks: 500000`.');
    return { limits, problems };
  }
  for (const [key, entry] of Object.entries(value)) {
    const spec = Object.hasOwn(limitSpecs, key) ? limitSpecs[key] : undefined;
    if (spec === undefined) {
      refuse(`limits.${key}`, `There is no limit \`${key}\`.`, suggest(key, Object.keys(limitSpecs)));
      continue;
    }
    const number = readAmount(entry, spec.unit);
    if (number !== null && number >= spec.min && number <= spec.max) limits[spec.key] = number;
    else {
      const range = `from ${showAmount(spec.min, spec.unit)} to ${showAmount(spec.max, spec.unit)}`;
      const form = spec.unit === 'bytes' ? 'a size, such as `512 MiB`,' : 'a whole number';
      refuse(`limits.${key}`, `\`${showEntry(entry)}\` is no limit.`, `Write ${form} ${range}.`);
    }
  }
  return { limits, problems };
}

const units: Readonly<Record<string, number>> = {
  ...{ '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 },
  ...{ kib, mib, gib },
};

/** Whole numbers; sizes may have a unit. Null for anything else. */
function readAmount(entry: unknown, unit: LimitSpec['unit']): number | null {
  const text = typeof entry === 'number' || typeof entry === 'string' ? String(entry).trim() : '';
  const [, digits, word = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  const factor = unit === 'bytes' ? units[word.toLowerCase()] : word === '' ? 1 : undefined;
  if (digits === undefined || factor === undefined) return null;
  const amount = Number(digits) * factor;
  if (unit === 'bytes') return Math.round(amount);
  return Number.isSafeInteger(amount) ? amount : null;
}

/** `512 MiB`, `200,000`. */
export function showAmount(amount: number, unit: LimitSpec['unit']): string {
  if (unit === 'count') return amount.toLocaleString('en');
  for (const [word, size] of [
    ['GiB', gib],
    ['MiB', mib],
    ['KiB', kib],
  ] as const)
    if (amount % size === 0) return `${amount / size} ${word}`;
  return `${amount} bytes`;
}

function showEntry(entry: unknown): string {
  return (typeof entry === 'string' ? entry : (JSON.stringify(entry) ?? '')).slice(0, 40);
}
