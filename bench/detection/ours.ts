/** Our rule, as `build-telemetry detect --replay` gives it. */
import { type Replayed, replaySeries } from '../../src/detect/replay-series.ts';
import type { Alarm, Rule } from './rule.ts';

const source = 'docs/detection.md';

/** @param orSuspect counts what is only suspected as well */
function replay(name: string, orSuspect: boolean): Rule {
  return {
    name,
    source,
    threshold: null,
    write: () => '',
    search: null,
    judge: (values) => {
      const replayed = replaySeries([{ name, values }], 0)[0] as readonly Replayed[];
      return replayed.map(({ verdict, state }, i): Alarm => {
        if (verdict === 'confirmed') return state === 'opened' ? 'new' : 'on';
        if (verdict !== 'suspect' || !orSuspect) return 'none';
        return replayed[i - 1]?.verdict === 'suspect' ? 'on' : 'new';
      });
    },
  };
}

export const confirmed = replay('**Build Telemetry**, confirmed', false);
export const orSuspect = replay('**Build Telemetry**, confirmed or suspect', true);
