import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderActionYml, renderConfigSchema, renderOptionsPage } from '../scripts/generated-files.ts';
import { starterConfig } from '../src/commands/init-command.ts';
import { readConfig } from '../src/settings/config.ts';

const file = '.github/build-telemetry.yml';
const uncommented = starterConfig.replaceAll(/^# (?=( {2}|[a-z-]+:))(?!yaml-)/gm, '');
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } }).compile(
  JSON.parse(renderConfigSchema()),
);

describe('readConfig', () => {
  it('takes an empty file for no settings', () => {
    const { config, options, problems } = readConfig('', file);
    expect(problems).toEqual([]);
    expect(options.texts).toEqual({});
    expect(config.preset).toBe('auto');
    expect(config.thresholds.map((rule) => rule.id)).toContain('critical_success_rate');
  });

  it('reads the starter file with every comment taken away, which its schema also accepts', () => {
    const { config, options, problems } = readConfig(uncommented, file);
    expect(problems).toEqual([]);
    expect(options.texts).toEqual({ 'fail-on': 'critical' });
    expect(config.thresholds.find((rule) => rule.id === 'duration')?.limit).toEqual({ overBaseline: 0.1 });
    expect(config.thresholds.some((rule) => rule.id === 'avg_duration')).toBe(false);
    expect(config.regressions).toHaveLength(2);
    expect(validate(parse(uncommented)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('says where the YAML is broken', () => {
    const { problems } = readConfig('fail-on: error\nthresholds: {a: [}\n', file);
    expect(problems[0]).toMatchObject({ code: 'invalid-yaml', where: expect.stringMatching(/yml:2:\d+$/) });
  });

  it('names what it does not know, all at once', () => {
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
    expect(validate(parse('fail_on: error'))).toBe(false);
  });

  it('reads limits of logs, and says what is wrong with each of them', () => {
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
    expect(wrong.problems.map(({ where, what, fix }) => [where, what, fix])).toEqual([
      [`${file}: \`limits.tasks\``, '`0` is no limit.', 'Write a whole number from 1 to 5,000,000.'],
      [`${file}: \`limits.depth\``, '`1.5` is no limit.', 'Write a whole number from 4 to 1,000.'],
      [
        `${file}: \`limits.file-size\``,
        '`much` is no limit.',
        'Write a size, such as `512 MiB`, from 1 KiB to 64 GiB.',
      ],
      [
        `${file}: \`limits.record-size\``,
        '`9 TiB` is no limit.',
        'Write a size, such as `512 MiB`, from 1 KiB to 256 MiB.',
      ],
      [`${file}: \`limits.name-lenght\``, 'There is no limit `name-lenght`.', 'Did you mean `name-length`?'],
      [
        `${file}: \`limits.decompression-ratio\``,
        '`5 MB` is no limit.',
        'Write a whole number from 1 to 10,000.',
      ],
    ]);
    expect(readConfig('limits: 5', file).problems[0]?.what).toBe('This is no mapping.');
    expect(validate(parse('limits: {tasks: 0}'))).toBe(false);
  });

  it('is not grown by aliases', () => {
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
    expect(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')).toBe(render());
  });
});
