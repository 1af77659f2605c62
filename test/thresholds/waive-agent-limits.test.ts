import { describe, expect, it } from 'vitest';
import { type AnalysisInput, analyze } from '../../src/analyze.ts';
import { renderSummary } from '../../src/render/summary.ts';
import { readConfig } from '../../src/settings/config.ts';
import { makeBuild, makeHistory, makeTask } from '../make.ts';

/** Analyses an agent's session with a task of this duration, after sessions of these durations. */
function judge(durationMs: number, before: readonly number[], preset = 'auto', format = 'claude') {
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
  return analyze(input);
}

function session(...given: Parameters<typeof judge>) {
  const { thresholds, alerts } = judge(...given);
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

  it.each([
    [twelveSeconds, 'Thresholds: 3 of 11 exceeded, as on the baseline', 3],
    [[7_000, 7_100, 6_900], 'Thresholds: 3 of 11 exceeded, 2 of them as on the baseline', 3],
    [[3_000], 'Thresholds: 3 of 11 exceeded, without a baseline yet', 3],
    [[3_000, 3_100, 2_900], 'Thresholds: 3 of 11 exceeded', 3],
  ])('are counted as the table below the count calls them', (before, title, rows) => {
    const text = renderSummary(judge(12_500, before), []);
    expect(text).toContain(`<summary>${title}</summary>`);
    expect(text.match(/\|[^|]*exceeded[^|]*\|$/gm)).toHaveLength(rows);
  });

  it('stay as documented in the preset buildrunner', () => {
    expect(session(12_500, twelveSeconds, 'buildrunner').fired).toEqual([
      'very_high_latency',
      'avg_duration',
    ]);
  });
});
