/** Has test tools of npm write JUnit and CTRF reports of tests that pass and fail, and reads them. */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileFacts } from '../../../src/formats/read-build.ts';
import { installNpm } from '../install.ts';
import { expectSame, inspect, type PeerCheck, run } from '../peer.ts';

const packages = [
  ...['vitest', 'jest', 'jest-junit', 'jest-ctrf-json-reporter'],
  ...['@playwright/test', 'playwright-ctrf-json-reporter'],
];

export const javascriptChecks: readonly PeerCheck[] = [
  { name: 'producers/vitest', run: checkVitest },
  { name: 'producers/jest', run: checkJest },
  { name: 'producers/playwright', run: checkPlaywright },
];

/** Counts by result, from a tool's own JSON report. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const tests = (head: string): string => `${head}
test('passes', () => {});
test('fails', () => { expect(1).toBe(process.env.GOOD ? 1 : 2); });
test.skip('is <skipped> & "quoted"', () => {});
`;

/** @returns programs of the packages, which resolve from `folder` as if they were installed there */
function prepare(folder: string): string {
  const modules = join(installNpm('tests', packages), 'node_modules');
  rmSync(join(folder, 'node_modules'), { force: true });
  symlinkSync(modules, join(folder, 'node_modules'), 'junction');
  mkdirSync(join(folder, 'tests'), { recursive: true });
  return join(modules, '.bin');
}

function versionOf(name: string, folder: string): string {
  const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return `${name} ${(JSON.parse(text) as { readonly version: string }).version}`;
}

function compare(facts: FileFacts, counts: Counts): void {
  const { success = 0, failure = 0, error = 0, skip = 0 } = facts.byResult;
  expectSame('passed', success, counts.passed);
  expectSame('failed', failure + error, counts.failed);
  expectSame('skipped', skip, counts.skipped);
  expectSame('result', facts.result, counts.failed > 0 ? 'failure' : 'success');
}

/** The shape that vitest and Jest share. */
function readJestJson(file: string): Counts {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function checkVitest(folder: string): string {
  const bin = prepare(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tests/app.test.js'), tests("import { expect, test } from 'vitest';"));
  for (const env of [{ GOOD: '1' }, { GOOD: '' }]) {
    const reporters = ['--reporter=junit', '--outputFile.junit=junit.xml'];
    const args = ['run', ...reporters, '--reporter=json', '--outputFile.json=own.json'];
    run(join(bin, 'vitest'), args, { cwd: folder, env });
    compare(inspect('junit.xml', folder), readJestJson(join(folder, 'own.json')));
  }
  return `${versionOf('vitest', folder)}: passed, failed, skipped`;
}

function checkJest(folder: string): string {
  const bin = prepare(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "peer" }');
  writeFileSync(join(folder, 'tests/app.test.js'), tests(''));
  const args = ['--reporters=jest-junit', '--reporters=jest-ctrf-json-reporter'];
  for (const env of [{ GOOD: '1' }, { GOOD: '' }]) {
    run(join(bin, 'jest'), [...args, '--json', '--outputFile=own.json'], { cwd: folder, env });
    const counts = readJestJson(join(folder, 'own.json'));
    compare(inspect('junit.xml', folder), counts);
    compare(inspect('ctrf/ctrf-report.json', folder), counts);
  }
  const versions = ['jest', 'jest-junit', 'jest-ctrf-json-reporter'].map((name) => versionOf(name, folder));
  return `${versions.join(', ')}: passed, failed, skipped`;
}

/** With retries: a test that passes at its second attempt is flaky and no failure. */
function checkPlaywright(folder: string): string {
  const bin = prepare(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "peer" }');
  const head = `const { expect, test } = require('@playwright/test');
test('is flaky', ({}, info) => { expect(info.retry).toBe(1); });`;
  writeFileSync(join(folder, 'tests/app.spec.js'), tests(head));
  const reporters = `[['json', { outputFile: 'own.json' }], ['junit', { outputFile: 'junit.xml' }], ['playwright-ctrf-json-reporter', {}]]`;
  writeFileSync(
    join(folder, 'playwright.config.js'),
    `module.exports = { testDir: 'tests', retries: 1, reporter: ${reporters} };`,
  );
  for (const env of [{ GOOD: '1' }, { GOOD: '' }]) {
    run(join(bin, 'playwright'), ['test'], { cwd: folder, env });
    const { stats } = JSON.parse(readFileSync(join(folder, 'own.json'), 'utf8'));
    const finals = { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
    compare(inspect('junit.xml', folder), finals);
    const ctrf = inspect('ctrf/ctrf-report.json', folder);
    expectSame('passed in CTRF', ctrf.byResult['success'], finals.passed);
    expectSame('result in CTRF', ctrf.result, finals.failed > 0 ? 'failure' : 'success');
  }
  const versions = ['@playwright/test', 'playwright-ctrf-json-reporter'].map((name) =>
    versionOf(name, folder),
  );
  return `${versions.join(', ')}: passed, failed, skipped, flaky`;
}
