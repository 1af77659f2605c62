/** The texts of action.yml, docs/options.md and docs/config.schema.json, made from the declared options. */

import { configKeys, configSpec } from '../src/settings/config.ts';
import type { KeySpec } from '../src/settings/key-spec.ts';
import { type OptionSpec, optionSpecs } from '../src/settings/options.ts';
import { outputSpecs } from '../src/settings/outputs.ts';
import { type ThresholdMetric, thresholdMetrics } from '../src/settings/threshold-metrics.ts';
import { builtInRules } from '../src/settings/threshold-rules.ts';
import type { Schema } from '../src/settings/value-spec.ts';

const specs: readonly OptionSpec[] = optionSpecs;
const inputs = specs.filter((spec) => spec.where.some((where) => where === 'action' || where === 'context'));
const yamlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export function renderActionYml(): string {
  const input = (spec: OptionSpec): string =>
    `  ${spec.name}:\n    description: ${yamlText(describe(spec))}\n    required: false\n    default: ${yamlText(spec.default)}\n`;
  const output = (spec: { name: string; description: string }): string =>
    `  ${spec.name}:\n    description: ${yamlText(spec.description)}\n`;
  return `# Generated from src/settings/options.ts and src/settings/outputs.ts by \`npm run generate\`.
name: Build Telemetry
description: Reports on the pull request what got slower, more expensive or flaky, and fails the check on critical regressions.
author: Build Telemetry contributors
branding:
  icon: activity
  color: blue
inputs:
${inputs.map(input).join('')}outputs:
${outputSpecs.map(output).join('')}runs:
  using: node24
  main: dist/index.js
`;
}

/** A constant, so that neither the bundles nor the library look for package.json when they run. */
export function renderVersion(version: string): string {
  return `/** The tool's own version. Generated from package.json by \`npm run generate\`. */
export const version = '${version}';
`;
}

export function renderOptionsPage(): string {
  const people = specs.filter((spec) => !spec.where.includes('context'));
  const where = (spec: OptionSpec): string =>
    [
      spec.where.includes('action') ? 'input' : '',
      spec.where.includes('cli') ? (spec.name === 'events' ? 'operands' : `\`--${spec.name}\``) : '',
      spec.where.includes('config') ? 'file' : '',
    ]
      .filter((text) => text !== '')
      .join(', ');
  const row = (spec: OptionSpec): string =>
    `| \`${spec.name}\` | ${code(spec.default)} | ${where(spec)} | ${describe(spec).replaceAll('|', '\\|')} |`;
  return `# Options

Generated from \`src/settings/options.ts\` and \`src/settings/config.ts\` by \`npm run generate\`.

Each option is an input of the action, a flag of \`build-telemetry check\`, a key of the configuration file (where the third column says so), and an environment variable \`BUILD_TELEMETRY_<NAME>\` (\`fail-on\` is \`BUILD_TELEMETRY_FAIL_ON\`). The first that is set wins, in the order flag or input, environment, file. An input that is left at its default counts as not set.

\`BUILD_TELEMETRY_ENABLED=0\` switches the whole step off. Builder's \`BUILDER_TELEMETRY_ENABLED\`, \`BUILDER_TELEMETRY_MAX_SESSIONS\` and \`BUILDER_TELEMETRY_RETENTION_DAYS\` are read as aliases of that switch, \`history-max-builds\` and \`history-max-age-days\`.

| option | default | where | what |
|---|---|---|---|
${people.map(row).join('\n')}

## Outputs

| output | what |
|---|---|
${outputSpecs.map((spec) => `| \`${spec.name}\` | ${spec.description} |`).join('\n')}

## Configuration file

Only in the configuration file, beside the options above. [docs/config.schema.json](config.schema.json) checks the file in your editor: begin it with \`# yaml-language-server: $schema=…\`, as \`build-telemetry init\` does.

| key | what |
|---|---|
${Object.entries(configKeys).map(keyRow).join('\n')}

${Object.entries(configKeys).map(keySection).join('')}## Exit codes

0: passed. 1: check failed. 2: wrong options or input.
`;
}

function keyRow([name, { description, docs }]: [string, KeySpec<unknown>]): string {
  const title = docs ? `[\`${name}\`](#${docs.title.toLowerCase()})` : `\`${name}\``;
  return `| ${title} | ${description} |`;
}

/** The section of a key: its text, an example, and a row for each key under it. */
function keySection([name, { value, docs }]: [string, KeySpec<unknown>]): string {
  if (!docs) return '';
  const row = ([key, { description = '', enum: words = [] }]: [string, Property]): string => {
    const listed = words.length > 0 && words.length < 10 ? `. One of: ${words.join(', ')}` : '';
    return `| \`${key}\` | ${description.replaceAll('|', '\\|')}${listed} |`;
  };
  const keys = Object.entries(findProperties(value.schema)).map(row).join('\n');
  const tables = name === 'thresholds' ? thresholdTables() : '';
  return `### ${docs.title}

${docs.text}

\`\`\`yaml
${docs.example}\`\`\`

| key | what |
|---|---|
${keys}

${tables}`;
}

interface Property {
  readonly description?: string;
  readonly enum?: readonly string[];
}

/** The keys of the first object in a schema. */
function findProperties(schema: Schema): Record<string, Property> {
  if (typeof schema['properties'] === 'object') return schema['properties'] as Record<string, Property>;
  const inner = [schema['items'], schema['additionalProperties'], ...((schema['anyOf'] as Schema[]) ?? [])];
  const next = inner.filter((each) => typeof each === 'object' && !('enum' in (each as object)));
  return next.length === 0 ? {} : findProperties(next[0] as Schema);
}

function thresholdTables(): string {
  const builtIn = builtInRules.map(
    (rule) =>
      `| \`${rule.id}\` | \`${rule.metric}\` | ${rule.comparison} ${limitText(rule.metric, rule.limit)} | ${rule.level} | ${rule.preset} |`,
  );
  const metric = ([name, m]: [string, ThresholdMetric]): string =>
    `| \`${name}\` | ${m.title} | ${m.unit} | ${m.baseline ? 'yes' : 'no'} |`;
  return `| built-in id | metric | fires | level | preset |
|---|---|---|---|---|
${builtIn.join('\n')}

Preset \`agent\` holds all of them and applies to logs of AI agents and to tasks that name a model; every other log gets \`all\`. Its limits on durations do not fire where the builds of the baseline exceed them too: they are shown as known, and the learned baseline decides. \`preset: buildrunner\` keeps them fixed, as BuildRunner documents them. \`preset: none\` leaves only your own rules. If several fire on one metric, the most severe is shown.

| metric | what | unit | \`+N% of baseline\` |
|---|---|---|---|
${Object.entries(thresholdMetrics).map(metric).join('\n')}

`;
}

export function renderConfigSchema(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Build Telemetry configuration',
    ...configSpec.schema,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function describe(spec: OptionSpec): string {
  return spec.kind.type === 'choice'
    ? `${spec.description} One of: ${spec.kind.values.join(', ')}.`
    : spec.description;
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

function limitText(metric: string, limit: { fixed: number } | { overBaseline: number }): string {
  if ('overBaseline' in limit) return `+${limit.overBaseline * 100}% of baseline`;
  const unit = thresholdMetrics[metric]?.unit;
  if (unit === 'ratio') return `${limit.fixed * 100}%`;
  if (unit === 'ms') return `${limit.fixed / 1000} s`;
  return unit === 'usd' ? `$${limit.fixed}` : String(limit.fixed);
}
