import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { optionSpecs } from '../../src/settings/options.ts';
import { readEnvironment } from '../../src/settings/read-environment.ts';
import { readOptions } from '../../src/settings/read-option-texts.ts';

const action = (texts: Record<string, string>) => ({ where: 'action', texts }) as const;

describe('readOptions', () => {
  it('gives the defaults of action.yml', () => {
    const { options, problems } = readOptions([]);
    expect(problems).toEqual([]);
    expect(options).toMatchObject({
      events: [],
      failOn: 'critical',
      onMissingBaseline: 'pass',
      ifNoEventsFound: 'error',
      historyMaxBuilds: 1000,
      historyMaxAgeDays: 365,
      historyMaxSizeMb: 100,
      artifacts: ['html', 'json', 'csv', 'profile', 'history'],
      summary: true,
      githubToken: '',
    });
  });

  it('takes the first source that sets an option', () => {
    const { options } = readOptions([
      action({ 'fail-on': 'error' }),
      { where: 'config', texts: { 'fail-on': 'never', comment: 'always' } },
    ]);
    expect(options).toMatchObject({ failOn: 'error', comment: 'always' });
  });

  it('reads lines, choices, numbers and booleans', () => {
    const { options, problems } = readOptions([
      action({
        events: ' a.xml \n\n b/**/*.json\r\n',
        artifacts: 'csv, html',
        'history-max-builds': '50',
        summary: 'False',
      }),
    ]);
    expect(problems).toEqual([]);
    expect(options).toMatchObject({
      events: ['a.xml', 'b/**/*.json'],
      artifacts: ['html', 'csv'],
      historyMaxBuilds: 50,
      summary: false,
    });
    expect(readOptions([action({ artifacts: 'none' })]).options.artifacts).toEqual([]);
  });

  it('ignores blanks around values, as of YAML blocks; a blank value is not set', () => {
    const { options, problems } = readOptions([
      action({ 'fail-on': 'error\n', format: ' junit\n', summary: '\tfalse ', comment: ' \n' }),
      { where: 'config', texts: { comment: 'always' } },
    ]);
    expect(problems).toEqual([]);
    expect(options).toMatchObject({ failOn: 'error', format: 'junit', summary: false, comment: 'always' });
  });

  it('refuses `cache` in another case, which would be a folder that no other job reads', () => {
    const { problems } = readOptions([action({ history: 'Cache' })]);
    expect(problems).toMatchObject([{ where: 'input `history`', fix: expect.stringContaining('`cache`') }]);
    expect(readOptions([action({ history: './Cache' })]).problems).toEqual([]);
  });

  it('takes a % in the address of a history as it is', () => {
    expect(readOptions([action({ history: 's3://bucket/100%' })]).problems).toEqual([]);
  });

  it.each([
    [
      'history',
      's3:/bucket',
      '`s3:/bucket` is not an address of object storage. Write `s3://…`, or `./s3:/bucket` for a folder.',
    ],
    [
      'history',
      'GS:bucket',
      '`GS:bucket` is not an address of object storage. Write `GS://…`, or `./GS:bucket` for a folder.',
    ],
    [
      'artifacts',
      'none,html',
      '`none` and other values exclude each other. Write `none` alone, or leave it out.',
    ],
  ])('refuses %s: %s, which looks like a valid value', (name, text, message) => {
    expect(readOptions([action({ [name]: text })]).problems.map(({ what, fix }) => `${what} ${fix}`)).toEqual(
      [message],
    );
  });

  it('reports all faults together, with the fix', () => {
    const { problems } = readOptions([
      action({
        'fail-onn': 'error',
        'fail-on': 'critcal',
        'history-max-builds': '3',
        summary: 'yes',
        artifacts: 'pdf',
      }),
    ]);
    expect(problems.map((p) => `${p.where}: ${p.what} ${p.fix}`)).toEqual([
      'input `fail-onn`: Unknown option `fail-onn`. Did you mean `fail-on`?',
      'input `fail-on`: `critcal` is not a valid value. Did you mean `critical`?',
      'input `history-max-builds`: `3` is not a whole number from 12 to 100000. Write a number from 12 to 100000.',
      'input `summary`: `yes` is neither true nor false. Write `true` or `false`.',
      'input `artifacts`: `pdf` is not a valid value. Use one of: `html`, `json`, `csv`, `profile`, `history`, `recording`, `none`.',
    ]);
  });

  it('does not let a configuration file set the token', () => {
    const { problems } = readOptions([{ where: 'config', texts: { 'github-token': 'x' } }]);
    expect(problems[0]?.code).toBe('unknown-option');
  });

  it('declares defaults that it can read itself', () => {
    expect(new Set(optionSpecs.map((spec) => spec.name)).size).toBe(optionSpecs.length);
  });
});

describe('readEnvironment', () => {
  it('reads our names before Builder’s', () => {
    const { source } = readEnvironment({
      BUILD_TELEMETRY_HISTORY_MAX_BUILDS: '500',
      BUILDER_TELEMETRY_MAX_SESSIONS: '100',
      BUILDER_TELEMETRY_RETENTION_DAYS: '30',
      BUILD_TELEMETRY_UNKNOWN: '1',
    });
    expect(source.texts).toEqual({ 'history-max-builds': '500', 'history-max-age-days': '30' });
  });

  it.each([
    ['BUILD_TELEMETRY_FAILON', 'BUILD_TELEMETRY_FAIL_ON'],
    ['BUILD_TELEMETRY_FAIL_ONN', 'BUILD_TELEMETRY_FAIL_ON'],
    ['BUILD_TELEMETRY_FAIL-ON', 'BUILD_TELEMETRY_FAIL_ON'],
    ['build_telemetry_fail_on', 'BUILD_TELEMETRY_FAIL_ON'],
    ['BUILD_TELEMETRY_ENABLE', 'BUILD_TELEMETRY_ENABLED'],
  ])('warns of %s', (variable, meant) => {
    expect(readEnvironment({ [variable]: '1', BUILD_TELEMETRY_HISTORY: 'x' }).problems).toEqual([
      {
        level: 'warning',
        code: 'unknown-option',
        where: `environment variable ${variable}`,
        what: 'Unknown variable: it is ignored.',
        fix: `Did you mean \`${meant}\`?`,
      },
    ]);
  });

  it.each([
    { BUILD_TELEMETRY_FAILON: '' },
    { BUILD_TELEMETRY_JOB: '1', BUILD_TELEMETRY_DIR: '1' },
    { BUILD_TELEMETRY_BUCKET: 's3://b' },
    { MY_BUILD_TELEMETRY_FAILON: '1' },
    { BUILDER_TELEMETRY_MAX_SESSIONS: '3' },
    // As Windows has it.
    { build_telemetry_fail_on: '1', BUILD_TELEMETRY_FAIL_ON: '1' },
  ])('does not warn of %o', (env) => {
    expect(readEnvironment(env).problems).toEqual([]);
  });

  it('warns of no variable that the product names', () => {
    const files = ['src', 'docs', 'dashboards/provisioning'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')),
    );
    const named = new Set(files.join('\n').match(/BUILD_TELEMETRY(?:_[A-Z]+)+(?![\w…<])/g));
    expect(named.size).toBeGreaterThan(15);
    const env = Object.fromEntries([...named].map((name) => [name, '1']));
    expect(readEnvironment(env).problems).toEqual([]);
  });

  it.each([
    [{}, true],
    [{ BUILD_TELEMETRY_ENABLED: '0' }, false],
    [{ BUILDER_TELEMETRY_ENABLED: 'False' }, false],
    [{ BUILD_TELEMETRY_ENABLED: '1', BUILDER_TELEMETRY_ENABLED: '0' }, true],
  ])('reads the switch of %o as %s', (env, enabled) => {
    expect(readEnvironment(env).offBy === null).toBe(enabled);
  });
});
