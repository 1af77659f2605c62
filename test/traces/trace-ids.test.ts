/** Ids are those that the OpenTelemetry Collector's GitHub receiver derives; the values come from `sha256sum`. */
import { describe, expect, it } from 'vitest';
import {
  jobSpanId,
  queueSpanId,
  type RunOfWorkflow,
  runSpanId,
  runTraceId,
  stepSpanId,
} from '../../src/traces/trace-ids.ts';

const run = (traceIds: 'job' | 'run'): RunOfWorkflow => ({ runId: '9182736455', runAttempt: 1, traceIds });
const job = { id: '7001', name: 'build (20)' };

describe('ids of a workflow run', () => {
  it('derive the trace and its root from run and attempt, in both modes', () => {
    for (const mode of ['job', 'run'] as const) {
      expect(runTraceId(run(mode))).toBe('35997421c3acbe40480c8d0eeeb48953');
      expect(runSpanId(run(mode))).toBe('35d0f03bc5b2e462');
    }
  });

  it('derive jobs, waits and steps from the id of the job', () => {
    expect(jobSpanId(run('job'), job)).toBe('c1ff1739b096dd1a');
    expect(queueSpanId(run('job'), job)).toBe('3934c105c1cee8bc');
    expect(stepSpanId(run('job'), job, 'Run tests', '4')).toBe('fe438379a128b887');
  });

  it('derive them from run, attempt, names and number for older receivers', () => {
    expect(jobSpanId(run('run'), job)).toBe('18e911ebf1df6eaa');
    expect(stepSpanId(run('run'), job, 'Run tests', '4')).toBe('8474c48620aa4bf9');
    expect(queueSpanId(run('run'), job)).toBe('942a09facf131674');
  });

  // Attempt 13 of a run, in https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/githubreceiver/testdata
  it("match those in the receiver's own tests", () => {
    const own = (runAttempt: number): RunOfWorkflow => ({
      runId: '14460881260',
      runAttempt,
      traceIds: 'run',
    });
    const test = { id: '40685651258', name: 'test (1.23)' };
    expect(runTraceId(own(13))).toBe('731ec8a47fd7450f753a812a4a8aa5a0');
    expect(runTraceId(own(12))).toBe('3ab150c94bf95169f4958bc860bddc3b');
    expect(runSpanId(own(13))).toBe('aba151af7cfbcf0f');
    expect(jobSpanId(own(13), test)).toBe('e68a36b3514c8634');
    expect(queueSpanId(own(13), test)).toBe('d328504edfc4f5dc');
    expect(stepSpanId(own(13), test, 'Set up job', '1')).toBe('103b52e85d34ae1c');
    expect(stepSpanId(own(13), test, 'Make test-all', '4')).toBe('1684627ec86a096c');
  });

  it('are those by name if the id of the job is not known', () => {
    expect(jobSpanId(run('job'), { ...job, id: null })).toBe('18e911ebf1df6eaa');
  });
});
