/** Our rule, as `build-telemetry detect --replay` gives it. */
import { replaySeries } from '../../src/detect/replay-series.ts';
import type { Rule } from './rule.ts';

const source = 'docs/detection.md';

function replay(name: string, verdicts: readonly string[]): Rule {
  return {
    name,
    source,
    threshold: null,
    write: () => '',
    search: null,
    alarms: (values) =>
      (replaySeries([{ name, values }], 0)[0] ?? []).map(({ verdict }) => verdicts.includes(verdict)),
  };
}

export const confirmed = replay('**Build Telemetry**, confirmed', ['confirmed']);
export const orSuspect = replay('Build Telemetry, confirmed or suspect', ['confirmed', 'suspect']);
