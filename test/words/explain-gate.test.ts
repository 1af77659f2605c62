import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { describeBelowHeadline } from '../../src/words/below-headline.ts';
import { explainGate } from '../../src/words/explain-gate.ts';
import { plainPhrase } from '../../src/words/phrases.ts';
import { sampleReports } from '../render/sample-reports.ts';

const tests = '`fail-on-tests: never`';
const below = 'alerts below critical (`fail-on: critical`)';

describe('why the check passed', () => {
  it.each([
    ['failed-tests', `failed tests (${tests}) and ${below}`],
    ['failed-build', `failed tasks (${tests})`],
    ['confirmed', below],
    ['suspect', 'unconfirmed regressions'],
    ['environment', 'runner changes'],
  ] as const)('of %s', (name, reasons) => {
    const report: Report = sampleReports[name];
    expect(explainGate(report)).toBe(`Check passed: ${reasons} do not fail it.`);
    expect(plainPhrase(describeBelowHeadline(report))).toContain(explainGate(report).replaceAll('`', ''));
  });

  it('names the settings', () => {
    const report: Report = sampleReports['failed-tests'];
    expect(explainGate({ ...report, failOn: 'never', failOnTests: 'new' })).toBe(
      'Check passed: failed tests that are not new (`fail-on-tests: new`) and alerts (`fail-on: never`) do not fail it.',
    );
    const failures = report.failures.map((failed) => ({ ...failed, state: 'unknown' as const }));
    expect(explainGate({ ...report, failures, failOnTests: 'new' })).toContain(
      'failed tests not known to be new (`fail-on-tests: new`)',
    );
    expect(explainGate({ ...report, failOn: 'error' })).toContain('alerts below error (`fail-on: error`)');
    expect(explainGate({ ...report, failures: [] })).toContain(`failed builds (${tests})`);
    const alerts = report.alerts.map((alert) => ({ ...alert, source: 'build' as const }));
    expect(explainGate({ ...report, failures: [], alerts })).toContain('failed builds (`fail-on: critical`)');
  });

  it('does not claim another runner for tasks that got slower together', () => {
    const { environment: report }: { readonly environment: Report } = sampleReports;
    const environment = report.environment && { ...report.environment, by: 'build' as const };
    expect(explainGate({ ...report, environment })).toBe(
      'Check passed: slowdowns that the runner may have caused do not fail it.',
    );
  });

  it('tells a confirmed regression that may still pass from one that is not confirmed', () => {
    const { confirmed }: { readonly confirmed: Report } = sampleReports;
    const alerts = confirmed.alerts.map((alert) => ({ ...alert, source: 'suspect' as const }));
    expect(explainGate({ ...confirmed, alerts })).toBe(
      'Check passed: regressions that may still pass (`gate-on: lasting`) do not fail it.',
    );
  });

  it.each(['critical', 'clean', 'pass', 'improvement', 'missing', 'incomplete'] as const)(
    'is not said of %s',
    (name) => expect(explainGate(sampleReports[name])).toBe(''),
  );
});
