/** The line below the headline, the same in every form of the report. */
import type { Report } from '../model/report.ts';
import { explainGate } from './explain-gate.ts';
import { adviseBaseline, describeBaseline, type Phrase, plainPhrase } from './phrases.ts';

/**
 * Why the check passed in spite of the headline; the baseline, unless the headline is about it, and what to do about it.
 */
export function describeBelowHeadline(report: Report): Phrase {
  const gate = explainGate(report);
  const baseline = describeBaseline(report);
  const isInHeadline = report.headline
    .replaceAll('`', '')
    .startsWith(plainPhrase(baseline).replace(/\.$/, ''));
  const passed: Phrase = gate === '' ? [] : [{ sentence: gate }, ' '];
  return [...passed, ...(isInHeadline ? [] : [...baseline, ' ']), ...adviseBaseline(report)];
}
