/** JUnit reports of runs that crashed around their tests: none of them may be read as a success. */
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, sourceOf } from '../source-of.ts';

const passed = '<testcase name="a" time="1"/>';

describe('a report with errors outside of its cases', () => {
  it('is an error when a suite has errors that no case has', async () => {
    // Karma's reporter, when the browser was lost.
    const build = await buildOf(
      `<testsuite name="Chrome" tests="3" errors="1" failures="0">${passed}</testsuite>`,
    );
    expect(build.result).toBe('error');
    expect(codesOf(build)).toEqual(['unlisted-failure']);
  });

  it('is a failure when a suite has failures that no case has', async () => {
    // CPython's runner with subtests.
    const build = await buildOf(
      '<testsuites tests="1" errors="0" failures="3"><testsuite tests="1" errors="0" failures="3"><testcase name="a"/></testsuite></testsuites>',
    );
    expect(build.result).toBe('failure');
    // Reported once, though the root counts it as well.
    expect(codesOf(build)).toEqual(['unlisted-failure']);
  });

  it('is found in one suite of several', async () => {
    const build = await buildOf(
      `<testsuites errors="1" failures="1"><testsuite name="x" errors="1">${passed}</testsuite><testsuite name="y" failures="1"><testcase name="b"><failure/></testcase></testsuite></testsuites>`,
    );
    expect(build.result).toBe('failure');
    expect(build.problems[0]?.what).toContain('`x`');
  });

  it.each(['<error message="setup"/>', '<failure/>'])('fails with %s next to its cases', async (element) => {
    const build = await buildOf(`<testsuite name="s">${passed}${element}</testsuite>`);
    expect(build.result).toBe(element === '<failure/>' ? 'failure' : 'error');
    expect(codesOf(build)).toEqual(['unlisted-failure']);
  });

  it('does not succeed if a shard contains only its crash', async () => {
    const build = await buildOf(
      `<testsuite name="a" tests="1">${passed}</testsuite>`,
      '<testsuite name="b" tests="0" errors="1"/>',
    );
    expect(build.result).toBe('error');
  });

  it('is complete with fewer cases than tests: subtests count as well', async () => {
    const build = await buildOf(
      `<testsuite name="pytest" tests="3" failures="0" errors="0">${passed}</testsuite>`,
    );
    expect(build).toMatchObject({ complete: true, result: 'success', problems: [] });
  });

  it('is incomplete if a suite ran tests and lists none', async () => {
    const build = await buildOf(
      `<testsuites tests="11"><testsuite name="a" tests="1">${passed}</testsuite><testsuite name="b" tests="10"/></testsuites>`,
    );
    expect(build.complete).toBe(false);
    expect(codesOf(build)).toEqual(['unlisted-tests']);
  });

  it('succeeds if a test that is counted as failed passed in the end', async () => {
    const build = await buildOf(
      '<testsuite name="s" tests="1" failures="1"><testcase name="a"><flakyFailure/></testcase></testsuite>',
    );
    expect(build).toMatchObject({ result: 'success', problems: [] });
  });

  it.each([
    ['fail', 'failure'],
    ['Failed', 'failure'],
    ['error', 'error'],
    ['notrun', 'skip'],
    ['run', 'success'],
    ['constructor', 'unknown'],
  ])('reads status="%s" as %s', async (status, result) => {
    const build = await buildOf(`<testsuite name="s"><testcase name="a" status="${status}"/></testsuite>`);
    expect(build.tasks[0]?.result).toBe(result);
  });
});

describe('durations that a tool does not measure', () => {
  it('are unknown if a suite with work has 0', async () => {
    const build = await buildOf(
      `<testsuites time="0"><testsuite name="s" time="0">${passed}</testsuite></testsuites>`,
    );
    expect(build.durationMs).toBeNull();
  });

  it('follow from the suites if the root has 0 or nothing', async () => {
    for (const root of ['<testsuites time="0">', '<testsuites>', '<testsuites time="0.000">']) {
      const build = await buildOf(`${root}<testsuite name="s" time="7">${passed}</testsuite></testsuites>`);
      expect(build.durationMs).toBe(7000);
    }
  });

  it('are 0 if nothing took time', async () => {
    const build = await buildOf(
      '<testsuites time="0"><testsuite name="s" time="0"><testcase name="a" time="0"/></testsuite></testsuites>',
    );
    expect(build.durationMs).toBe(0);
  });
});

describe('reports that are not a single document', () => {
  const one = (name: string): string =>
    `<testsuites time="2"><testsuite name="${name}" time="2">${passed}</testsuite></testsuites>`;

  it('add up when they are concatenated', async () => {
    const build = await buildOf(`${one('x')}\n${one('y')}`);
    expect(build.tasks.map((task) => task.name)).toEqual(['x › a', 'y › a']);
    expect(build.durationMs).toBe(4000);
  });

  it('are never complete if the following part is broken', async () => {
    const build = await buildOf(`${one('x')}\n<?xml version="1.0"?>${one('y')}<testsuite>`);
    expect(build.complete).toBe(false);
    expect(build.tasks.length).toBeGreaterThan(0);
  });

  it('name a case that has no name', async () => {
    const build = await buildOf('<testsuite><testcase/><testcase/><testcase name=""/></testsuite>');
    expect(build.tasks.map((task) => task.name)).toEqual(['test', 'test #2', 'test #3']);
  });

  it('keep nothing of a message of megabytes', async () => {
    const text = 'x'.repeat(2_000_000);
    const facts = await inspectSource(
      sourceOf(
        `<testsuite name="s"><testcase name="${text}"><failure message="${text}">${text}</failure></testcase></testsuite>`,
      ),
      'auto',
    );
    expect(facts).toMatchObject({ complete: true, byResult: { failure: 1 } });
    expect(JSON.stringify(facts).length).toBeLessThan(3000);
  });
});
