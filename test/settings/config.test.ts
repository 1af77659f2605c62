import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderActionYml, renderConfigSchema, renderOptionsPage } from '../../scripts/generated-files.ts';
import { writeStarterConfig } from '../../src/commands/starter-config.ts';
import { configKeys, readConfig } from '../../src/settings/config.ts';
import type { KeySpec } from '../../src/settings/key-spec.ts';
import { readOptions } from '../../src/settings/read-option-texts.ts';

const file = '.github/build-telemetry.yml';
const uncommented = writeStarterConfig(true).replaceAll(/^# (?=( {2}|[a-z-]+:))(?!yaml-)/gm, '');
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } }).compile(
  JSON.parse(renderConfigSchema()),
);

describe('readConfig', () => {
  it('reads an empty file as no settings', () => {
    const { config, options, problems } = readConfig('', file);
    expect(problems).toEqual([]);
    expect(options.texts).toEqual({});
    expect(config.preset).toBe('auto');
    expect(config.thresholds.map((rule) => rule.id)).toContain('critical_success_rate');
  });

  it('reads the starter file with every comment removed, which its schema also accepts', () => {
    const { config, options, problems } = readConfig(uncommented, file);
    expect(problems).toEqual([]);
    expect(options.texts).toEqual({ 'fail-on': 'critical', seed: 'true' });
    expect(config.thresholds.find((rule) => rule.id === 'duration')?.limit).toEqual({ overBaseline: 0.1 });
    expect(config.thresholds.some((rule) => rule.id === 'avg_duration')).toBe(false);
    expect(config.regressions).toHaveLength(2);
    expect(validate(parse(uncommented)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('reports the place of broken YAML', () => {
    const { problems } = readConfig('fail-on: error\nthresholds: {a: [}\n', file);
    expect(problems[0]).toMatchObject({ code: 'invalid-yaml', where: expect.stringMatching(/yml:2:\d+$/) });
  });

  it.each([
    ['binary data', Buffer.from([0x1f, 0x8b, 8, 0, 0xff]), 1],
    ['UTF-16', Buffer.from('\uFEFFfail-on: error\n', 'utf16le'), 1],
    ['Latin-1', Buffer.from('fail-on: error\nquarantine:\n  - test: caf\xe9\n', 'latin1'), 3],
  ])('names the encoding of %s, not its characters', (_, bytes, line) => {
    expect(readConfig(bytes.toString('utf8'), file).problems).toEqual([
      {
        level: 'error',
        code: 'invalid-yaml',
        where: `${file}:${line}`,
        what: 'This is not UTF-8 text.',
        fix: 'Save the file in UTF-8.',
      },
    ]);
  });

  it('reports all unknown keys together', () => {
    const { problems } = readConfig(
      'fail_on: error\npreset: agents\nthreshholds: {}\nsummary: {a: 1}\n',
      file,
    );
    expect(problems.map((p) => p.fix)).toEqual([
      'Did you mean `fail-on`?',
      'Did you mean `thresholds`?',
      'Write one value, or a list.',
      'Did you mean `agent`?',
    ]);
    expect(problems.map((p) => p.where)).toEqual([
      `${file}:1:1: \`fail_on\``,
      `${file}:3:1: \`threshholds\``,
      `${file}:4:1: \`summary\``,
      `${file}:2:1: \`preset\``,
    ]);
    expect(validate(parse('fail_on: error'))).toBe(false);
  });

  it('reads limits of logs, and reports faults of each of them', () => {
    const text = 'limits:\n  file-size: 2 GiB\n  record-size: 1500000\n  tasks: 500000\n  depth: 100\n';
    const { config, problems } = readConfig(text, file);
    expect(problems).toEqual([]);
    const limits = { fileBytes: 2 * 1024 ** 3, recordBytes: 1_500_000, tasks: 500_000, depth: 100 };
    expect(config.limits).toEqual(limits);
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(readConfig('', file).config.limits).toEqual({});

    const bad =
      'limits: {tasks: 0, depth: 1.5, file-size: much, record-size: 9 TiB, name-lenght: 9, decompression-ratio: "5 MB"}';
    const wrong = readConfig(bad, file);
    expect(wrong.config.limits).toEqual({});
    expect(
      wrong.problems.map(({ where, what, fix }) => [where.replace(/:\d+: /, ':N: '), what, fix]),
    ).toEqual([
      [`${file}:1:N: \`limits.name-lenght\``, 'Unknown key `name-lenght`.', 'Did you mean `name-length`?'],
      [
        `${file}:1:N: \`limits.file-size\``,
        '`much` is not a limit.',
        'Write a size, such as `512 MiB`, from 1 KiB to 64 GiB.',
      ],
      [
        `${file}:1:N: \`limits.decompression-ratio\``,
        '`5 MB` is not a limit.',
        'Write a whole number from 1 to 10,000.',
      ],
      [
        `${file}:1:N: \`limits.record-size\``,
        '`9 TiB` is not a limit.',
        'Write a size, such as `512 MiB`, from 1 KiB to 256 MiB.',
      ],
      [`${file}:1:N: \`limits.depth\``, '`1.5` is not a limit.', 'Write a whole number from 4 to 1,000.'],
      [`${file}:1:N: \`limits.tasks\``, '`0` is not a limit.', 'Write a whole number from 1 to 5,000,000.'],
    ]);
    expect(readConfig('limits: 5', file).problems[0]?.what).toBe('`5` is not a mapping of keys to values.');
    expect(validate(parse('limits: {tasks: 0}'))).toBe(false);
  });

  it('reports the line and column of every mistake, however deep', () => {
    const text = [
      'fail-on: sometimes',
      'thresholds:',
      '  success_rate: {below: 0.9, level: fatal}',
      'regressions:',
      '  - series: build',
      '    error: 20',
      '  - measure: speed',
      '    floor: much',
      'acknowledge:',
      '  - series: build',
      '    expires: tomorrow',
      '    since: 1234567',
      '',
    ].join('\n');
    const { problems, options } = readConfig(text, 'bt.yml');
    expect(problems.map(({ where }) => where)).toEqual([
      'bt.yml:3:30: `thresholds.success_rate.level`',
      'bt.yml:3:18: `thresholds.success_rate.below`',
      'bt.yml:6:5: `regressions[0].error`',
      'bt.yml:7:5: `regressions[1].series`',
      'bt.yml:7:5: `regressions[1].measure`',
      'bt.yml:8:5: `regressions[1].floor`',
      'bt.yml:10:5: `acknowledge[0].reason`',
      'bt.yml:10:5: `acknowledge[0].owner`',
      'bt.yml:11:5: `acknowledge[0].expires`',
      'bt.yml:12:5: `acknowledge[0].since`',
    ]);
    expect(readOptions([options]).problems[0]?.where).toBe('bt.yml:1:1: `fail-on`');
  });

  it('finds the place of what an alias refers to', () => {
    const text = 'regressions:\n  - &rule {series: a, error: 9}\n  - *rule\n';
    expect(readConfig(text, 'bt.yml').problems.map(({ where }) => where)).toEqual([
      'bt.yml:2:23: `regressions[0].error`',
      'bt.yml:2:23: `regressions[1].error`',
    ]);
  });

  it('refuses a change without its sign that may be meant as a share of the baseline', () => {
    const rule = (change: string) => `regressions: [{ series: build, error: ${change} }]\n`;
    for (const change of ['150%', '100%', '100.5 %']) {
      expect(readConfig(rule(change), file).problems[0]).toMatchObject({
        what: `\`${change}\` is ambiguous.`,
        fix: 'Write the increase with its sign: `+50%` is 1.5 times as much.',
      });
      expect(validate(parse(rule(change)))).toBe(false);
    }
    for (const change of ['+150%', '50%', '+ 5 %', '7.5%']) {
      expect(readConfig(rule(change), file).problems).toEqual([]);
      expect(validate(parse(rule(change))), change).toBe(true);
    }
  });

  it('refuses levels that fall', () => {
    const read = (levels: string) =>
      readConfig(`regressions: [{ series: a, ${levels} }]\n`, 'bt.yml').problems;
    const never = (level: string) => `It begins below \`${level}\`, which would never apply.`;
    expect(read('warning: +50%, error: +20%, critical: +10%')).toMatchObject([
      { where: 'bt.yml:1:43: `regressions[0].error`', what: never('warning') },
      { where: 'bt.yml:1:56: `regressions[0].critical`', what: never('error') },
    ]);
    expect(read('warning: +50%, error: off, critical: +10%')).toMatchObject([{ what: never('warning') }]);
    for (const levels of ['warning: +20%, error: +20%', 'warning: off, error: +3%', 'critical: +1%'])
      expect(read(levels)).toEqual([]);
  });

  it.each([
    ['regressions:\n  - series: *\n', 'Put the value in quotes: `"*"`.'],
    ['regressions:\n  - series: *checkout\n', 'put values that begin with `*` in quotes.'],
    ['acknowledge:\n  - owner: @ann\n', 'Put the value in quotes.'],
    ['regressions:\n\t- series: build\n', 'Indent with spaces.'],
    ['fail-on: error\nfail-on: never\n', 'Remove one of them.'],
    ['fail-on:error\nhistory: cache\n', 'Write a space after each colon: `key: value`.'],
    ['thresholds:\nsuccess_rate: { below: 95% }\n', 'Indent it, so that it is under `thresholds`.'],
    ['thresholds:\ntokens: { above: 5 }\ncost: { above: $5 }\n', 'it is under `thresholds`.'],
    ['exporters:\n  prometheus:\n  port: 1\n', 'Indent it, so that it is under `prometheus`.'],
    ['fail-on:\nnmae: x\n', 'Did you mean `name`?'],
  ])('says how to correct %j', (text, fix) => {
    const { problems } = readConfig(text, file);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.fix).toContain(fix);
  });

  it.each(['5', '[a]', '"text"', 'true'])('refuses a file with only %s', (text) => {
    expect(readConfig(text, file).problems[0]?.fix).toMatch(/^Write `key: value`; the keys are `events`, /);
  });

  it.each(Object.entries<KeySpec<unknown>>(configKeys))(
    'reads the example of `%s`, which the schema accepts, and its null as absent',
    (name, { docs, fallback }) => {
      const example = docs?.example ?? `${name}: ${fallback}\n`;
      expect(readConfig(example, file).problems).toEqual([]);
      expect(validate(parse(example)), JSON.stringify(validate.errors)).toBe(true);
      expect(readConfig(`${name}:\n`, file)).toEqual(readConfig('', file));
    },
  );

  it.each([
    ['artifacts: html, json', true],
    ['artifacts: [html, csv]', true],
    ['artifacts: none', true],
    ['artifacts: html json', true],
    ['artifacts: htlm', false],
    ['artifacts: html, none', false],
    ['thresholds: { duration: { above: 5m } }', true],
    ['thresholds: { duration: { above: +10% of baseline } }', true],
    ['thresholds: { daily_cost: { above: $10 } }', true],
    ['thresholds: { errors: { above: 5 } }', true],
    ['thresholds: { duration: { above: off } }', false],
    ['thresholds: { errors: { above: -5 } }', false],
    ['regressions: [{ series: build, floor: some }]', false],
  ])('the schema and the reader agree on %s', (text, isValid) => {
    const read = readConfig(text, file);
    expect([...read.problems, ...readOptions([read.options]).problems].length === 0).toBe(isValid);
    expect(validate(parse(text))).toBe(isValid);
  });

  it('is limited in size despite aliases', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    expect(readConfig(bomb, file).problems[0]?.level).toBe('error');
  });
});

describe('generated files', () => {
  it.each([
    ['action.yml', renderActionYml],
    ['docs/options.md', renderOptionsPage],
    ['docs/config.schema.json', renderConfigSchema],
  ])('%s is up to date', (path, render) => {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(render());
  });
});
