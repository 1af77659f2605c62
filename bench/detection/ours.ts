/** Our rule, as `build-telemetry detect --replay` applies it. */
import { type ReplayedValue, replaySeries } from '../../src/detect/replay-series.ts';
import { type Alarm, markOnsets, type Rule } from './rule.ts';

const source = 'docs/detection.md';

type What = 'confirmed' | 'suspect' | 'lasting';

/** @param what counts: what is confirmed, what is suspected as well, or only what lasts */
function replay(name: string, what: What): Rule {
  return {
    name,
    source,
    threshold: null,
    write: () => '',
    search: null,
    judge: (values) => {
      const replayed = replaySeries([{ name, values }], 0)[0] as readonly ReplayedValue[];
      if (what === 'lasting') return markOnsets(replayed.map(({ lasting }) => lasting));
      return replayed.map(({ verdict, state }, i): Alarm => {
        if (state === 'opened') return 'new';
        if (state === 'open') return 'on';
        if (verdict !== 'suspect' || what !== 'suspect') return 'none';
        return replayed[i - 1]?.verdict === 'suspect' ? 'on' : 'new';
      });
    },
  };
}

export const confirmed = replay('**Build Telemetry**, confirmed', 'confirmed');
export const orSuspect = replay('**Build Telemetry**, confirmed or suspect', 'suspect');
export const lasting = replay('**Build Telemetry**, lasting', 'lasting');
