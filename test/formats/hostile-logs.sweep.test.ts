/**
 * The shortest log of each format as changed by editors, shells, killed tools and attackers: same facts, or a reason.
 */
import { describe, expect, it } from 'vitest';
import { type FileFacts, formats, inspectSource } from '../../src/formats/read-build.ts';
import { sourceOf } from '../source-of.ts';
import { shortestLog } from './fixtures.ts';

const logs = formats.map(({ id }) => ({ id, text: shortestLog(id).toString('utf8') }));

/** The list that only its user can distinguish from another one. */
const wanted = (id: string): string => (id === 'custom-bigger-is-better' ? id : 'auto');

/** The content, without the places of what was skipped. */
async function factsOf(id: string, content: string | Uint8Array): Promise<FileFacts> {
  const facts = await inspectSource(sourceOf(content), wanted(id));
  const problems = facts.problems.map((problem) => ({
    ...problem,
    what: problem.what.replace(/byte \d+/, ''),
  }));
  return { ...facts, problems };
}

const results = ['success', 'failure', 'error', 'timeout', 'cancellation', 'skip', 'unknown'];

function check({ format, problems, tasks, durationMs, taskDurationMs, result, byResult }: FileFacts): void {
  expect(results).toEqual(expect.arrayContaining([result, ...Object.keys(byResult)]));
  if (format === null) expect(problems.some(({ level, fix }) => level === 'error' && fix !== '')).toBe(true);
  for (const ms of [durationMs, taskDurationMs])
    expect(ms === null || (ms >= 0 && Number.isFinite(ms))).toBe(true);
  expect(tasks).toBeGreaterThanOrEqual(0);
  expect(JSON.stringify(problems).length).toBeLessThan(50_000);
}

const isJson = (text: string): boolean => /^\s*[[{]/.test(text);

describe.each(logs)('a log of $id', ({ id, text }) => {
  it('gives the same result with Windows line ends', async () => {
    const plain = text.replaceAll('\r\n', '\n');
    expect(await factsOf(id, plain.replaceAll('\n', '\r\n'))).toEqual(await factsOf(id, plain));
  });

  it('gives the same result in UTF-16 with a mark, and is refused or read without', async () => {
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const facts = await factsOf(id, text);
    expect(await factsOf(id, little)).toEqual(facts);
    expect(await factsOf(id, Buffer.from(little).swap16())).toEqual(facts);
    check(await factsOf(id, little.subarray(2)));
  });

  it('gives the same result with keys named like inherited members, and with repeated keys', async () => {
    if (!isJson(text)) return;
    const facts = await factsOf(id, text);
    const member = '"__proto__":{"name":"evil","duration":1},"constructor":{"prototype":{}},';
    const before = text.replaceAll(/\{(?=\s*"[^"\\]+"\s*:\s*[^{\s])/g, `{${member}`);
    check(await factsOf(id, before));
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
    // The last one is used.
    const twice = text.replaceAll(/\{(?=\s*("[^"\\]+")\s*:\s*[^{\s])/g, '{$1:null,');
    const { problems: _some, ...counted } = await factsOf(id, twice);
    const { problems: _all, ...expected } = facts;
    expect(counted).toEqual(expected);
  });

  it('is read or refused if it is cut after any kind of character', async () => {
    const kinds = new Map<string, number>();
    for (let at = 0; at < Math.min(text.length, 20_000); at++) {
      const char = text[at] as string;
      const kind = /[a-z]/i.test(char) ? 'a' : /\d/.test(char) ? '0' : char;
      // The first of some kinds and the last of others: near the beginning and near the end.
      if (!kinds.has(kind) || kind.charCodeAt(0) % 2 === 0) kinds.set(kind, at);
    }
    for (const at of kinds.values()) check(await factsOf(id, text.slice(0, at + 1)));
  });

  it.each([
    ['a zero', '\u0000', [0.1, 0.5, 0.9]],
    ['a byte of another encoding', '\u00e9', [0.1, 0.5, 0.9]],
    ['half of a pair', '\ud83d', [0.1, 0.5, 0.9]],
    ['very deep brackets', `"${'['.repeat(20_000)}`, [0.5]],
    ['very deep tags', '<a>'.repeat(20_000), [0.5]],
  ])('is read or refused with %s in it', async (_what, odd, places) => {
    for (const share of places) {
      const at = Math.floor(text.length * share);
      check(
        await factsOf(
          id,
          Buffer.from(text.slice(0, at) + odd + text.slice(at), odd.length > 1 ? 'utf8' : 'latin1'),
        ),
      );
    }
  });

  it.each(['1e400', '-1', '99999999999999999999999', '1e-400', '0x10', '-0', '1e308'])(
    'is read or refused with %s for each of its numbers',
    async (number) => {
      check(await factsOf(id, text.replaceAll(/(?<=[:[,=]\s?"?)\d+(?:\.\d+)?(?=["\],}\s])/g, number)));
    },
  );

  it('is read or refused if each of its texts is the name of an inherited member', async () => {
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty', ''])
      check(await factsOf(id, text.replaceAll(/(?<=[:[,=]\s?")[^"\\]*(?=")/g, name)));
  });
});

describe('a file without a log', () => {
  it.each([
    '',
    ' \n\t',
    '\u0000',
    '\uFEFF',
    '[',
    '{',
    '<',
    '"',
    'null',
    '[null]',
    '[[]]',
    '{"":{}}',
    '<?xml version="1.0"?>',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '{"__proto__":{}}',
  ])('%j is refused with a reason', async (text) => {
    const facts = await inspectSource(sourceOf(text), 'auto');
    expect(facts.format).toBeNull();
    check(facts);
  });

  it.each(['[', '{"a":', '[{"a":', '<a>', '<testsuite>', '- ', '{"jobs":['])(
    'a hundred thousand times %j terminates',
    async (piece) => {
      check(await inspectSource(sourceOf(piece.repeat(100_000), 'x', 1 << 20), 'auto'));
    },
  );
});

describe('a long text that some expressions would search anew from each position', () => {
  const long = (piece: string): string => piece.repeat(Math.ceil(400_000 / piece.length));
  const json = (text: string): string => JSON.stringify(text).slice(1, -1);
  const change = (id: string, old: string | RegExp, text: string): string => {
    const log = shortestLog(id).toString('utf8');
    const changed = log.replace(old, () => text);
    expect(changed).not.toBe(log);
    return changed;
  };

  it.each([
    ['buildkit', () => change('buildkit', '"name":"', `"name":"[${long(' ')}`)],
    ['bazel-profile', () => change('bazel-profile', '"name":"Launch', `"name":"${long(' (0 jar')}`)],
    ['chrome-trace', () => change('chrome-trace', '"A"', `"${json(long('\u0000/y\\s\\f/home/'))}"`)],
    ['chrome-trace', () => change('chrome-trace', '"A"', `"Executing action (${long('go-build0/b0/b')}"`)],
    ['hyperfine', () => change('hyperfine', 'exit 3', long('token'))],
    ['benchmark-dotnet', () => change('benchmark-dotnet', 'Cart.Sort: ', long(': ['))],
    ['ctrf', () => change('ctrf', '"results"', `"x":"{${json(long('"duration"'))}", "results"`)],
    ['go-test', () => change('go-test', '"Output":"', `"Output":"${json(long('\n\t'))}`)],
    ['go-actiongraph', () => change('go-actiongraph', 'link-install', `cgo compile i${long('/')}\\n`)],
    ['junit', () => change('junit', / time="/, ` time="${' '.repeat(20_000)}${'x'.repeat(50)}`)],
    ['junit', () => `<testsuites><testsuite name="a">${long('<testcase ')}`],
    ['trx', () => change('trx', / storage="/, ` storage="${long('-')}t/t`)],
    ['build-telemetry', () => change('build-telemetry', '//a:test', json(long('\u0000/y\\s\\f/home/')))],
    ['build-telemetry', () => change('build-telemetry', 'AssertionError', long('eyJyyyyyyy-'))],
    ['a root that is cut off', () => `<${long('a')}>`],
    ['an element that is cut off', () => long('<')],
    ['many starts of a document', () => `<?xml version="1.0"?> words\n${long('<testsuites\n')}`],
    ['a declaration that does not end', () => `<!${long('a')}`],
    ['a declaration in a report', () => change('junit', '<testcase', `<!${long('a')}><testcase`)],
    ['white space before a cut', () => `[1,${long(' ')}x`],
    ['a line of BuildKit', () => `#1 [${long('0')}`],
  ])('%s', async (_, write) => {
    check(await inspectSource(sourceOf(write()), 'auto'));
  });
});
