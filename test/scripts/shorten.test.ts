import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { requireOnce, shorten } from '../../scripts/shorten.ts';

/** As ncc writes it. */
const outside = (name: string): string => `__WEBPACK_EXTERNAL_createRequire(import.meta.url)("${name}")`;
const bundle = (body: string): string =>
  `import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";\n${body}`;

async function run(code: string): Promise<Record<string, unknown>> {
  return await import(`data:text/javascript,${encodeURIComponent(code)}`);
}

it('writes ASCII that means the same', async () => {
  const texts =
    'export const [text, wide, template, found] = ["é ≤ 5 ms", "😀", `→`, /^❯ \\w$/u.test("❯ a")];';
  const code = shorten(texts);
  expect(code).toMatch(/^\p{ASCII}+$/u);
  expect(await run(code)).toMatchObject({ text: 'é ≤ 5 ms', wide: '😀', template: '→', found: true });
});

it('makes one require for all modules outside of the bundle', async () => {
  const code = requireOnce(bundle(`export const all = [${outside('node:os')}, ${outside('node:path')}];`));
  expect(code.match(/import\.meta\.url/g)).toHaveLength(1);
  const local = code.replace('import.meta.url', JSON.stringify(import.meta.url));
  const require = createRequire(import.meta.url);
  expect((await run(local))['all']).toEqual([require('node:os'), require('node:path')]);
});

it('loads a part of Node that few runs use with its first use', async () => {
  const code = requireOnce(bundle(`export const zlib = ${outside('node:zlib')};`));
  const local = code.replace('import.meta.url', JSON.stringify(import.meta.url));
  const { zlib } = (await run(local)) as { zlib: typeof import('node:zlib') };
  const packed = zlib.gzipSync('text');
  expect(zlib).not.toBe(createRequire(import.meta.url)('node:zlib'));
  expect(zlib.gunzipSync(packed).toString()).toBe('text');
  expect(Object.getOwnPropertyNames(zlib)).toContain('gzipSync');
  expect('gzipSync' in zlib).toBe(true);
  expect({ ...zlib }).toEqual({ ...createRequire(import.meta.url)('node:zlib') });
});

it('leaves a chunk that requires nothing without it', () => {
  expect(requireOnce('export const id = 1;')).toBe('export const id = 1;');
});

it('refuses code that is wrong', () => {
  expect(() => shorten('const = 1')).toThrow();
});
