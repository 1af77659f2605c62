import { describe, expect, it } from 'vitest';
import { planAnnotations } from '../../src/github/annotations.ts';
import type { Alert } from '../../src/model/alert.ts';
import type { Level } from '../../src/model/level.ts';
import { sampleReports } from '../render/sample-reports.ts';

const plan = (alerts: readonly Alert[]) =>
  planAnnotations({ ...sampleReports.pass, verdict: 'fail', alerts });

function alert(level: Level, message: string): Alert {
  return {
    id: message,
    level,
    source: 'threshold',
    message,
    action: 'Look.',
    value: 1,
    limit: 0,
    unit: 'count',
    context: {},
  };
}

describe('planAnnotations', () => {
  it('shows no error if the step passes', () => {
    const green = planAnnotations({ ...sampleReports['failed-tests'], verdict: 'warn' });
    expect(new Set(green.map(({ level }) => level))).toEqual(new Set(['warning']));
  });

  it('turns critical and error into errors, warnings into warnings, and leaves info out', () => {
    const planned = plan([
      alert('critical', 'a'),
      alert('error', 'b'),
      alert('warning', 'c'),
      alert('info', 'd'),
    ]);
    expect(planned.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'a. Look.'],
      ['error', 'b. Look.'],
      ['warning', 'c. Look.'],
    ]);
  });

  it('puts failures at their lines: new ones as errors, known and flaky ones as warnings', () => {
    const planned = planAnnotations({ ...sampleReports['failed-tests'], verdict: 'fail' });
    expect(planned.slice(0, 3).map(({ level, file, startLine }) => [level, file, startLine])).toEqual([
      ['error', 'packages/parser/test/tokens.test.ts', 41],
      ['warning', 'e2e/checkout.spec.ts', 12],
      ['warning', 'packages/store/test/db.test.ts', 8],
    ]);
    expect(planned[0]?.title).toBe('parser:unit (new in this pull request)');
  });

  it('shows ten of ten, and of more nine and the number of the rest', () => {
    const many = (count: number): Alert[] =>
      Array.from({ length: count }, (_, i) => alert('warning', `w${i}`));
    expect(plan(many(10)).at(-1)?.message).toBe('w9. Look.');
    const planned = plan([...many(25), alert('error', 'e')]);
    expect(planned.filter(({ level }) => level === 'warning')).toHaveLength(10);
    expect(planned.at(-1)?.message).toBe('16 more at this level: see the job summary.');
  });

  it('limits to 4,096 characters and neutralises commands', () => {
    const [long, hostile] = plan([alert('error', 'x'.repeat(5000)), alert('error', '::set-env::##[error]')]);
    expect(long?.message).toHaveLength(4096);
    expect(hostile?.message).toBe('\\::set-env::##\\[error]. Look.');
  });
});
