import { marked } from 'marked';
import { expect, it } from 'vitest';
import { codeCell } from '../../src/render/code-cell.ts';

const show = (text: string): string => marked.parseInline(codeCell(text), { async: false, gfm: true });

it('lets a long path break after its separators, and nowhere else', () => {
  expect(codeCell('packages/checkout/test/store.test.ts › rejects')).toBe(
    '<code>packages/<wbr>checkout/test/<wbr>store.test.ts › rejects</code>',
  );
  expect(codeCell('store › rejects')).toBe('`store › rejects`');
});

it.each([
  'someone.with.a.long.name@mail.example',
  'https://evil.example/aaaaaaaaaaaaaaaaaaa',
  'www.evil.example/aaaaaaaaaaaaaaaaaaaaaaa',
  '<script>alert(1)</script>|`*_~[x](y)&amp;',
  'ünïcödé/шестнадцать/測試測試測試測試測試/👩‍👩‍👧/x',
])('shows %s unchanged', (text) => {
  const html = show(text);
  expect(html).not.toMatch(/<(?!\/?(?:code|wbr)>)/);
  const shown = html.replaceAll(/<[^>]+>/g, '').replaceAll(/&#(\d+);/g, (_, n) => String.fromCodePoint(n));
  expect(shown).toBe(text);
});
