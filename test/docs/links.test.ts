/** Links of every page: the file exists, and so does the heading. Paths in code spans exist, too. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const places = ['*.md', '.github/*.md', '{docs,sql,demo,examples}/**/*.md'];
const pages = globSync(places, { cwd: root }).map((page) => page.replaceAll('\\', '/'));

/** Without code blocks. */
const textOf = (page: string): string =>
  readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');

/** As GitHub derives the id of a heading from its text. */
function headingId(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

function hasHeading(page: string, id: string): boolean {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].some(([, heading]) => headingId(heading as string) === id);
}

function isBroken(page: string, link: string): boolean {
  if (/^(https?|mailto):/.test(link)) return false;
  const [path, id = ''] = link.split('#') as [string, string?];
  const target = path === '' ? page : join(page, '..', path).replaceAll('\\', '/');
  return !existsSync(join(root, target)) || (id !== '' && !hasHeading(target, id));
}

it.each(pages)('the links of %s lead to files and headings that exist', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link as string);
  expect(links.filter((link) => isBroken(page, link))).toEqual([]);
});

it.each(pages)('the paths that %s names exist', (page) => {
  const paths = [...textOf(page).matchAll(/`((?:src|test|scripts|docs|bench|sql|dashboards)\/[\w./-]+)`/g)];
  expect(paths.map(([, path]) => path as string).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('finds broken links', () => {
  expect(pages.length).toBeGreaterThan(30);
  expect(isBroken('README.md', 'docs/options.md#exit-codes')).toBe(false);
  expect(isBroken('README.md', 'docs/options.md#no-such-heading')).toBe(true);
  expect(isBroken('README.md', 'docs/no-such-page.md')).toBe(true);
});
