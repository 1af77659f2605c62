import { expect, it } from 'vitest';
import { codeSpan } from '../../src/render/escape.ts';
import { cutMiddle } from '../../src/words/cut-middle.ts';
import { joinPhrase } from '../../src/words/phrases.ts';

const long = (end: string): string => `tests/test_tax.py::test_rate[${'country-'.repeat(40)}${end}]`;

it('keeps what a name is part of and the end that distinguishes it', () => {
  for (const cut of [
    cutMiddle(long('7'), 100),
    codeSpan(long('7'), 100),
    joinPhrase([{ name: long('7') }]),
  ]) {
    expect(cut).toMatch(/^`?tests\/test_tax\.py::test_rate\[.*….*country-7\]`?$/);
    expect(cut.length).toBeLessThan(170);
  }
  expect(codeSpan(long('8'))).not.toBe(codeSpan(long('7')));
});

it('counts characters, and leaves what fits', () => {
  expect(cutMiddle('abc', 3)).toBe('abc');
  expect(cutMiddle('🟢🟢🟢', 3)).toBe('🟢🟢🟢');
  expect(cutMiddle('🟢🟢🟢🟢🟢🟢', 5)).toBe('🟢…🟢🟢🟢');
  expect(Array.from(cutMiddle('x'.repeat(1e6), 200))).toHaveLength(200);
});

it('lets no backtick of a name end it in a sentence', () => {
  expect(joinPhrase(['Fix ', { name: '`a` ``b``' }, ': 3 fail.'])).toBe("Fix `'a' ''b''`: 3 fail.");
});
