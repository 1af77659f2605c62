/** `build-telemetry init`: writes the workflow step and a commented configuration file. */
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeTextFile } from '../io/files.ts';
import { tellProblem } from './command.ts';
import { defineView, jsonFlag } from './view.ts';

/** The workflow of `init`, also the README's snippet in a whole file. */
export const starterWorkflow = `name: build
on: [push, pull_request]
permissions:
  actions: read # list this run's jobs and the caches of the history
  contents: read
  pull-requests: write # the comment
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      # … your build and tests go here, writing their event log …
      - uses: build-telemetry/build-telemetry@v1
        if: always()
        # with:
        #   events: reports/**/*.xml
`;

export const starterConfig = `# yaml-language-server: $schema=https://raw.githubusercontent.com/build-telemetry/build-telemetry/v1/docs/config.schema.json
# Every input of the action can stand here under its own name; see docs/options.md.

# The mildest alert that fails the step: critical, error, warning or never.
# fail-on: critical

# Thresholds, such as 80%, 10s or $5. \`off\` switches a built-in one off.
# thresholds:
#   success_rate: { below: 95% }
#   p95_duration: { above: 10s, level: error }
#   daily_cost: { above: $10 }
#   duration: { above: +10% of baseline }
#   avg_duration: off

# From which change a confirmed regression is a warning, an error, critical. First match wins.
# regressions:
#   - series: build
#     error: +20%
#     critical: +50%
#   - series: "e2e *"
#     warning: +15%
#     critical: off

# Changes that are meant: the new level becomes the baseline, and no gate closes for them.
# acknowledge:
#   - series: "e2e *"
#     reason: the suite runs in two browsers now
#     owner: "@ann"
#     expires: 2027-01-31
`;

export const initCommand = defineView(
  {
    name: 'init',
    operands: '[--force]',
    summary: 'Write .github/workflows/build-telemetry.yml and a commented .github/build-telemetry.yml.',
    flags: [{ name: 'force', description: 'Overwrite existing files.' }, jsonFlag],
  },
  async (args) => {
    const files = {
      '.github/workflows/build-telemetry.yml': starterWorkflow,
      '.github/build-telemetry.yml': starterConfig,
    };
    const written: string[] = [];
    const kept: string[] = [];
    for (const [path, text] of Object.entries(files)) {
      if (args.flags['force'] === undefined && (await exists(path))) kept.push(path);
      else {
        await writeTextFile(resolve(path), text);
        written.push(path);
      }
    }
    for (const where of kept) {
      const fix = 'Use --force to overwrite it.';
      tellProblem({ level: 'error', code: 'exists', where, what: 'This file exists already.', fix });
    }
    const text = written.map((path) => `wrote ${path}\n`).join('');
    return { text, json: { written, kept }, exitCode: kept.length > 0 ? 2 : 0 };
  },
);

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
