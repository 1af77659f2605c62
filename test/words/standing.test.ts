import { expect, it } from 'vitest';
import { describeVerdict } from '../../src/words/headline.ts';
import { describeNoChange } from '../../src/words/phrases.ts';
import { reportIcon, standingOf } from '../../src/words/standing.ts';
import { sampleReports } from '../render/sample-reports.ts';

it('is fine only where something was compared', () => {
  const { pass } = sampleReports;
  expect([standingOf(pass), reportIcon(pass)]).toEqual(['fine', '✅']);
  const nothing = { ...pass, testing: { ...pass.testing, series: 0, learning: 4 } };
  expect([standingOf(nothing), reportIcon(nothing)]).toEqual(['unjudged', 'ℹ️']);
  expect(describeVerdict(nothing)).toBe('No metric was compared: 4 metrics without enough builds yet');
  expect(describeNoChange(nothing)).toBe('No metric was compared: 4 metrics without enough builds yet.');
  expect(describeNoChange({ ...nothing, headline: describeVerdict(nothing) })).toBe('');
});

it('calls a log that is not the whole build incomplete, not without a baseline', () => {
  expect(standingOf(sampleReports.incomplete)).toBe('incomplete');
  expect(standingOf(sampleReports.missing)).toBe('unjudged');
});
