/**
 * Reports restored from a build tool's cache have the timestamps of the run that wrote them: they are no work of this
 * build.
 */
import { expect, it } from 'vitest';
import { readBuild } from '../../src/formats/read-build.ts';
import { logContext, sourceOf } from '../source-of.ts';
import { openFixture } from './fixtures.ts';

const dayMs = 86_400_000;
const jobStartMs = Date.parse('2026-11-30T10:00:00Z');
const fresh = `<testsuite name="fresh" timestamp="2026-11-30T10:00:10Z" time="2.5"><testcase name="a" time="2.5"/></testsuite>`;

it.each([
  'jest/jest-30.5.2-passed.json',
  'jest/vitest-5.1.0-passed.json',
  'playwright/playwright-1.65.1-passed.json',
  'mocha/mocha-12.0.3-passed.json',
  'trx/dorny-SilentNotes.trx.gz',
  'nunit/dorny-dotnet-nunit.xml',
  'xunit/xunit-pickles.xml',
])('%s is a cached result next to a fresh report', async (path) => {
  const sources = [sourceOf(openFixture(path), path), sourceOf(fresh, 'fresh.xml')];
  const options = {
    name: 'ci',
    format: 'auto',
    id: 'b1',
    context: logContext,
    jobStartMs,
    nowMs: jobStartMs + 60_000,
  };
  const { build } = await readBuild(sources, options);
  const old = build?.tasks.filter(({ name }) => !name.startsWith('fresh')) ?? [];
  expect(old.length).toBeGreaterThan(0);
  expect(new Set(old.map(({ cache }) => cache))).toEqual(new Set(['hit']));
  expect(build?.durationMs ?? 0).toBeLessThan(dayMs);
});
