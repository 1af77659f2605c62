/** A refusal names what was in the way, and the format that is nearest. */
import { describe, expect, it } from 'vitest';
import { readAll, sourceOf } from '../source-of.ts';

async function refusal(text: string): Promise<{ what: string; fix: string } | undefined> {
  const { build, problems } = await readAll([sourceOf(text)]);
  expect(build).toBeNull();
  return problems[0];
}

describe('a file that is nearly of a format', () => {
  it('is refused by the root that is in the way', async () => {
    const found = await refusal('<results><testsuite name="s"><testcase name="t"/></testsuite></results>');
    expect(found?.what).toContain('the root <results> is in the way');
    expect(found?.fix).toContain('`format: junit`');
  });

  it('is refused by the record that is in the way', async () => {
    const entry = { name: 'a', unit: 'ms', value: 1 };
    const found = await refusal(JSON.stringify([entry, { title: 'b' }, { ...entry, name: 'c' }]));
    expect(found?.what).toContain('record 2 (title) is in the way');
    expect(found?.fix).toContain('`format: custom-benchmark`');
  });

  it('is refused by the key that is in the way', async () => {
    const page = { total_count: 0, jobs: [], message: 'x' };
    const found = await refusal(`${JSON.stringify(page)}\n${JSON.stringify(page)}\n`);
    expect(found?.what).toContain('the key `message` is in the way');
    expect(found?.fix).toContain('`format: github-jobs`');
  });

  it('is refused without a guess when nothing is near', async () => {
    const found = await refusal('{"hello":"world"}');
    expect(found?.fix).toMatch(/^docs\/formats.md lists/);
  });

  it('is refused by the key that is missing', async () => {
    const found = await refusal(JSON.stringify([{ name: 'a', unit: 'ms' }]));
    expect(found?.what).toContain('the key `value` is missing');
    expect(found?.fix).toContain('(`custom-benchmark`): give each record a `value`');
  });

  it('is refused by the key around its list', async () => {
    const found = await refusal(JSON.stringify({ benchmarks: [{ name: 'a', unit: 'ms', value: 1 }] }));
    expect(found?.what).toContain('the key `benchmarks` around the list is in the way');
    expect(found?.fix).toContain('(`custom-benchmark`): write the list alone');
  });

  it.each([
    ['<testsuite><testcase name="a"/></testsuite>', 'junit'],
    ['[{"name":"a","unit":"ms","value":1}]\nDone in 3 s.\n', 'custom-benchmark'],
  ])('is refused by the words before %s', async (document, format) => {
    const found = await refusal(`$ npm test\n\n${document}`);
    expect(found?.what).toContain('the first 2 lines (`$ npm test`) are in the way');
    expect(found?.fix).toContain(`(\`${format}\`): let the tool write it to a file of its own`);
  });

  it('is not taken for the report of a tool that shares its root alone', async () => {
    const found = await refusal('<report><testcase name="x"/></report>');
    expect(found?.what).toContain('the root <report> is in the way');
    const coverage = await refusal('<report name="x"><counter type="LINE" missed="1" covered="2"/></report>');
    expect(coverage?.what).toContain('JaCoCo');
  });
});
