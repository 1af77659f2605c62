import { describe, expect, it } from 'vitest';
import { type AnalysisInput, analyze } from '../../src/analyze.ts';
import { readConfig } from '../../src/settings/config.ts';
import { makeBuild, makeHistory, makeTask } from '../make.ts';

/** An agent's session with a task of this duration, after sessions of these durations. */
function session(durationMs: number, before: readonly number[], preset = 'auto', format = 'claude') {
  const { config } = readConfig(`preset: ${preset}`, 'bt.yml');
  const input: AnalysisInput = {
    build: makeBuild({ durationMs, formats: [format], tasks: [makeTask({ durationMs })] }),
    loaded: {
      status: before.length > 0 ? 'found' : 'missing',
      history: makeHistory([...before]),
      problems: [],
    },
    config,
    options: { failOn: 'critical', failOnTests: 'never', gateOn: 'confirmed', onMissingBaseline: 'pass' },
    baselineBranch: 'main',
    problems: [],
  };
  const { thresholds, alerts } = analyze(input);
  return {
    fired: alerts.filter(({ source }) => source === 'threshold').map(({ id }) => id),
    waived: thresholds.flatMap(({ id, waived }) => (waived === null ? [] : [`${id} ${waived}`])),
  };
}

const twelveSeconds = Array.from({ length: 6 }, (_, i) => 12_000 + i);

describe('the limits of the preset agent', () => {
  it('are known, and no alert, if the baseline exceeds them too', () => {
    expect(session(12_500, twelveSeconds)).toEqual({
      fired: [],
      waived: ['avg_duration baseline', 'high_latency baseline', 'very_high_latency baseline'],
    });
  });

  it('fire if the baseline is within them', () => {
    expect(session(12_500, [3_000, 3_100, 2_900, 3_050])).toEqual({
      fired: ['very_high_latency', 'avg_duration'],
      waived: [],
    });
    expect(session(12_500, [7_000, 7_100, 6_900])).toEqual({
      fired: ['very_high_latency'],
      waived: ['avg_duration baseline', 'high_latency baseline'],
    });
  });

  it('wait for three builds, except for a log of a tool that documents them', () => {
    expect(session(12_500, [3_000])).toMatchObject({ fired: [] });
    expect(session(12_500, []).waived).toContain('very_high_latency learning');
    expect(session(12_500, [], 'auto', 'buildrunner').fired).toEqual(['very_high_latency', 'avg_duration']);
  });

  it('stay as documented in the preset buildrunner', () => {
    expect(session(12_500, twelveSeconds, 'buildrunner').fired).toEqual([
      'very_high_latency',
      'avg_duration',
    ]);
  });
});
