/** The line below the headline, the same in every form of the report. */
import type { Report } from '../model/report.ts';
import { explainGate } from './explain-gate.ts';
import { adviseBaseline, describeBaseline, type Phrase, plainPhrase } from './phrases.ts';

/**
 * Why the check passed in spite of the headline; the baseline, unless the headline is about it, and what to do about it,
 * unless that is a step of its own.
 */
export function describeBelowHeadline(report: Report): Phrase {
  const gate = explainGate(report);
  const baseline = describeBaseline(report);
  const isInHeadline = fold(report.headline).includes(fold(plainPhrase(baseline)).replace(/\.$/, ''));
  const isStep = report.alerts.some(({ source }) => source === 'baseline');
  const passed: Phrase = gate === '' ? [] : [{ sentence: gate }, ' '];
  return [...passed, ...(isInHeadline ? [] : [...baseline, ' ']), ...(isStep ? [] : adviseBaseline(report))];
}

/** `Check failed: no baseline …` continues with a small letter. */
function fold(text: string): string {
  return text.replaceAll('`', '').toLowerCase();
}
