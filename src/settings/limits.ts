/** How much of an input is read, so that no file can exhaust the machine, and how the configuration changes it. */
import { formatCount, plural } from '../model/counts.ts';
import type { KeySpec } from './key-spec.ts';
import { showValue } from './show-value.ts';
import { type FieldSpec, record, refine, type ValueSpec } from './value-spec.ts';

export interface Limits {
  /** Bytes of a file on disk. */
  readonly fileBytes: number;
  /** Bytes of a file after decompression, and the maximum ratio to its compressed size. */
  readonly decompressedBytes: number;
  readonly decompressionRatio: number;
  /** A longer record is skipped without buffering. */
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

/** The advice for builds with more tasks than their limit. */
export const raiseTasks = 'Raise `limits: tasks` in the configuration file';

/** How many bytes are read to recognise the format. */
export const sampleBytes = 1024 ** 2;

const kib = 1024;
const mib = kib ** 2;
const gib = kib ** 3;

/** A number in a range, and how it is written. */
interface AmountSpec extends ValueSpec<number> {
  readonly range: string;
  readonly unit: 'bytes' | 'count';
}

function amount(unit: AmountSpec['unit'], min: number, max: number): AmountSpec {
  const number = { type: 'integer', minimum: min, maximum: max };
  const size = { type: 'string', pattern: '^\\d+(\\.\\d+)? *([KMGkmg][Ii]?)?[Bb]$' };
  const range = `${showAmount(min, unit)} to ${showAmount(max, unit)}`;
  const form = unit === 'bytes' ? 'a size, such as `512 MiB`,' : 'a whole number';
  return {
    schema: unit === 'bytes' ? { anyOf: [number, size] } : number,
    range,
    unit,
    read: ({ value, refuse }) => {
      const read = readAmount(value, unit);
      if (read !== null && read >= min && read <= max) return read;
      return refuse(`${showValue(value)} is not a limit.`, `Write ${form} from ${range}.`);
    },
  };
}

/** A key of `limits:` in the file. */
export interface LimitSpec extends FieldSpec<number> {
  readonly value: AmountSpec;
  readonly key: keyof Limits;
}

function limit(key: keyof Limits, value: AmountSpec, description: string): LimitSpec {
  const fallback = showAmount(defaultLimits[key], value.unit);
  return { key, value, description: `${description} Default: ${fallback}; ${value.range}.`, required: false };
}

/** By their names in the file. The maximum values are what Node can still handle. */
export const limitSpecs: Readonly<Record<string, LimitSpec>> = {
  'file-size': limit(
    'fileBytes',
    amount('bytes', kib, 64 * gib),
    'Maximum number of bytes to read of a file.',
  ),
  'decompressed-size': limit(
    'decompressedBytes',
    amount('bytes', kib, 64 * gib),
    'Maximum number of bytes to read of a compressed file, after decompression.',
  ),
  'decompression-ratio': limit(
    'decompressionRatio',
    amount('count', 1, 10_000),
    'Maximum ratio of decompressed to compressed size.',
  ),
  'record-size': limit(
    'recordBytes',
    amount('bytes', kib, 256 * mib),
    'Maximum size of one record of a log; larger records are skipped.',
  ),
  depth: limit(
    'depth',
    amount('count', 4, 1000),
    'Maximum nesting depth of a record; deeper records are skipped.',
  ),
  'name-length': limit(
    'nameLength',
    amount('count', 64, 65_536),
    'Maximum length of a name, in characters; longer names are cut.',
  ),
  tasks: limit(
    'tasks',
    amount('count', 1, 5_000_000),
    'Maximum number of tasks of a build; above it, tasks are summed up by kind.',
  ),
};

/** `limits`: how much of a log is read. */
export const limitsKey: KeySpec<Partial<Limits>> = {
  value: refine(record(limitSpecs), (read) =>
    Object.fromEntries(
      Object.entries(read).flatMap(([name, value]) => {
        const key = limitSpecs[name]?.key;
        return key === undefined || value === undefined ? [] : [[key, value]];
      }),
    ),
  ),
  description: 'How much of a log is read.',
  fallback: {},
  docs: {
    title: 'Limits',
    text: 'How much of a log is read, so that no file can exhaust the machine.',
    example: `limits:
  file-size: 2 GiB
  tasks: 500000
`,
  },
};

const units: Readonly<Record<string, number>> = {
  ...{ '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 },
  ...{ kib, mib, gib },
};

/** Whole numbers; sizes may have a unit. Null for anything else. */
function readAmount(entry: unknown, unit: AmountSpec['unit']): number | null {
  const text = typeof entry === 'number' || typeof entry === 'string' ? String(entry).trim() : '';
  const [, digits, word = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  const factor = unit === 'bytes' ? units[word.toLowerCase()] : word === '' ? 1 : undefined;
  if (digits === undefined || factor === undefined) return null;
  const amount = Number(digits) * factor;
  if (unit === 'bytes') return Math.round(amount);
  return Number.isSafeInteger(amount) ? amount : null;
}

/** `512 MiB`, `200,000`. */
export function showAmount(amount: number, unit: AmountSpec['unit']): string {
  if (unit === 'count') return formatCount(amount);
  for (const [word, size] of [
    ['GiB', gib],
    ['MiB', mib],
    ['KiB', kib],
  ] as const)
    if (amount % size === 0) return `${amount / size} ${word}`;
  return plural(amount, 'byte');
}
