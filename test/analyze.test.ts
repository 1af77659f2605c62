import { describe, expect, it, vi } from 'vitest';
import { type AnalysisInput, analyze, leaveOutZeros } from '../src/analyze.ts';
import type { Build } from '../src/model/build.ts';
import type { LoadedHistory } from '../src/model/history.ts';
import type { Problem } from '../src/model/problem.ts';
import type { Task } from '../src/model/task.ts';
import { renderComment } from '../src/render/comment.ts';
import { renderHtml } from '../src/render/html/html.ts';
import { renderSummary } from '../src/render/summary.ts';
import { readConfig } from '../src/settings/config.ts';
import { readOutputs } from '../src/settings/outputs.ts';
import { describeBelowHeadline } from '../src/words/below-headline.ts';
import { describeOtherSeries, unconfirmable } from '../src/words/describe-elsewhere.ts';
import { describeVerdict } from '../src/words/headline.ts';
import { describeBaseline, plainPhrase } from '../src/words/phrases.ts';
import { phraseStanding, standingOf } from '../src/words/standing.ts';
import { hourMs, startMs, toHistory } from './detect/judge-in-turn.ts';
import { makeBuild, makeContext, makeEvent, makeHistory, makeTask } from './make.ts';

const { config } = readConfig('', 'config');
const loaded = (count: number): LoadedHistory => ({
  status: count > 0 ? 'found' : 'missing',
  history: makeHistory(Array.from({ length: count }, (_, i) => 10_000 + ((i * 37) % 11) * 20)),
  problems: [],
});

function input(change: Partial<AnalysisInput> = {}): AnalysisInput {
  return {
    build: makeBuild({ durationMs: 10_100, tasks: [makeTask({ durationMs: 10_100 })] }),
    loaded: loaded(30),
    config,
    options: { failOn: 'critical', failOnTests: 'never', gateOn: 'confirmed', onMissingBaseline: 'pass' },
    baselineBranch: 'main',
    problems: [],
    ...change,
  };
}

const slow = makeBuild({ durationMs: 20_000, tasks: [makeTask({ durationMs: 20_000 })] });
const violated = makeBuild({ events: [makeEvent({ type: 'SECRET_DETECTED', severity: 'critical' })] });

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

describe('analyze', () => {
  it('is pure: frozen input, the same report twice', () => {
    const frozen = freeze(input({ build: slow }));
    expect(JSON.stringify(analyze(frozen))).toBe(JSON.stringify(analyze(frozen)));
  });

  it.each([{ failOn: 'warn' }, { failOn: undefined }, { gateOn: 'any' }, { onMissingBaseline: 'FAIL' }])(
    'refuses %j: such a gate would never fail',
    (options) => {
      const wrong = { ...input().options, ...options } as never;
      expect(() => analyze(input({ options: wrong }))).toThrow(`\`${Object.keys(options)[0]}\` is`);
    },
  );

  it('finds the last attempt of each task once', () => {
    // The first question about all attempts together is whether any was retried.
    const attempts = [makeTask({ id: 'a', result: 'failure' }), makeTask({ id: 'b', attempt: 2 })];
    const every = vi.spyOn(attempts, 'every');
    const report = analyze(input({ build: makeBuild({ ...slow, tasks: attempts }) }));
    expect([report.tasks.length, report.retried.length]).toEqual([1, 1]);
    expect(every).toHaveBeenCalledTimes(1);
  });

  it.each([
    [30, input().build, 'pass', 'No significant change in 2 metrics'],
    [30, slow, 'warn', 'Possible regression: build 98% slower (10.1 s → 20 s), 1 more possible regression'],
    [5, slow, 'pass', 'Regression detection starts after 12 builds on main: 5 recorded before this one'],
    [0, slow, 'pass', 'No baseline yet: this is the first build recorded for ci/test'],
    [30, violated, 'fail', 'Check failed: 1 security violation (limit: 0)'],
  ])('of %i builds has a text for its verdict', (count, build, verdict, headline) => {
    expect(analyze(input({ build, loaded: loaded(count) }))).toMatchObject({ verdict, headline });
  });

  it('names a regression for which no limit is set, and limits that need a baseline', () => {
    const { config: limits } = readConfig(
      'regressions: [{ series: build, warning: off, error: off, critical: off }]\nthresholds: { duration: { above: +10% of baseline } }',
      'bt.yml',
    );
    const context = makeContext({ branch: 'topic', pullRequest: 7 });
    const build = makeBuild({ durationMs: 90_000, tasks: [makeTask()], context });
    const report = analyze(input({ build, config: { ...limits, thresholds: [] } }));
    expect(report).toMatchObject({ verdict: 'pass', alerts: [] });
    expect(report.headline).toMatch(/^1 regression without an alert \(build \+\d+%\)$/);
    expect(phraseStanding(report)).toBe('No alerts');
    const learning = analyze(input({ build, config: limits, loaded: loaded(5) }));
    expect(plainPhrase(describeBaseline(learning))).toMatch(
      /Thresholds are checked, except those relative to the baseline\.$/,
    );
  });

  it.each([
    ['critical', 'warn'],
    ['error', 'warn'],
    ['warning', 'warn'],
    ['never', 'warn'],
  ] as const)('with fail-on %s a suspect gives %s', (failOn, verdict) => {
    expect(
      analyze(
        input({
          build: slow,
          options: { failOn, failOnTests: 'never', gateOn: 'confirmed', onMissingBaseline: 'pass' },
        }),
      ).verdict,
    ).toBe(verdict);
  });

  it.each(['missing', 'unreachable', 'rate-limited', 'denied', 'corrupt', 'wrong-scope'] as const)(
    'shows a history that is %s, and leaves the decision to on-missing-baseline',
    (status) => {
      const none = { ...loaded(0), status };
      for (const failOn of ['warning', 'critical', 'never'] as const) {
        const verdict = (onMissingBaseline: 'pass' | 'warn' | 'fail') => {
          const report = analyze(
            input({
              loaded: none,
              options: { failOn, failOnTests: 'never', gateOn: 'confirmed', onMissingBaseline },
            }),
          );
          expect(report.baseline.status).toBe(status);
          return report.verdict;
        };
        expect([verdict('pass'), verdict('warn'), verdict('fail')]).toEqual(['pass', 'warn', 'fail']);
      }
    },
  );

  it.each(['warning', 'never'] as const)(
    'with fail-on %s fail-on-tests decides on failed tests',
    (failOn) => {
      const tasks = Array.from({ length: 20 }, (_, i) =>
        makeTask({ id: `t${i}`, name: `t${i}`, kind: 'test', ...(i === 0 && { result: 'failure' }) }),
      );
      const verdict = (build: Build, failOnTests: 'any' | 'never') =>
        analyze(
          input({ build, options: { failOn, failOnTests, gateOn: 'confirmed', onMissingBaseline: 'pass' } }),
        );
      const failed = makeBuild({ result: 'failure', tasks });
      expect(verdict(failed, 'any').verdict).toBe('fail');
      expect(verdict(failed, 'never').verdict).toBe('warn');
      expect(plainPhrase(describeBelowHeadline(verdict(failed, 'never')))).toMatch(
        /^Check passed: failed tests \(fail-on-tests: never\) do not fail it\./,
      );
      // A failure that no task explains is decided by its level.
      const unexplained = verdict(makeBuild({ result: 'failure', tasks: [] }), 'never');
      expect(unexplained.verdict).toBe(failOn === 'warning' ? 'fail' : 'warn');
    },
  );

  it('reports an incomplete build without judging it', () => {
    const cut = analyze(input({ build: { ...slow, complete: false } }));
    expect(cut).toMatchObject({ verdict: 'warn', changes: [], alerts: [{ id: 'incomplete' }] });
    const damaged = analyze(input({ build: { ...violated, degraded: true } }));
    expect(damaged).toMatchObject({ verdict: 'warn', alerts: [{ id: 'degraded' }] });
  });

  it.each(['any', 'new'] as const)('passes no incomplete build with fail-on-tests %s', (failOnTests) => {
    const options = { failOn: 'never', failOnTests, gateOn: 'confirmed', onMissingBaseline: 'pass' } as const;
    for (const part of [{ complete: false }, { degraded: true }]) {
      const report = analyze(input({ build: { ...slow, ...part }, options }));
      expect(report).toMatchObject({ verdict: 'fail', alerts: [{ level: 'critical', source: 'tests' }] });
      expect(describeVerdict(report)).toMatch(/^Check failed: failed tests may be missing, as /);
    }
    expect(analyze(input({ build: slow, options })).verdict).not.toBe('fail');
  });

  it('explains in a pull request how to confirm a suspicion', () => {
    const adviseIn = (runId: string | null, problems: Problem[] = [], where = {}): string | undefined => {
      const context = makeContext({ branch: 'topic', pullRequest: 3, runId, ...where });
      const build = { ...slow, durationMs: 13_000, tasks: [], context };
      return analyze(input({ build, problems })).nextSteps[0];
    };
    const seen = 'Build time is not confirmed yet (1 of 2 slow builds seen).';
    expect(adviseIn('7')).toBe(`${seen} Re-run the job once to confirm or clear it.`);
    expect(adviseIn(null)).toBe(`${seen} Run the build again once to confirm or clear it.`);
    const onMain = { branch: 'main', pullRequest: null };
    expect(adviseIn('7', [], onMain)).toMatch(
      /slow builds seen\)\. The next builds confirm or clear it; a re-run replaces this one\.$/,
    );
    expect(adviseIn(null, [], onMain)).toMatch(/Run the build again \d times to confirm or clear it\.$/);
    expect(adviseIn('7', [unconfirmable])).toBe(
      `${seen} A re-run cannot confirm it, as this build is not stored. The next builds of the baseline branch can.`,
    );
  });

  it.each([
    ['confirmed', 2, 'fail'],
    ['lasting', 2, 'warn'],
    ['lasting', 5, 'fail'],
  ] as const)(
    'with the gate on %s, the slow build %i of the baseline branch gives %s',
    (gateOn, at, verdict) => {
      const slowBuilds = Array.from({ length: at + 1 }, (_, i) =>
        makeBuild({
          id: `slow-${i}`,
          durationMs: 18_000 + 40 * i,
          tasks: [],
          startTimeMs: startMs + (40 + i) * hourMs,
        }),
      );
      const fine = Array.from({ length: 40 }, (_, i) =>
        makeBuild({
          id: `fine-${i}`,
          durationMs: 10_000 + 37 * (i % 7),
          tasks: [],
          startTimeMs: startMs + i * hourMs,
        }),
      );
      const reporter = slowBuilds[2] as Build;
      const before = [...fine, ...slowBuilds.slice(0, at)].map((each) =>
        each.id === reporter.id ? { ...each, opened: ['build:duration::'] } : each,
      );
      const report = analyze(
        input({
          build: slowBuilds[at] as Build,
          loaded: { status: 'found', history: toHistory(before), problems: [] },
          options: { failOn: 'critical', failOnTests: 'never', gateOn, onMissingBaseline: 'pass' },
        }),
      );
      expect(report.verdict).toBe(verdict);
    },
  );

  it('shows the task’s past with it', () => {
    const { tasks } = analyze(input({ build: slow }));
    const [task] = tasks;
    expect(task).toMatchObject({ durationMs: 20_000, baselineBuilds: 30 });
    expect(task?.baselineMs).toBeCloseTo(10_100, -2);
    // Without the digits that a logarithm adds.
    const past = tasks.flatMap(({ baselineMs, bandMs }) => [baselineMs ?? 0, ...(bandMs ?? [])]);
    expect(past).toEqual(past.map((ms) => Number(ms.toFixed(6))));
  });

  it('fills every output', () => {
    const delivered = { report: '/r.json', artifactUrl: '', commentUrl: '', historyBuilds: 31, notices: [] };
    expect(readOutputs(analyze(input({ build: slow })), delivered)).toMatchInlineSnapshot(`
      {
        "alerts": "2",
        "artifact-url": "",
        "baseline-builds": "30",
        "baseline-status": "ready",
        "build-result": "success",
        "cache-hit-rate": "",
        "comment-url": "",
        "complete": "true",
        "cost-usd": "",
        "critical-alerts": "0",
        "duration-ms": "20000",
        "error-alerts": "0",
        "failed-tasks": "0",
        "history-builds": "31",
        "improvements": "0",
        "regressions": "0",
        "report": "/r.json",
        "success-rate": "1",
        "suspects": "2",
        "tasks": "1",
        "tokens": "",
        "verdict": "warn",
        "warning-alerts": "2",
      }
    `);
  });
});

describe('a check that compares little', () => {
  const tests = (names: readonly string[], id: string, hour: number): Build =>
    makeBuild({
      id,
      durationMs: 10_000 + 37 * (hour % 7),
      tasks: names.map((name) => makeTask({ id: name, name, kind: 'test', durationMs: 900 + (hour % 7) })),
      startTimeMs: startMs + hour * hourMs,
    });
  const usual = ['a', 'b', 'c', 'd', 'e', 'f'];
  const past = Array.from({ length: 20 }, (_, i) => tests(usual, `b${i}`, i));
  const reportOf = (names: readonly string[], text = '', before = past, change: Partial<Build> = {}) =>
    analyze(
      input({
        build: { ...tests(names, 'now', 20), ...change },
        loaded: { status: 'found', history: toHistory(before), problems: [] },
        config: readConfig(text, 'config').config,
      }),
    );

  it.each([
    [['a', 'b'], 'No significant change in 3 metrics; only 2 of the usual 6 tests ran'],
    [['x', 'y', 'z', 'u', 'v', 'w'], 'No significant change in 1 metric; none of the usual 6 tests ran'],
    [usual.slice(0, 3), 'No significant change in 4 metrics; only 3 of the usual 6 tests ran'],
    [usual.slice(0, 5), 'No significant change in 6 metrics'],
    [[...usual, 'new'], 'No significant change in 7 metrics'],
  ])('says so if most tests are missing: %j', (names, headline) => {
    const report = reportOf(names);
    const isPartial = headline.includes(';');
    expect(report).toMatchObject({ verdict: 'pass', headline });
    expect(report.problems.map(({ code }) => code)).toEqual(isPartial ? ['few-tasks'] : []);
    expect(standingOf(report)).toBe(isPartial ? 'partial' : 'fine');
  });

  it.each([null, 5])('does not compare the times of jobs and tests (pull request %s)', (pullRequest) => {
    const branch = pullRequest === null ? 'main' : 'topic';
    const change = { durationMs: 900_000, context: makeContext({ pullRequest, branch }) };
    const toJobs = (build: Build): Build => ({
      ...build,
      tasks: build.tasks.map((task) => ({ ...task, kind: 'job' })),
    });
    const { tasks } = toJobs(tests(['x', 'y'], 'now', 20));
    const others = [
      reportOf([], '', past, { ...change, tasks }),
      reportOf(usual, '', past.map(toJobs), change),
    ];
    for (const report of others)
      expect(report).toMatchObject({
        verdict: 'pass',
        changes: [],
        headline: expect.stringMatching(/none of the usual 6 (jobs|tests) ran/),
      });
    const renamed = reportOf(['x', 'y'], '', past, change);
    expect(renamed.changes).toMatchObject([{ series: { scope: 'build' } }]);
  });

  it('has a note alone if a shard of three is missing', () => {
    const report = reportOf(usual.slice(0, 4));
    expect(report.headline).toBe('No significant change in 5 metrics');
    expect(report.problems).toMatchObject([
      {
        level: 'info',
        code: 'fewer-tasks',
        what: expect.stringMatching(/^Only 4 of the usual 6 tests ran: /),
      },
    ]);
    expect(standingOf(report)).toBe('fine');
  });

  it('does not miss jobs that a pull request skips', () => {
    const jobs = (build: Build): Build => ({
      ...build,
      tasks: build.tasks.map((task, i) => ({ ...task, kind: i === 0 ? 'job' : 'step' })),
    });
    const before = past.map(jobs);
    const { tasks } = jobs(tests(usual.slice(0, 2), 'now', 20));
    expect(reportOf(usual, '', before, { tasks }).problems).toMatchObject([{ code: 'few-tasks' }]);
    const context = makeContext({ pullRequest: 5, branch: 'topic' });
    expect(reportOf(usual, '', before, { tasks, context }).problems).toEqual([]);
    expect(reportOf(['a', 'b'], '', past, { context }).problems).toMatchObject([{ code: 'few-tasks' }]);
  });

  it('counts skipped tests as missing, unless they are always skipped', () => {
    const skipping = (build: Build, from: number): Build => ({
      ...build,
      tasks: build.tasks.map((task, i) => (i < from ? task : { ...task, result: 'skip', durationMs: null })),
    });
    const { tasks } = skipping(tests(usual, 'now', 20), 1);
    expect(reportOf(usual, '', past, { tasks }).headline).toBe(
      'No significant change in 2 metrics; only 1 of the usual 6 tests ran',
    );
    expect(
      reportOf(
        usual,
        '',
        past.map((build) => skipping(build, 1)),
        { tasks },
      ).problems,
    ).toEqual([]);
  });

  it('says so if the log lost its times', () => {
    const zeros = (cache: 'hit' | 'miss', from = 0) =>
      past[0]?.tasks.map((task, i) => ({ ...task, durationMs: i < from ? 900 : 0, cache })) ?? [];
    const report = reportOf(usual, '', past, { tasks: zeros('miss'), durationMs: 0 });
    expect(report.headline).toBe('No significant change in 7 metrics; all 6 tests took 0 ms');
    expect(standingOf(report)).toBe('partial');
    expect(reportOf(usual, '', past, { tasks: zeros('miss', 1) }).problems).toEqual([]);
    expect(reportOf(usual, '', past, { tasks: zeros('hit') }).problems).toEqual([]);
    const quick = past.map((build) => ({
      ...build,
      tasks: build.tasks.map((task) => ({ ...task, durationMs: 1 })),
    }));
    expect(reportOf(usual, '', quick, { tasks: zeros('miss') }).problems).toEqual([]);
  });

  it('says so if the log has no times', () => {
    const tasks = past[0]?.tasks.map((task) => ({ ...task, durationMs: null })) ?? [];
    expect(reportOf(usual, '', past, { tasks, durationMs: null }).headline).toBe(
      'No metric was compared: the log has no times',
    );
  });

  it('does not miss tests that only some builds have, or whose history has no tasks', () => {
    const affected = past.map((build, i) => (i === 15 ? tests(['a'], build.id, i) : build));
    expect(reportOf(['b'], '', affected).problems).toEqual([]);
    const unique = past.map((build, i) =>
      tests(
        usual.map((name) => `${name}${i}`),
        build.id,
        i,
      ),
    );
    expect(reportOf(usual, '', unique).problems).toEqual([]);
    const { builds } = toHistory(past);
    const report = analyze(
      input({
        build: tests(usual, 'now', 20),
        loaded: { status: 'found', history: { builds, series: [] }, problems: [] },
      }),
    );
    expect(report.problems).toEqual([]);
  });

  it('names new tests as the cause also if all are new', () => {
    const report = reportOf(['x', 'y', 'z'], '', past, { durationMs: 14_000 });
    expect(report.changes[0]?.causes.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^3 new tests/),
      expect.stringMatching(/^unexplained/),
    ]);
  });

  it('names its own thresholds that have nothing to check', () => {
    const config = 'thresholds: { cost: { above: $1 }, duration: { above: 1h } }';
    expect(reportOf(usual, config).problems).toMatchObject([
      { level: 'info', code: 'threshold-unchecked', where: 'thresholds.cost' },
    ]);
    const relative = 'thresholds: { duration: { above: +10% of baseline } }';
    const summary = renderSummary(reportOf(usual, relative, past.slice(0, 3)), []);
    expect(summary).toMatch(/\| `duration` \| relative to the baseline \(none yet\) \|.* \| n\/a \|/);
  });

  describe('quarantined failures', () => {
    const config = 'quarantine: [{ test: "a", reason: r, owner: o, expires: 2030-01-01 }]';
    const failing = (...names: string[]): Task[] =>
      tests(usual, 'now', 20).tasks.map((task) =>
        names.includes(task.name) ? { ...task, result: 'failure', errorType: 'assert' } : task,
      );
    const judge = (tasks: readonly Task[], change: Partial<Build> = {}) =>
      reportOf(usual, config, past, { tasks, result: 'failure', ...change });

    it('are failures in the numbers and in the headline, and no skips', () => {
      const report = judge(failing('a'));
      expect(report).toMatchObject({
        verdict: 'pass',
        headline: '1 quarantined test failed; no significant change in 5 metrics',
        metrics: { failedTasks: 1, skippedTasks: 0, successRate: 5 / 6, errors: 1 },
      });
      expect(report.trend.at(-1)).toMatchObject({ failedTasks: 1 });
      expect(report.thresholds.find(({ metric }) => metric === 'success_rate')?.value).toBe(1);
      const summary = renderSummary(report, []).replaceAll('&nbsp;', ' ');
      expect(summary).toContain('| Tasks | 6, 1 failed (quarantined), 0 skipped |');
      expect(summary).toContain('Quarantined failures do not count.');
      expect(renderHtml(report)).toContain('<dt>Failed</dt><dd>1<small>quarantined</small></dd>');
    });

    it('do not count for thresholds, next to others', () => {
      const report = judge(failing('a', 'b'));
      expect(report.headline).toBe(
        '1 test failed, new, 1 quarantined test failed; error rate 20% (1 of 5 tests failed, limit: 10%)',
      );
      expect(renderSummary(report, []).replaceAll('&nbsp;', ' ')).toContain('6, 2 failed (1 quarantined)');
      expect(renderSummary(reportOf(usual), [])).not.toContain('uarantined');
    });

    it('do not count for thresholds with the suite that failed around them', () => {
      const suite = makeTask({ id: 'suite', name: 'suite', kind: 'suite', result: 'failure' });
      const inside = failing('a').map((task) => ({ ...task, parentId: 'suite' }));
      const report = judge([suite, ...inside]);
      expect(report.thresholds.find(({ metric }) => metric === 'error_rate')?.value).toBe(0);
      expect(report.verdict).toBe('pass');
    });

    it('are in the headline without a baseline', () => {
      const report = reportOf(usual, config, past.slice(0, 3), { tasks: failing('a'), result: 'failure' });
      expect(report.headline).toBe(
        '1 quarantined test failed; regression detection starts after 12 builds on main: 3 recorded before this one',
      );
    });
  });

  it('names patterns of its configuration that match nothing', () => {
    const config = [
      'regressions: [{ series: build }, { series: a }, { series: "typo *", error: +1% }, { series: old }]',
      'quarantine: [{ test: "b*", reason: r, owner: o, expires: 2030-01-01 }]',
      'metric-tasks: [x, c, y, "z*", w, x]',
    ].join('\n');
    const before = [tests([...usual, 'old'], 'first', 0), ...past.slice(1)];
    expect(reportOf(['a', 'c'], config, before).problems.slice(1)).toEqual([
      {
        level: 'info',
        code: 'pattern-unused',
        where: 'regressions',
        what: '`typo *` matches no name in this build or in the stored builds.',
        fix: 'Correct the pattern or remove it, unless it is for another job.',
      },
      {
        level: 'info',
        code: 'pattern-unused',
        where: 'metric-tasks',
        what: '`x`, `y`, `z*` and 1 more match no name in this build or in the stored builds.',
        fix: 'Correct the patterns or remove them, unless they are for another job.',
      },
    ]);
    expect(reportOf(usual, config, []).problems).toEqual([]);
  });

  it.each([
    ['adds 3', 'cart › adds 3'],
    ['Cart › adds 3', 'cart › adds 3'],
    ['cart > adds 3', 'cart › adds 3'],
    ['pays', null],
    ['adds *', null],
  ])('names what is probably meant by %s', (test, meant) => {
    const names = usual.map((_, i) => `cart › adds ${i}`);
    const before = past.map((build, i) => tests(names, build.id, i));
    const [note] = reportOf(names, `metric-tasks: ["${test}"]`, before).problems;
    expect(note?.fix).toBe(
      `${meant === null ? '' : `Did you mean \`${meant}\`? `}Correct the pattern or remove it, unless it is for another job.`,
    );
  });

  it.each([
    ['{ series: "*" }, { series: "a*", error: +1% }', '`a*` never applies: `*`, which comes before it,'],
    ['{ series: a }, { series: a }', '`a` never applies: `a`,'],
    ['{ series: build }, { series: build, measure: cost }', '`build` never applies: `build`,'],
    ['{ series: "*", measure: cost }, { series: "a*", measure: cost }', '`a*` never applies: `*`,'],
    ['{ series: "a*" }, { series: "*" }', null],
    ['{ series: "*" }, { series: build }', null],
    ['{ series: "*", measure: cost }, { series: a }, { series: b, measure: duration }', null],
  ])('names rules for regressions that an earlier one covers: %s', (rules, what) => {
    const { problems } = reportOf(usual, `regressions: [${rules}]`);
    expect(problems).toMatchObject(
      what === null ? [] : [{ level: 'info', code: 'pattern-unused', what: expect.stringContaining(what) }],
    );
    expect(problems).toHaveLength(what === null ? 0 : 1);
  });

  it('knows the files and suites that tests are in', () => {
    const names = usual.map((name) => `src/cart.test.ts › totals › ${name}`);
    const before = past.map((build, i) => tests(names, build.id, i));
    const entry = '{ series: %, reason: r, owner: o, expires: 2026-12-01 }';
    const of = (text: string): string => entry.replace('%', text);
    const config = [
      'regressions: [{ series: src/cart.test.ts }, { series: "src/cart.test.ts › totals" }, { series: src/car }]',
      `acknowledge: [${of('src/cart.test.ts')}, ${of('src/car')}]`,
      'quarantine: [{ test: src/cart.test.ts, reason: r, owner: o, expires: 2030-01-01 }]',
    ].join('\n');
    expect(reportOf(names, config, before).problems).toMatchObject([
      { code: 'pattern-unused', what: expect.stringMatching(/^`src\/car` matches/) },
      { code: 'pattern-unused', where: 'quarantine' },
      { code: 'acknowledgement-unused', what: expect.stringContaining('src/car`') },
    ]);
  });

  describe('measurements', () => {
    const measured = (build: Build, names: string): Build => ({
      ...build,
      metrics: [...names].map((name) => ({ name, value: 100, unit: 'ms', better: 'lower', samples: null })),
    });
    const before = past.map((build) => measured(build, 'pqrst'));
    const few = (names: string, some = before, change: Partial<Build> = {}) => {
      const { metrics } = measured(past[0] as Build, names);
      return reportOf(usual, '', some, { metrics, ...change });
    };

    it.each([
      ['pq', '9 metrics; only 2 of the usual 5 measurements were taken'],
      ['pxyz', '8 metrics; only 1 of the usual 5 measurements was taken'],
      ['', '7 metrics; none of the usual 5 measurements was taken'],
    ])('says so if most are missing: %s', (names, headline) => {
      const report = few(names);
      expect(report).toMatchObject({ verdict: 'pass', headline: `No significant change in ${headline}` });
      expect(report.problems).toMatchObject([{ level: 'info', code: 'few-measurements', where: 'history' }]);
      expect(standingOf(report)).toBe('partial');
    });

    it('is only a note on a pull request without any: many measure their main branch alone', () => {
      const context = { ...past[0]!.context, branch: 'topic', pullRequest: 7 };
      for (const [names, code, standing] of [
        ['', 'fewer-measurements', 'fine'],
        ['p', 'few-measurements', 'partial'],
      ] as const) {
        const report = few(names, before, { context });
        expect(report.problems).toMatchObject([{ code }]);
        expect(standingOf(report)).toBe(standing);
      }
    });

    it('does not miss few, seldom or new ones, or those of a build that is not whole', () => {
      expect(few('pqrs').problems).toEqual([]);
      expect(few('pqr').problems).toMatchObject([{ code: 'fewer-measurements' }]);
      expect(standingOf(few('pqr'))).toBe('fine');
      expect(few('pqrst', before, { complete: false }).problems).toEqual([]);
      expect(few('', before, { complete: false }).problems).toEqual([]);
      const changed = (at: number, names: string) =>
        before.map((build, i) => (i === at ? measured(build, names) : build));
      expect(few('', changed(15, '')).problems).toEqual([]);
      expect(few('', changed(15, 'p')).problems).toEqual([]);
      expect(few('', changed(15, 'pqr')).problems).toMatchObject([
        { what: expect.stringContaining('None of the usual 3 measurements was taken') },
      ]);
      const failed = changed(15, '').map((build, i) =>
        i === 15 ? { ...build, result: 'failure' as const } : build,
      );
      expect(few('', failed).problems).toHaveLength(1);
    });
  });

  describe('times and rates that are suddenly 0', () => {
    const units = { time: 'ms', short: 'ns', rate: 'req/s', errors: '1', size: 'By' } as const;
    type Values = Partial<Record<keyof typeof units, number>>;
    const measured = (values: Values): Build['metrics'] =>
      Object.entries(values).map(([name, value]) => ({
        ...{ name, value, unit: units[name as keyof typeof units], samples: null },
        better: name === 'rate' ? 'higher' : 'lower',
      }));
    const usually = { time: 42, short: 253, rate: 5000, errors: 12, size: 1000 };
    const stored = (values: Values = usually): Build[] =>
      past.map((build) => ({ ...build, metrics: measured(values) }));
    const inputOf = (values: Values, before = stored()) =>
      input({
        build: { ...tests(usual, 'now', 20), metrics: measured(values) },
        loaded: { status: 'found', history: toHistory(before), problems: [] },
        options: { ...input().options, gateOn: 'confirmed' },
      });
    const keptOf = (...given: Parameters<typeof inputOf>): string[] =>
      leaveOutZeros(inputOf(...given)).build.metrics.map(({ name }) => name);

    it.each([
      [{ short: 0 }, 'No significant change in 11 metrics', ['zero-measurement'], 'fine'],
      [
        { time: 0, short: 0, rate: 0 },
        'No significant change in 9 metrics; 3 of 5 measurements are suddenly 0',
        ['zero-measurements', 'few-measurements'],
        'partial',
      ],
      [
        { time: 0, short: 0, rate: 0, errors: 0, size: 0 },
        'No significant change in 7 metrics; all 5 measurements are suddenly 0',
        ['zero-measurements', 'few-measurements'],
        'partial',
      ],
    ] as const)('are not judged, and the report says so: %j', (zeros, headline, codes, standing) => {
      const given = inputOf({ ...usually, ...zeros });
      const report = analyze(given);
      expect(report).toMatchObject({ verdict: 'pass', headline, changes: [] });
      expect(report.problems.map(({ code }) => code)).toEqual(codes);
      expect(standingOf(report)).toBe(standing);
      const kept = leaveOutZeros(given);
      expect(kept.build.metrics.filter(({ value }) => value === 0)).toEqual([]);
      expect(report.measurements).toEqual(kept.build.metrics);
      expect(analyze(kept)).toEqual(report);
    });

    it('names them with their units', () => {
      const { problems } = analyze(inputOf({ ...usually, time: 0, rate: 0 }));
      expect(problems[0]).toMatchObject({
        level: 'warning',
        where: 'history',
        what: '2 of 5 measurements are suddenly 0: `time` (0 ms), `rate` (0 req/s). They were never 0 before and are neither compared nor stored: a time or rate of 0 is not a measurement.',
      });
      const alone = analyze(inputOf({ time: 0 }, stored({ time: 42 })));
      expect(alone.headline).toBe('No significant change in 7 metrics; the only measurement is suddenly 0');
    });

    it('leaves true zeros alone: counts and sizes, and times that were 0 before or are new', () => {
      expect(keptOf({ ...usually, errors: 0, size: 0 })).toEqual(Object.keys(usually));
      expect(keptOf({ errors: 0, size: 0 }, stored({ errors: 12, size: 9 }))).toEqual(['errors', 'size']);
      const once = stored().map((build, at) =>
        at === 3 ? { ...build, metrics: measured({ ...usually, time: 0, rate: 0 }) } : build,
      );
      expect(keptOf({ ...usually, time: 0, rate: 0 }, once)).toEqual(Object.keys(usually));
      expect(keptOf({ ...usually, time: 0 }, stored().slice(0, 11))).toContain('time');
      expect(keptOf({ ...usually, time: 0 }, stored().slice(0, 12))).not.toContain('time');
      expect(keptOf({ time: 0 }, stored({ rate: 5 }))).toEqual(['time']);
    });
  });

  it('names measurements whose unit changed', () => {
    const measured = (build: Build, unit: string): Build => ({
      ...build,
      metrics: [{ name: 'p95', value: 100, unit, better: 'lower', samples: null }],
    });
    const before = past.map((build) => measured(build, 'ms'));
    const { metrics } = measured(past[0] as Build, 'ops');
    expect(reportOf(usual, '', before, { metrics }).problems).toMatchObject([
      {
        level: 'warning',
        code: 'unit-changed',
        what: '1 measurement in another unit than before, not compared: `p95` (ms → ops).',
      },
    ]);
    expect(reportOf(usual, '', before, { metrics: before[0]?.metrics ?? [] }).problems).toEqual([]);
    const context = makeContext({ pullRequest: 5, branch: 'topic' });
    const pushed = { ...measured(tests(usual, 'pushed', 19), 'ops'), context };
    expect(reportOf(usual, '', [...before, pushed], { metrics, context }).problems).toMatchObject([
      { what: '1 measurement in another unit than before, not compared: `p95` (now ops).' },
    ]);
    expect(reportOf(usual, '', past, { metrics }).problems).toEqual([]);
  });

  it.each([
    [{}, 30, 'No significant change in 7 metrics'],
    [{ result: 'failure' }, 30, 'No baseline for the build time: 20 stored builds failed'],
    [{ complete: false }, 30, 'No baseline: 20 stored builds with an incomplete log'],
    [{}, -1, 'No baseline: 20 stored builds began after this one'],
    [
      { context: makeContext({ pullRequest: 5, branch: 'topic' }) },
      30,
      'No baseline: none of 20 stored builds is of main',
    ],
  ] as const)('states why no stored build is comparable: %j', (change, hour, headline) => {
    const report = reportOf(
      usual,
      '',
      past.map((build) => ({ ...build, ...change })),
      { startTimeMs: startMs + hour * hourMs },
    );
    expect(report.headline).toBe(headline);
  });

  it('shows the names of branches and series as data', () => {
    const branch = '@everyone <img src=x> fixes #2';
    const builds = past.map((build) => ({ ...build, context: makeContext({ branch }) }));
    const base = { loaded: { status: 'found', history: toHistory(builds), problems: [] } } as const;
    const others = describeOtherSeries(makeBuild({ name: branch }), {
      named: [{ name: '`@everyone` <b>', runId: null }],
      more: 0,
    });
    const reports = [
      analyze(input({ ...base, baselineBranch: 'main' })),
      analyze(input({ loaded: loaded(0), problems: others })),
    ];
    for (const report of reports) {
      for (const text of [renderComment(report, { links: {}, notices: [] }), renderSummary(report, [])]) {
        expect(text).toContain('everyone');
        expect(text.replaceAll(/(`+)[^`][\s\S]*?\1/g, '')).not.toMatch(/<(img|b)|@everyone|fixes #2/);
      }
    }
  });

  it('calls the first build the first, also when it runs again', () => {
    const again = makeContext({ runId: '7', runAttempt: 2 });
    const first = { ...(past[0] as Build), result: 'failure' as const, context: { ...again, runAttempt: 1 } };
    expect(reportOf(usual, '', [first], { context: again }).headline).toBe(
      'No baseline yet: this is the first build recorded for ci/test',
    );
  });

  it('that may not pass without a baseline names the branch that has one', () => {
    const { headline, nextSteps } = analyze(
      input({
        loaded: { status: 'found', history: toHistory(past), problems: [] },
        baselineBranch: 'master',
        options: { failOn: 'critical', failOnTests: 'never', gateOn: 'confirmed', onMissingBaseline: 'fail' },
      }),
    );
    expect(headline).toBe('Check failed, no baseline: master has no builds yet, main has 20 builds');
    expect(nextSteps).toEqual([
      'Check builds of master with `--branch master`, or use `--baseline-branch main`.',
    ]);
  });
});
