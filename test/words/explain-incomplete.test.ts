import { expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { explainIncomplete as explain } from '../../src/words/explain-incomplete.ts';

const job: { readonly runId: string | null } = { runId: '1' };
const explainIncomplete = (problems: readonly Problem[], run = job) => explain(problems, run);

const problem = (code: string, where: string, level: Problem['level'] = 'warning'): Problem => ({
  ...{ level, code, where, what: 'w', fix: `Fix of ${code}.` },
});

it.each([
  ['no-events', 'reports/*.xml', 'warning', 'a log is missing or empty'],
  ['left-over', 'old.xml', 'warning', 'a log is from another build'],
  ['job-cancelled', 'job', 'warning', 'the job was cancelled'],
  ['too-many-tasks', 'CI/test', 'warning', 'there are more tasks than the limit'],
  ['unknown-format', 'notes.txt', 'error', 'a log could not be read'],
] as const)('states why the build is incomplete: %s', (code, where, level, expected) => {
  const { reason, action } = explainIncomplete([problem('odd-clock', 'a.xml'), problem(code, where, level)]);
  expect(reason).toBe(expected);
  expect(action).toBe(where === 'job' ? `Fix of ${code}.` : `\`${where}\`: Fix of ${code}.`);
});

it('lists several files of one kind once', () => {
  const { action } = explainIncomplete(['a', 'b', 'c', 'd'].map((name) => problem('no-events', name)));
  expect(action).toBe('`a`, `b`, `c` …: Fix of no-events.');
});

it('asks why the build stopped only if nothing else is known', () => {
  const { reason, action } = explainIncomplete([problem('odd-clock', 'a.xml')]);
  expect(reason).toBe('the log is not complete');
  expect(action).toContain('Check the job log for why the build stopped.');
  const onLaptop = explainIncomplete([], { runId: null }).action;
  expect(onLaptop).toBe('Check why the build stopped. Read its log after the build has ended.');
});
