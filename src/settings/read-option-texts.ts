/** Reads options from the texts of several sources: inputs or flags, environment, configuration file. */
import type { Problem } from '../model/problem.ts';
import { camel } from './key-spec.ts';
import { addressForms, isAddress, readObjectPlace } from './object-place.ts';
import {
  type OptionKind,
  type OptionSpec,
  type Options,
  type OptionTexts,
  optionNames,
  optionSpecs,
  variableOf,
} from './options.ts';
import { suggest } from './suggest.ts';

/**
 * Merges sources, the first that sets an option wins, and reads each text.
 * @returns the options and every problem found; the options hold defaults where a text was wrong.
 */
export function readOptions(sources: readonly OptionTexts[]): {
  readonly options: Options;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = sources.flatMap(findUnknown);
  const values: Record<string, unknown> = {};
  for (const spec of optionSpecs as readonly OptionSpec[]) {
    const source = sources.find(({ texts }) => (texts[spec.name] ?? '').trim() !== '');
    const fallback = spec.default.startsWith('${{') ? '' : spec.default;
    const read = readText(spec.kind, (source?.texts[spec.name] ?? fallback).trim());
    if ('wrong' in read && source) problems.push(wrongValue(spec, source, read));
    values[camel(spec.name)] = 'wrong' in read ? valueIn(readText(spec.kind, fallback)) : read.value;
  }
  return { options: values as unknown as Options, problems };
}

function findUnknown(source: OptionTexts): Problem[] {
  const known = optionNames(source.where);
  return Object.keys(source.texts)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      // The runner passes on every variable that begins with INPUT_.
      level: source.where === 'action' ? 'warning' : 'error',
      code: 'unknown-option',
      where: place(source, name),
      what: `Unknown option \`${name}\`.`,
      fix: suggest(name, known),
    }));
}

type Read = { readonly value: unknown } | { readonly wrong: string; readonly fix: string };

function readText(kind: OptionKind, text: string): Read {
  switch (kind.type) {
    case 'text':
      return { value: text };
    case 'place':
      return readPlace(text);
    case 'lines':
      return { value: splitLines(text) };
    case 'choice':
      return kind.values.includes(text)
        ? { value: text }
        : { wrong: `\`${text}\` is not a valid value.`, fix: suggest(text, kind.values) };
    case 'choices':
      return readChoices(kind.values, text);
    case 'integer':
      return readInteger(kind, text);
    case 'boolean':
      // The YAML 1.2 core schema, as in @actions/core's getBooleanInput.
      if (/^(true|True|TRUE)$/.test(text)) return { value: true };
      if (/^(false|False|FALSE)$/.test(text)) return { value: false };
      return { wrong: `\`${text}\` is neither true nor false.`, fix: 'Write `true` or `false`.' };
  }
}

function readPlace(text: string): Read {
  if (text !== 'cache' && /^cache$/i.test(text))
    return {
      wrong: `There is no history \`${text}\`.`,
      fix: `Write \`cache\`, or \`./${text}\` for a folder.`,
    };
  const [, scheme] = /^(s3|gs|azure):(?!\/\/)/i.exec(text) ?? [];
  if (scheme !== undefined)
    return {
      wrong: `\`${text}\` is not an address of object storage.`,
      fix: `Write \`${scheme}://…\`, or \`./${text}\` for a folder.`,
    };
  const place = isAddress(text) ? readObjectPlace(text) : null;
  if (typeof place !== 'string') return { value: text };
  return {
    wrong: place,
    fix: `Write \`cache\`, a folder, ${addressForms}.`,
  };
}

function splitLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function readChoices(values: readonly string[], text: string): Read {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  if (parts.length === 1 && parts[0] === 'none') return { value: [] };
  if (parts.includes('none'))
    return {
      wrong: '`none` and other values exclude each other.',
      fix: 'Write `none` alone, or leave it out.',
    };
  const wrong = parts.find((part) => !values.includes(part));
  if (wrong === undefined) return { value: values.filter((value) => parts.includes(value)) };
  return { wrong: `\`${wrong}\` is not a valid value.`, fix: suggest(wrong, [...values, 'none']) };
}

function readInteger(kind: { min: number; max: number }, text: string): Read {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= kind.min && number <= kind.max) return { value: number };
  return {
    wrong: `\`${text}\` is not a whole number from ${kind.min} to ${kind.max}.`,
    fix: `Write a number from ${kind.min} to ${kind.max}.`,
  };
}

function valueIn(read: Read): unknown {
  if ('wrong' in read) throw new Error(`A default is wrong: ${read.wrong}`);
  return read.value;
}

function wrongValue(
  spec: OptionSpec,
  source: OptionTexts,
  read: { readonly wrong: string; readonly fix: string },
): Problem {
  return {
    level: 'error',
    code: 'invalid-option',
    where: place(source, spec.name),
    what: read.wrong,
    fix: read.fix,
  };
}

function place(source: OptionTexts, name: string): string {
  if (source.where === 'action') return `input \`${name}\``;
  if (source.where === 'cli') return `--${name.replace(/^compare-/, '')}`;
  const placed = source.places?.[name];
  if (source.where === 'environment') return placed ?? `environment variable ${variableOf(name)}`;
  return placed ?? `configuration key \`${name}\``;
}
