import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { csvField } from '../../src/ingest/csv-field.ts';
import { codeCell } from '../../src/render/code-cell.ts';
import {
  cleanText,
  codeSpan,
  escapeHtml,
  escapeMarkdown,
  escapeTerminal,
  jsonForScript,
  mermaidLabel,
  safeUrl,
  streamForScript,
  tableRow,
} from '../../src/render/escape.ts';
import { anyCharacter } from '../any-character.ts';
import { hostileTexts } from './sample-reports.ts';

/** Any string, and strings made of the characters that have a meaning somewhere. */
const nasty = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.constantFrom(...hostileTexts),
  fc
    .array(
      fc.constantFrom(
        ...'|\\`<>!-[]()#@:*_~&"\'=+ \t\r\n\u202e\u0000a1$',
        '##[',
        '::error::',
        '<!--',
        '-->',
        'https://',
        '\ud800',
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join('')),
);

function decode(html: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return html.replace(
    /&(#?\w+);/g,
    (whole, name: string) =>
      names[name] ?? (name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : whole),
  );
}

/** What the runner could read as a command in a log line (actions/runner, ActionCommand.cs). */
function isCommand(text: string): boolean {
  return text.includes('##[') || text.split(/\r?\n/).some((line) => line.trimStart().startsWith('::'));
}

describe('cleanText', () => {
  it('is one line without invisible characters', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[\p{Cc}\p{Surrogate}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it.each([
    ['a\r\n\tb', 'a b'],
    ['\u202egnp.exe', '�gnp.exe'],
    ['x'.repeat(300), `${'x'.repeat(199)}…`],
    ['👩‍💻 émile', '👩‍💻 émile'],
    ['a.test.ts › adds · −3–5 …', 'a.test.ts › adds · −3–5 …'],
    [' a  ›  b ', 'a › b'],
  ])('%j becomes %j', (text, clean) => expect(cleanText(text)).toBe(clean));
});

describe('codeSpan', () => {
  it('is one code element that shows the text, alone and in a table cell', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const span = codeSpan(text);
        const shown = /^<p><code>([\s\S]*)<\/code>(?:&lrm;)?<\/p>\n$/.exec(
          marked.parse(span, { async: false }),
        );
        expect(shown).not.toBeNull();
        const cells = marked.parse(`| a | b |\n|---|---|\n${tableRow([span, 'end'])}`, { async: false });
        expect(cells.match(/<td>/g)).toHaveLength(2);
        expect(cells).toMatch(/<td><code>[\s\S]*<\/code>(?:&lrm;)?<\/td>\n<td>end<\/td>/);
        expect(isCommand(span)).toBe(false);
        expect(span).not.toContain('<!--');
      }),
    );
  });

  it.each([
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['##[add-mask]x', '`##\\[add-mask]x`'],
    ['', '` `'],
  ])('%j becomes %j', (text, span) => expect(codeSpan(text)).toBe(span));
});

it.each([codeSpan, codeCell])('keeps numbers after a name that is read from right to left', (write) => {
  expect(write('اختبار')).toContain('&lrm;');
  expect(write('קצת_שם_ארוך_מאוד_מאוד')).toContain('&lrm;');
  expect(write('test')).not.toContain('&lrm;');
});

describe('escapeMarkdown', () => {
  it('creates only text and code spans', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const markdown = escapeMarkdown(text);
        const html = marked.parse(markdown, { async: false });
        expect(html.replace(/<\/?(?:p|code)>/g, '')).not.toMatch(/<[a-z!/]/i);
        expect(isCommand(markdown)).toBe(false);
        expect(markdown).not.toContain('<!--');
      }),
    );
  });

  it('leaves nothing outside of code that GitHub would link', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const html = marked.parse(escapeMarkdown(text), { async: false });
        const outside = decode(html.replace(/<code>[\s\S]*?<\/code>/g, '<c>').replace(/<[^>]*>/g, ' '));
        expect(outside).not.toMatch(/@\w|#\d|\bGH-\d|:\/\/|\bwww\./);
      }),
    );
  });

  it.each([
    ['Build time rose from 3 s to 4 s (+22 %).', 'Build time rose from 3 s to 4 s (+22 %).'],
    ['Unknown option `a_b`.', 'Unknown option `a_b`.'],
    ['thanks @octocat, see #12', 'thanks `@octocat`, see `#12`'],
    ['after abc1234.', 'after `abc1234`.'],
    ['1. not a list', '1&#46; not a list'],
    ['a_b *c* <i> d|e', 'a&#95;b &#42;c&#42; &#60;i&#62; d&#124;e'],
    ['ended (@ann: flaky).', 'ended (`@ann`: flaky).'],
  ])('%j becomes %j', (text, markdown) => expect(escapeMarkdown(text)).toBe(markdown));
});

describe('escapeHtml', () => {
  it('leaves no character that ends text or an attribute', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});

describe('jsonForScript', () => {
  it('reads back and cannot end its element', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const json = jsonForScript({ [text]: [text] });
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
        expect(json).not.toMatch(/[<>&]|##\[/);
      }),
    );
  });

  it('is the same in parts', () => {
    const value = fc.oneof(fc.jsonValue(), fc.array(nasty, { minLength: 990, maxLength: 2010 }), nasty);
    const record = fc.dictionary(nasty, fc.option(value, { nil: undefined }));
    fc.assert(
      fc.property(fc.oneof(value, record, fc.array(record)), (all) => {
        expect([...streamForScript(all)].join('')).toBe(jsonForScript(all));
      }),
      { numRuns: 50 },
    );
  });
});

describe('mermaidLabel', () => {
  it('is one quoted line of harmless characters', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(mermaidLabel(text)).toMatch(/^"[\p{L}\p{N} .,/()+_…-]+"$/u);
      }),
    );
  });
});

describe('csvField', () => {
  it('reads back as one field that no spreadsheet evaluates', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const field = csvField(text);
        const value = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        if (!field.startsWith('"')) expect(field).not.toMatch(/[",\r\n]/);
        else expect(field.slice(1, -1).replaceAll('""', '')).not.toContain('"');
        expect(value).not.toMatch(/^\s*[=+\-@\t\r]/);
      }),
    );
  });

  it.each([
    [-1.5, '-1.5'],
    [null, ''],
    [Number.NaN, ''],
    ['-5', "'-5"],
    ['=1+1', "'=1+1"],
    ['a "b", c', '"a ""b"", c"'],
  ])('%j becomes %j', (value, field) => expect(csvField(value)).toBe(field));
});

describe('escapeTerminal', () => {
  it('contains no escape sequence and no command', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const line = escapeTerminal(text);
        expect(line).not.toMatch(/\p{Cc}/u);
        expect(isCommand(line)).toBe(false);
      }),
    );
  });

  it('keeps names of C++', () => expect(escapeTerminal('std::vector')).toBe('std::vector'));
});

describe('safeUrl', () => {
  it.each([
    ['https://github.com/o/r/actions/runs/1', true],
    ['http://127.0.0.1:8080/x?y=1#z', true],
    ['javascript:alert(1)', false],
    ['https://a/b)c', false],
    ['https://a/"onclick', false],
    ['https://a/b c', false],
  ])('%s: %s', (url, safe) => expect(safeUrl(url)).toBe(safe ? url : null));
});
