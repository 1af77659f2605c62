/** The texts of action.yml, docs/options.md and docs/config.schema.json, made from the declared options. */

import { limitSpecs, showAmount } from '../src/settings/limits.ts';
import { type OptionSpec, optionSpecs } from '../src/settings/options.ts';
import { outputSpecs } from '../src/settings/outputs.ts';
import { measures } from '../src/settings/regression-rules.ts';
import { thresholdMetrics } from '../src/settings/threshold-metrics.ts';
import { builtInRules } from '../src/settings/threshold-rules.ts';

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
description: Says on the pull request what got slower, dearer or less reliable, and stops the merge when it must.
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
  const metric = ([name, m]: [string, { title: string; unit: string; baseline: boolean }]): string =>
    `| \`${name}\` | ${m.title} | ${m.unit} | ${m.baseline ? 'yes' : 'no'} |`;
  const builtIn = builtInRules.map(
    (rule) =>
      `| \`${rule.id}\` | \`${rule.metric}\` | ${rule.comparison} ${limitText(rule.metric, rule.limit)} | ${rule.level} | ${rule.preset} |`,
  );
  return `# Options

Generated from \`src/settings/options.ts\` by \`npm run generate\`.

Each option is an input of the action, a flag of \`build-telemetry check\`, a key of the configuration file (where the third column says so), and an environment variable \`BUILD_TELEMETRY_<NAME>\` (\`fail-on\` is \`BUILD_TELEMETRY_FAIL_ON\`). The first that is set wins, in the order flag or input, environment, file. An input that is left at its default counts as not set.

\`BUILD_TELEMETRY_ENABLED=0\` switches the whole step off. Builder's \`BUILDER_TELEMETRY_ENABLED\`, \`BUILDER_TELEMETRY_MAX_SESSIONS\` and \`BUILDER_TELEMETRY_RETENTION_DAYS\` are read as aliases of that switch, \`history-max-builds\` and \`history-max-age-days\`.

| option | default | where | what |
|---|---|---|---|
${people.map(row).join('\n')}

## Outputs

| output | what |
|---|---|
${outputSpecs.map((spec) => `| \`${spec.name}\` | ${spec.description} |`).join('\n')}

## Thresholds

In the configuration file, under \`thresholds\`: a built-in id (change its limit or level, or write \`off\`), a metric, or a name of your own with \`metric\`. Limits are written as a person says them: \`80%\`, \`500ms\`, \`10s\`, \`5m\`, \`$10\`, \`3\`, \`+10% of baseline\`. \`level\` is \`info\`, \`warning\` (default), \`error\` or \`critical\`.

\`\`\`yaml
thresholds:
  low_success_rate: off
  success_rate: { below: 95% }
  p95_duration: { above: 10s, level: error }
  daily_cost: { above: $25 }
  duration: { above: +10% of baseline }
  slow_suite: { metric: duration, above: 20m, level: critical }
\`\`\`

| built-in id | metric | fires | level | preset |
|---|---|---|---|---|
${builtIn.join('\n')}

Preset \`agent\` holds all of them and applies to agents' logs and to tasks that name a model; every other log gets \`all\`. \`preset: none\` leaves your own rules only. Of several that fire on one metric, the most severe is shown.

| metric | what | unit | \`+N% of baseline\` |
|---|---|---|---|
${Object.entries(thresholdMetrics).map(metric).join('\n')}

## Regressions

Under \`regressions\`, from which change a regression is a warning, an error or critical: of the build +5 %, +20 %, +50 %, of a task +5 %, +50 %, never. The first entry that matches a series holds; what it leaves out stays at the default.

\`\`\`yaml
regressions:
  - series: build              # the build as a whole
    error: +15%
  - series: "e2e *"            # names of tasks and measurements, with * wildcards
    warning: +20%
    floor: 500ms               # the smallest change that counts
  - series: "*"
    measure: ${measures[0]}          # ${measures.join(', ')}
    critical: off
\`\`\`

## Acknowledgements

Under \`acknowledge\`, changes that are meant. An entry lies in Git beside the change that it is about: from its commit on, or from the step that is seen, the new level is the baseline, and the change is shown as acknowledged and closes no gate. It warns from two weeks before it ends, when it has ended, and when no series matches it any more.

\`\`\`yaml
acknowledge:
  - series: "e2e *"
    reason: the suite runs in two browsers now
    owner: "@ann"
    expires: 2027-01-31
    since: 3f2a9c1             # optional: the commit that the new level starts from
\`\`\`

## Exit codes

0: fine. 1: the gate failed. 2: wrong options or input.
`;
}

export function renderConfigSchema(): string {
  const options = Object.fromEntries(
    specs.filter((spec) => spec.where.includes('config')).map((spec) => [spec.name, optionSchema(spec)]),
  );
  const text = { type: ['string', 'number'] };
  const rule = {
    anyOf: [
      { enum: ['off', false] },
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          metric: { enum: Object.keys(thresholdMetrics) },
          above: text,
          below: text,
          level: { enum: ['info', 'warning', 'error', 'critical'] },
          enabled: { type: 'boolean' },
        },
      },
    ],
  };
  const ratio = { type: 'string', description: 'A percentage such as `+20%`, or `off`' };
  const regression = {
    type: 'object',
    additionalProperties: false,
    required: ['series'],
    properties: {
      series: { type: 'string', description: '`build`, or a task name with `*` wildcards' },
      measure: { enum: measures },
      warning: ratio,
      error: ratio,
      critical: ratio,
      floor: { type: 'string', description: 'Smallest absolute change that counts: `200ms`, `$0.05`, `500`' },
    },
  };
  const written = (description: string): object => ({ type: 'string', minLength: 1, description });
  const acknowledgement = {
    type: 'object',
    additionalProperties: false,
    required: ['series', 'reason', 'owner', 'expires'],
    properties: {
      series: written('`build`, or a name of a task or measurement with `*` wildcards'),
      reason: written('Why the change is expected'),
      owner: written('Who answers for it'),
      expires: { type: 'string', format: 'date', description: 'The last day it holds, in UTC' },
      since: {
        type: 'string',
        pattern: '^[0-9a-fA-F]{7,64}$',
        description: 'Commit that the new level starts from; without it, the change seen now',
      },
    },
  };
  const limits = Object.entries(limitSpecs).map(([key, { unit, min, max, description }]) => {
    const range = `${showAmount(min, unit)} to ${showAmount(max, unit)}`;
    const number = { type: 'integer', minimum: min, maximum: max };
    const size = { type: 'string', pattern: '^\\d+(\\.\\d+)? *([KMGkmg][Ii]?)?[Bb]$' };
    const shape = unit === 'bytes' ? { anyOf: [number, size] } : number;
    return [key, { description: `${description} ${range}.`, ...shape }];
  });
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Build Telemetry configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...options,
      preset: { enum: ['auto', 'all', 'agent', 'none'], default: 'auto' },
      thresholds: { type: 'object', additionalProperties: rule },
      regressions: { type: 'array', items: regression },
      acknowledge: { type: 'array', items: acknowledgement },
      limits: { type: 'object', additionalProperties: false, properties: Object.fromEntries(limits) },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function optionSchema(spec: OptionSpec): object {
  const base = { description: spec.description };
  switch (spec.kind.type) {
    case 'choice':
      return { ...base, enum: spec.kind.values, default: spec.default };
    case 'choices':
      return { ...base, type: ['string', 'array'], items: { enum: spec.kind.values } };
    case 'integer':
      return { ...base, type: 'integer', minimum: spec.kind.min, maximum: spec.kind.max };
    case 'boolean':
      return { ...base, type: 'boolean' };
    case 'lines':
      return { ...base, type: ['string', 'array'], items: { type: 'string' } };
    case 'text':
      return { ...base, type: 'string' };
  }
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
  if (unit === 'ratio') return `${limit.fixed * 100} %`;
  if (unit === 'ms') return `${limit.fixed / 1000} s`;
  return unit === 'usd' ? `$${limit.fixed}` : String(limit.fixed);
}
