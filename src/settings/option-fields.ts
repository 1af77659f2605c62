/** The options as keys of the configuration file, read like the texts of every other source. */
import { type OptionSpec, optionSpecs } from './options.ts';
import { type FieldSpec, optional, type Schema, type ValueSpec } from './value-spec.ts';

const specs: readonly OptionSpec[] = optionSpecs;

export const optionFields: Readonly<Record<string, FieldSpec<string>>> = Object.fromEntries(
  specs
    .filter(({ where }) => where.includes('config'))
    .map((spec) => [spec.name, optional(optionText(spec), spec.description)]),
);

/** One value, or a list with one value per line. */
function optionText(spec: OptionSpec): ValueSpec<string> {
  return {
    schema: schemaOf(spec),
    read: ({ value, refuse }) => {
      if (Array.isArray(value) && value.every(isPlain)) return value.join('\n');
      if (isPlain(value) || typeof value === 'boolean') return String(value);
      return refuse('This is neither a text nor a list of texts.', 'Write one value, or a list.');
    },
  };
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function schemaOf({ kind, default: usual }: OptionSpec): Schema {
  switch (kind.type) {
    case 'choice':
      return { enum: kind.values, default: usual };
    case 'choices':
      return { anyOf: [listed(kind.values), { type: 'array', items: { enum: [...kind.values, 'none'] } }] };
    case 'integer':
      return { type: 'integer', minimum: kind.min, maximum: kind.max };
    case 'boolean':
      return { type: 'boolean' };
    case 'lines':
      return { type: ['string', 'array'], items: { type: 'string' } };
    case 'place':
    case 'text':
      return { type: 'string' };
  }
}

/** Several of these words in one text, or `none`. */
function listed(values: readonly string[]): Schema {
  const word = `(?:${values.join('|')})`;
  return { type: 'string', pattern: `^[\\s,]*(?:${word}(?:[\\s,]+${word})*[\\s,]*|none\\s*)?$` };
}
