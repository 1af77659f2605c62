/** The licence file of a bundle: the npm packages in it, and the licence text of each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Packages of the artifact client that ship no licence text, with the holder named in their manifests. */
const withoutText: Readonly<Record<string, string>> = {
  '@nodable/entities@3.1.0': 'Amit Gupta',
  'binary@0.3.0': 'James Halliday',
  'buffers@0.1.1': 'James Halliday',
  'chainsaw@0.1.0': 'James Halliday',
  'isarray@1.0.0': 'Julian Gruber',
};
/** The one that does not even state its licence; its author's other packages are under MIT. */
const unstated: readonly string[] = ['buffers@0.1.1'];

/** Folders of the npm packages that modules belong to, sorted. */
export function packageFolders(modules: readonly string[]): string[] {
  const found = modules.flatMap(
    (path) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll('\\', '/'))?.[1] ?? [],
  );
  return [...new Set(found)].sort();
}

/**
 * Text of licenses.txt: for each package its name, licence and licence text, sorted by name; first what is missing.
 * @throws when a package states no licence or ships no text, and is not known for it
 */
export function renderLicences(folders: readonly string[]): string {
  const entries = folders.map(readPackage).sort((a, b) => (a.title < b.title ? -1 : 1));
  const unique = entries.filter((entry, index) => entry.title !== entries[index - 1]?.title);
  const unknown = unique.filter(
    ({ title, licence, text }) =>
      (licence === '' && !unstated.includes(title)) || (text === '' && !(title in withoutText)),
  );
  if (unknown.length > 0)
    throw new Error(`No licence or no licence text: ${unknown.map(({ title }) => title).join(', ')}`);
  const silent = unique.filter(({ text }) => text === '').map(({ title }) => title);
  // Dozens of packages share one text except for its holder: it appears once, below their names and holders.
  const sections = [...Map.groupBy(unique, groupOf).values()].map((group) =>
    group.length === 1 ? writeSection(group[0] as Package) : writeShared(group),
  );
  return (silent.length === 0 ? sections : [listSilent(silent), ...sections]).join('\n');
}

interface Package {
  readonly title: string;
  readonly licence: string;
  readonly text: string;
}

function listSilent(titles: readonly string[]): string {
  const none = titles.filter((title) => unstated.includes(title));
  const lines = [
    `These packages ship no licence text; the text of the MIT licence stands in: ${titles.join(', ')}.`,
    ...(none.length > 0 ? [`States no licence: ${none.join(', ')}.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function writeSection({ title, licence, text }: Package): string {
  return `${title}\n${licence || 'no licence stated'}\n${text || writeMit(withoutText[title] ?? '')}\n`;
}

const holder = /^ *Copyright (?:\(c\)|©|\d{4}|[A-Z]).*$/gm;

/** Packages of one group have the same text, except for white space and holders. */
function groupOf({ title, licence, text }: Package): string {
  return text === '' ? title : `${licence} ${text.replaceAll(holder, '').replaceAll(/\s+/g, ' ')}`;
}

function writeShared(group: readonly Package[]): string {
  const heads = group.map(({ title, text }) => [title, ...(text.match(holder) ?? [])].join('\n'));
  const [{ licence, text }] = group as [Package];
  return `${heads.join('\n')}\n${licence || 'no licence stated'}\n${text.replaceAll(holder, '').trim()}\n`;
}

/** This repository's own licence with another holder. */
function writeMit(holder: string): string {
  return readFileSync(join(root, 'LICENSE'), 'utf8')
    .trim()
    .replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}

function readPackage(folder: string): Package {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  const licence = manifest.license?.type ?? manifest.license ?? manifest.licenses?.[0]?.type ?? '';
  return {
    title: `${manifest.name}@${manifest.version}`,
    licence: String(licence),
    text: text.replaceAll('\r\n', '\n'),
  };
}
