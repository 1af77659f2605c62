/** The commented configuration file that `init` writes. */
import { docsUrl } from '../model/docs-url.ts';

/** @param hasLogs false: builds are read from the jobs of their runs, and so can past runs */
export function writeStarterConfig(hasLogs: boolean): string {
  const seed = hasLogs ? '# seed: true # only without `events`' : 'seed: true';
  return `# yaml-language-server: $schema=https://raw.githubusercontent.com/build-telemetry/build-telemetry/v1/docs/config.schema.json
# Every input of the action can be set here under its own name; see ${docsUrl('options.md')}

# Fill an empty history from the timings of past runs of the workflow: the first run has a baseline.
${seed}

# Minimum severity that fails the step: critical, error, warning or never.
# fail-on: critical

# Fixed limits, such as 80%, 10s or $5. \`off\` turns a built-in one off.
# thresholds:
#   success_rate: { below: 95% }
#   p95_duration: { above: 10s, level: error }
#   daily_cost: { above: $10 }
#   duration: { above: +10% of baseline }
#   avg_duration: off

# The change from which a confirmed regression is a warning, an error or critical. The first match holds.
# regressions:
#   - series: build
#     error: +20%
#     critical: +50%
#   - series: "e2e *"
#     warning: +15%
#     critical: off

# Expected changes: the new level becomes the baseline, and the check does not fail.
# acknowledge:
#   - series: "e2e *"
#     reason: the suite runs in two browsers now
#     owner: "@ann"
#     expires: 2027-01-31
`;
}
