/**
 * Whatever a file contains and however it is cut into chunks, the quick scanner followed by sax gives the same events
 * as sax alone.
 */
import fc from 'fast-check';
import sax from 'sax';
import { describe, expect, it } from 'vitest';
import { createDraft } from '../../src/ingest/draft.ts';
import { openInput } from '../../src/ingest/open-input.ts';
import { parseXml } from '../../src/ingest/parse-xml.ts';
import { defaultLimits } from '../../src/settings/limits.ts';
import { runs } from '../property-runs.ts';
import { sourceOf } from '../source-of.ts';

type Events = readonly (readonly unknown[])[];

/** Pieces of one text as one. */
function joinTexts(events: Events): Events {
  const joined: unknown[][] = [];
  for (const [what, ...rest] of events) {
    const last = joined.at(-1);
    if (what === 'text' && last?.[0] === 'text') last[1] = `${last[1]}${rest[0]}`;
    else if (what !== 'text' || rest[0] !== '') joined.push([what, ...rest]);
  }
  return joined;
}

async function parse(xml: string, size: number): Promise<{ events: Events; problems: readonly string[] }> {
  const events: unknown[][] = [];
  const { input } = await openInput(sourceOf(xml, 'log', size).open, defaultLimits);
  const draft = createDraft('log', defaultLimits);
  await parseXml(input, draft, {
    openTag: (name, attributes, depth) => events.push(['open', name, Object.entries(attributes), depth]),
    closeTag: (name) => events.push(['close', name]),
    text: (piece) => events.push(['text', piece]),
    comment: (text) => events.push(['comment', text]),
  });
  const problems = draft.finish().problems.map(({ code, what }) => `${code} ${what}`);
  return { events: joinTexts(events), problems };
}

/** What sax reports up to its first error, or up to the first text after a root. */
function parseWithSax(xml: string): { events: Events; error: string | null; isOutside: boolean } {
  const events: unknown[][] = [];
  const parser = sax.parser(true, { position: false });
  let error: string | null = null;
  let depth = 0;
  let isOutside = false;
  const record = (...event: unknown[]): void => {
    if (error === null && !isOutside) events.push(event);
  };
  parser.onerror = ({ message }) => {
    parser.error = null as unknown as Error;
    isOutside ||= error === null && message.startsWith('Text data outside');
    const isBare =
      message.startsWith('Invalid character in entity name') &&
      !/[<"']/.test((parser as unknown as { c: string }).c);
    if (!isBare && !/^(Invalid character entity|Text data outside)/.test(message)) error ??= message;
  };
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    record('open', name.replace(/^[^:]*:/, ''), Object.entries(attributes), depth);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    record('close', name.replace(/^[^:]*:/, ''));
  };
  const text = (piece: string): void => {
    if (depth > 0) record('text', piece);
  };
  parser.ontext = text;
  parser.oncdata = text;
  parser.oncomment = (found) => {
    if (depth > 0) record('comment', found);
  };
  parser.write(xml);
  const { textNode, cdata = '' } = parser as unknown as { textNode: string; cdata?: string };
  for (const piece of [textNode, cdata]) if (piece !== '') text(piece);
  return { events: joinTexts(events), error, isOutside };
}

const word = fc.constantFrom(
  ...['a', 'b', 'x:a', 'é', 'name', 'a.b-c', 'hasOwn', '__proto__', 'constructor', '1a', ''],
);
const value = fc.constantFrom(
  ...[
    '',
    'v',
    'a value of more than thirteen',
    '&amp;&#10;&#x41;',
    '&nbsp;',
    '&#0;',
    '&#xD800;',
    '&undeclared;',
  ],
  ...['a & b', '<', '>', "it's", 'a\nb', '漢字', '&#65', '&LT;', ']]>', '\u2028'],
);
const space = fc.constantFrom('', ' ', '\n', ' \t\r\n ', '  ');
const attribute = fc
  .tuple(space, word, space, space, value, fc.constantFrom('"', "'", ''))
  .map(([a, name, b, c, text, quote]) => `${a}${name}${b}=${c}${quote}${text}${quote}`);
const tag = fc
  .tuple(
    fc.constantFrom('<', '</', '< '),
    word,
    fc.array(attribute, { maxLength: 3 }),
    space,
    fc.constantFrom('>', '/>', ''),
  )
  .map(
    ([start, name, attributes, end, close]) =>
      `${start}${name}${attributes.map((each) => ` ${each}`).join('')}${end}${close}`,
  );
const special = fc.constantFrom(
  ...[
    '<!-- a -->',
    '<!-- a -- b -->',
    '<!-->',
    '<!--->',
    '<!---->',
    '<!-- a --->',
    '<?xml version="1.0"?>',
    '<?a ??>',
    '<?a ???>',
  ],
  ...[
    '<?>',
    '<??>',
    '<![CDATA[a]]>',
    '<![CDATA[]]]>',
    '<![CDATA[ ]] > <b> &amp; ]]>',
    '<![cdata[a]]>',
    '<![CDATA[a',
  ],
  ...[
    '<!DOCTYPE a>',
    '<!DOCTYPE a [<!ENTITY b "c"><!-- d -->]>',
    '<!',
    '<',
    '&',
    ']]>',
    '\ufeff',
    '<!A "b>" >',
    '</ a>',
    '<a></a >',
  ],
);
const tree: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom('a', 'b', 'x:a'),
      fc.array(attribute, { maxLength: 2 }),
      fc.array(fc.oneof({ depthSize: 'small' }, value, special, tie('element')), { maxLength: 4 }),
    )
    .map(
      ([name, attributes, inside]) =>
        `<${name}${attributes.map((each) => ` ${each}`).join('')}>${inside.join('')}</${name}>`,
    ),
})).element;
const soup = fc
  .array(fc.oneof(tag, special, value, tree), { maxLength: 8 })
  .map((parts) => `<${parts.join('')}`);
const cut = <T extends string>(xml: fc.Arbitrary<T>): fc.Arbitrary<string> =>
  fc.tuple(xml, fc.nat(400)).map(([text, end]) => (end > 300 ? text : text.slice(0, Math.max(1, end))));
const xml = cut(
  fc.oneof(
    soup,
    tree,
    fc.array(tree, { minLength: 1, maxLength: 3 }).map((roots) => roots.join('\n')),
  ),
).filter((text) => text.startsWith('<'));

describe('XML', () => {
  it('gives the same events as sax, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(xml, fc.constantFrom(1, 2, 3, 7, 1000), async (text, size) => {
        const plain = parseWithSax(text);
        const parsed = await parse(text, size);
        // Text after a root is not read as XML.
        if (plain.isOutside) {
          expect(parsed.events.slice(0, plain.events.length)).toEqual(plain.events);
          return;
        }
        expect(parsed.events).toEqual(plain.events);
        const broken = parsed.problems.filter((problem) => problem.startsWith('malformed-xml'));
        const known = broken.map(
          (problem) => /^malformed-xml The XML is broken \((.*)\)[^)]*$/.exec(problem)?.[1],
        );
        expect(known).toEqual(plain.error === null ? [] : [plain.error]);
      }),
      { numRuns: runs(100) },
    );
  });

  it('has attributes of any name', async () => {
    const tag = '<a hasOwnProperty="1" toString="2" x="3"/>';
    for (const start of ['', '<!DOCTYPE a>']) {
      const { events, problems } = await parse(`${start}${tag}`, 1000);
      expect([events.map(([what]) => what), problems]).toEqual([['open', 'close'], []]);
      expect(events[0]?.[2]).toContainEqual(['x', '3']);
    }
  });

  it('of a second report has text, but not the text between the two', async () => {
    const report = '<a>text</a>';
    for (const start of ['', '<!DOCTYPE a>']) {
      expect((await parse(`${start}${report}\n${report}`, 1000)).problems).toEqual([]);
      const { problems } = await parse(`${start}${report}\nwords${report}`, 1000);
      expect(problems).toEqual(['other-lines Text outside of the XML is skipped.']);
    }
  });

  it.each([1, 2, 3, 7, 1000])(
    'may be followed by text that looks like XML, in chunks of %i',
    async (size) => {
      const report = '<a.b>text</a.b>';
      const words = 'vector<int> & 1 < 2\n x <c>\n\n';
      const events = async (xml: string): Promise<Events> => {
        const parsed = await parse(xml, size);
        expect(parsed.problems).toEqual(['other-lines Text outside of the XML is skipped.']);
        return parsed.events;
      };
      const once = (await parse(report, size)).events;
      expect(await events(report + words)).toEqual(once);
      expect(await events(`${report}\n${words}`)).toEqual(once);
      expect(await events(`${report}words`)).toEqual(once);
      for (const between of [words, `${words} \r\n `, 'words', 'words<?xml version="1.0"?>'])
        expect(await events(report + between + report)).toEqual([...once, ...once]);
    },
  );

  it.each(['\n', ' words\n', 'words', '\uFEFF', 'words\uFEFF'])(
    'may be several documents with %j between, cut at each byte',
    async (between) => {
      const report = '<?xml version="1.0"?>\n<a.b c="d">text</a.b>';
      const xml = report + between + report;
      const once = (await parse(report, 1000)).events;
      for (let size = 1; size <= xml.length; size++)
        expect((await parse(xml, size)).events, `chunks of ${size}`).toEqual([...once, ...once]);
    },
  );

  it('is read as deep as tags may be nested, and no deeper', async () => {
    const { depth } = defaultLimits;
    const nest = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    const most = await parse(nest(depth), 1000);
    expect([most.events.length, most.problems]).toEqual([2 * depth, []]);
    for (const start of ['', '<!DOCTYPE a>']) {
      const { events, problems } = await parse(`${start}${nest(depth + 1)}`, 1000);
      expect(events.map(([what]) => what)).toEqual(Array(depth).fill('open'));
      expect(problems).toEqual([
        `malformed-xml The XML is broken (tags nested more than ${depth} levels deep) after \`<a>\`; the part before the error is used.`,
      ]);
    }
  });

  it('keeps an ampersand that is not escaped', async () => {
    const { events, problems } = await parse('<a b="c & d">e & f, g&h i</a>', 1000);
    expect(events).toEqual([
      ['open', 'a', [['b', 'c & d']], 1],
      ['text', 'e & f, g&h i'],
      ['close', 'a'],
    ]);
    expect(problems).toEqual(['entity An `&` is not escaped; it is read as it is.']);
  });

  it('names the tag before an error', async () => {
    const { problems } = await parse('<a><b name="x">c < d</b></a>', 1000);
    expect(problems).toEqual([expect.stringContaining('after `<b name="x">`; the part before')]);
  });

  it('keeps a tag without an end only while it is read', async () => {
    const { problems } = await parse(`<a><b c="${'x'.repeat(5_000_000)}`, 65_536);
    expect(problems).toEqual([
      'malformed-xml The XML is broken (a tag of more than 4,194,304 characters) after `<a>`; the part before the error is used.',
    ]);
  });
});
