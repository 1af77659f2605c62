/**
 * The allowed values in the configuration file. One spec reads a value, reports its faults, and provides its
 * JSON Schema; docs/options.md and docs/config.schema.json are generated from the same specs.
 */

import { showValue } from './show-value.ts';
import { suggest } from './suggest.ts';
import type { Written } from './written.ts';

export type Schema = Readonly<Record<string, unknown>>;

export interface ValueSpec<T> {
  readonly schema: Schema;
  /** @returns undefined after the problem was reported */
  readonly read: (written: Written) => T | undefined;
}

/** The type that a spec reads. */
export type ValueOf<S> = S extends ValueSpec<infer T> ? T : never;

/** One key of a record. */
export interface FieldSpec<T> {
  readonly value: ValueSpec<T>;
  readonly description: string;
  readonly required: boolean;
}

export function required<T>(value: ValueSpec<T>, description: string): FieldSpec<T> {
  return { value, description, required: true };
}

export function optional<T>(value: ValueSpec<T>, description: string): FieldSpec<T> {
  return { value, description, required: false };
}

/** One of these words. */
export function choice<const T extends string>(values: readonly T[]): ValueSpec<T> {
  return {
    schema: { enum: values },
    read: (written) =>
      values.find((value) => value === written.value) ??
      written.refuse(
        `${showValue(written.value)} is not a valid value.`,
        suggest(String(written.value), values),
      ),
  };
}

/** Any text that is not blank; it is trimmed. */
export const text: ValueSpec<string> = {
  schema: { type: 'string', minLength: 1 },
  read: ({ value, name, refuse }) => {
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    return refuse(`${showValue(value)} is not a text.`, `Write \`${name}: …\`, in quotes if it is a number.`);
  },
};

/** A text or a number, as a text: its unit depends on another key. */
export const amountText: ValueSpec<string> = {
  schema: {
    anyOf: [
      { type: 'number', minimum: 0 },
      { type: 'string', pattern: '^\\s*[+$-]?\\s*\\d' },
    ],
  },
  read: ({ value, refuse }) => {
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    return refuse(
      `${showValue(value)} is not a limit.`,
      'Write a number with its unit, such as `80%` or `10s`.',
    );
  },
};

export const flag: ValueSpec<boolean> = {
  schema: { type: 'boolean' },
  read: ({ value, refuse }) => {
    if (typeof value === 'boolean') return value;
    return refuse(`${showValue(value)} is neither true nor false.`, 'Write `true` or `false`.');
  },
};

/** The value, or null for `off`. */
export function orOff<T>(value: ValueSpec<T>): ValueSpec<T | null> {
  return {
    schema: { anyOf: [{ enum: ['off', false] }, value.schema] },
    read: (written) => (written.value === 'off' || written.value === false ? null : value.read(written)),
  };
}

/** A list of values; invalid ones are left out. */
export function list<T>(value: ValueSpec<T>, example: string): ValueSpec<readonly T[]> {
  return {
    schema: { type: 'array', items: value.schema },
    read: (written) => {
      if (!Array.isArray(written.value))
        return written.refuse(`${showValue(written.value)} is not a list.`, `Write \`${example}\` under it.`);
      return written.value.flatMap((_, index) => value.read(written.at(index)) ?? []);
    },
  };
}

/** Values under user-defined names; invalid ones are left out. */
export function mapping<T>(value: ValueSpec<T>, example: string): ValueSpec<ReadonlyMap<string, T>> {
  return {
    schema: { type: 'object', additionalProperties: value.schema },
    read: (written) => {
      if (!isObject(written.value))
        return written.refuse(
          `${showValue(written.value)} is not a mapping of names to values.`,
          `Write \`${example}\` under it.`,
        );
      const found = new Map<string, T>();
      for (const name of Object.keys(written.value)) {
        const read = value.read(written.at(name));
        if (read !== undefined) found.set(name, read);
      }
      return found;
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a record holds fields of all types
type Fields = Readonly<Record<string, FieldSpec<any>>>;
type RecordOf<F extends Fields> = { readonly [K in keyof F]?: ValueOf<F[K]['value']> };

/**
 * Values under known keys. A key without a value counts as absent; invalid or absent values are undefined.
 */
export function record<F extends Fields>(fields: F): ValueSpec<RecordOf<F>> {
  const names = Object.keys(fields);
  const needed = names.filter((name) => fields[name]?.required);
  return {
    schema: {
      type: 'object',
      additionalProperties: false,
      ...(needed.length > 0 && { required: needed }),
      properties: Object.fromEntries(
        Object.entries(fields).map(([name, { value, description }]) => [
          name,
          { description, ...value.schema },
        ]),
      ),
    },
    read: (written) => {
      if (!isObject(written.value))
        return written.refuse(
          `${showValue(written.value)} is not a mapping of keys to values.`,
          `Write \`key: value\`; the keys are ${names.map((name) => `\`${name}\``).join(', ')}.`,
        );
      let above = '';
      for (const [name, value] of Object.entries(written.value)) {
        if (Object.hasOwn(fields, name)) above = value === null && hasKeys(fields[name]) ? name : '';
        else {
          const fix = above === '' ? suggest(name, names) : `Indent it, so that it is under \`${above}\`.`;
          written.at(name).refuse(`Unknown key \`${name}\`.`, fix);
        }
      }
      return readFields(fields, written) as RecordOf<F>;
    },
  };
}

function hasKeys(field: Fields[string] | undefined): boolean {
  return field?.value.schema['type'] === 'object';
}

function readFields(fields: Fields, written: Written): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, { value, required }] of Object.entries(fields)) {
    const child = written.at(name);
    if (child.value !== undefined && child.value !== null) found[name] = value.read(child);
    else if (required) child.refuse(`\`${name}\` is missing.`, `Write \`${name}: …\`.`);
  }
  return found;
}

/**
 * Converts the value of a spec, or reports an invalid combination of its parts.
 * @param make gets what could be read, so that all problems are reported at once; what it returns counts only
 *   where nothing was wrong
 */
export function refine<T, U>(
  value: ValueSpec<T>,
  make: (read: T, written: Written) => U | undefined,
): ValueSpec<U> {
  return {
    schema: value.schema,
    read: (written) => {
      const before = written.problems.length;
      const read = value.read(written);
      const made = read === undefined ? undefined : make(read, written);
      return written.problems.length === before ? made : undefined;
    },
  };
}

/** YAML has sets and dates, too. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** A whole number in a range. */
export function whole(least: number, most: number): ValueSpec<number> {
  return {
    schema: { type: 'integer', minimum: least, maximum: most },
    read: ({ value, refuse }) =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
        ? value
        : refuse(`${showValue(value)} is not valid.`, `Write a whole number from ${least} to ${most}.`),
  };
}
