/** The configuration file: every option by its input's name, and `preset`, `thresholds`, `regressions`, `acknowledge`, `limits`. */
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../model/problem.ts';
import { type Acknowledgement, readAcknowledgements } from './acknowledgements.ts';
import { type Limits, readLimits } from './limits.ts';
import { type OptionTexts, optionNames } from './options.ts';
import type { RegressionRule } from './regression-rules.ts';
import { readRegressionRules } from './regression-rules.ts';
import { suggest } from './suggest.ts';
import { type Preset, readRules, type ThresholdRule } from './threshold-rules.ts';

/** What the configuration file says beyond the options. */
export interface Config {
  readonly preset: Preset;
  readonly thresholds: readonly ThresholdRule[];
  readonly regressions: readonly RegressionRule[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** How much of a log is read, where the file changes it. */
  readonly limits: Partial<Limits>;
}

const presets: readonly Preset[] = ['auto', 'all', 'agent', 'none'];
const ownKeys = ['preset', 'thresholds', 'regressions', 'acknowledge', 'limits'];

/**
 * Reads the file's text; '' is an empty configuration.
 * @param file its path, for messages
 */
export function readConfig(
  text: string,
  file: string,
): { readonly config: Config; readonly options: OptionTexts; readonly problems: readonly Problem[] } {
  const { value, problems } = parseYaml(text, file);
  const texts: Record<string, string> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (ownKeys.includes(key)) continue;
    if (!optionNames('config').includes(key)) {
      problems.push(
        wrong(file, key, `There is no key \`${key}\`.`, suggest(key, [...ownKeys, ...optionNames('config')])),
      );
    } else if (isPlain(entry)) {
      texts[key] = Array.isArray(entry) ? entry.join('\n') : String(entry);
    } else {
      problems.push(
        wrong(file, key, 'This is neither a text nor a list of texts.', 'Write one value, or a list.'),
      );
    }
  }
  const thresholds = readRules(value['thresholds']);
  const regressions = readRegressionRules(value['regressions']);
  const acknowledgements = readAcknowledgements(value['acknowledge']);
  const { limits, problems: limitProblems } = readLimits(value['limits'], file);
  const config = {
    preset: readPreset(value['preset'], file, problems),
    thresholds: thresholds.rules,
    regressions: regressions.rules,
    acknowledgements: acknowledgements.entries,
    limits,
  };
  problems.push(
    ...thresholds.problems,
    ...regressions.problems,
    ...acknowledgements.problems,
    ...limitProblems,
  );
  return { config, options: { where: 'config', texts }, problems };
}

function parseYaml(
  text: string,
  file: string,
): { value: Readonly<Record<string, unknown>>; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = document.errors.map((error) => {
    const at = lines.linePos(error.pos[0]);
    const where = `${file}:${at.line}:${at.col}`;
    return { level: 'error', code: 'invalid-yaml', where, what: error.message, fix: 'Mend the YAML there.' };
  });
  if (problems.length > 0) return { value: {}, problems };
  const value = resolve(document);
  if (value instanceof Error)
    return { value: {}, problems: [wrong(file, '', value.message, 'Write it without aliases.')] };
  if (value === null || value === undefined) return { value: {}, problems };
  if (typeof value === 'object' && !Array.isArray(value)) {
    return { value: value as Readonly<Record<string, unknown>>, problems };
  }
  problems.push(
    wrong(file, '', 'The file is not a mapping.', 'Write keys and values, such as `fail-on: error`.'),
  );
  return { value: {}, problems };
}

/** Aliases are bounded by the library, so that a small file cannot grow without end; it throws then. */
function resolve(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return error;
  }
}

function readPreset(value: unknown, file: string, problems: Problem[]): Preset {
  if (value === undefined) return 'auto';
  if (presets.includes(value as Preset)) return value as Preset;
  problems.push(
    wrong(file, 'preset', `\`${String(value)}\` is not a preset.`, suggest(String(value), presets)),
  );
  return 'auto';
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value))
    return value.every((entry) => typeof entry === 'string' || typeof entry === 'number');
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function wrong(file: string, key: string, what: string, fix: string): Problem {
  return { level: 'error', code: 'invalid-config', where: key ? `${file}: \`${key}\`` : file, what, fix };
}
