/** Quoting for YAML and for a shell, checked with a YAML parser and by hand. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { quoteShell, quoteYaml } from '../../src/commands/quote-text.ts';

describe('quoteYaml', () => {
  it.each(['packages/a', 'Test (Vitest in packages/a)', 'Test (@scope/a)'])('leaves %s plain', (text) => {
    expect(quoteYaml(text)).toBe(text);
  });

  it.each([
    'packages/a',
    '',
    'true',
    'No',
    '1.0',
    '.5',
    '-',
    '- a',
    '@a',
    'a: b',
    'a #b',
    'a, b',
    'a]',
    'a ',
    '"a"',
    "it's",
    'a\nb',
    'été',
  ])('is read back as %j from a block and a flow mapping', (text) => {
    expect(parse(`key: ${quoteYaml(text)}`)).toEqual({ key: text });
    expect(parse(`{ key: ${quoteYaml(text)}, other: 1 }`)).toEqual({ key: text, other: 1 });
  });
});

describe('quoteShell', () => {
  it.each([
    ['packages/a', 'packages/a'],
    ['CI/test', 'CI/test'],
    ['my app', "'my app'"],
    ["it's", String.raw`'it'\''s'`],
    ['reports/*.xml', "'reports/*.xml'"],
    ['$(id)', "'$(id)'"],
    ['', "''"],
  ])('%j → %s', (text, quoted) => {
    expect(quoteShell(text)).toBe(quoted);
  });
});
