/** The licence file of a bundle: which npm packages it holds, and the licence text of each. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface StatsModule {
  readonly name?: string;
  readonly nameForCondition?: string;
  readonly modules?: readonly StatsModule[];
}

/** Packages whose authors name no licence, that come with those named here and cannot be left out. */
const unstated: readonly string[] = ['buffers@0.1.1'];

/** Folders of the npm packages in webpack's statistics, sorted. */
export function bundledFolders(stats: StatsModule): string[] {
  const folders = new Set<string>();
  collect(stats, folders);
  return [...folders].sort();
}

function collect(module: StatsModule, folders: Set<string>): void {
  const path = (module.nameForCondition ?? '').replaceAll('\\', '/');
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (match) folders.add(match[1] as string);
  for (const inner of module.modules ?? []) collect(inner, folders);
}

/**
 * Text of licenses.txt: per package its name, licence and licence text, sorted by name.
 * @throws when a package names no licence
 */
export function renderLicences(folders: readonly string[]): string {
  const entries = folders.map(readPackage).sort((a, b) => (a.title < b.title ? -1 : 1));
  const unique = entries.filter((entry, index) => entry.title !== entries[index - 1]?.title);
  const unlicensed = unique.filter((entry) => entry.licence === '' && !unstated.includes(entry.title));
  if (unlicensed.length > 0)
    throw new Error(`Without a licence: ${unlicensed.map((e) => e.title).join(', ')}`);
  return unique
    .map((entry) => `${entry.title}\n${entry.licence || 'no licence stated'}\n${entry.text}\n`)
    .join('\n');
}

function readPackage(folder: string): { title: string; licence: string; text: string } {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
  const licence = manifest.license?.type ?? manifest.license ?? manifest.licenses?.[0]?.type ?? '';
  return {
    title: `${manifest.name}@${manifest.version}`,
    licence: String(licence),
    text: text.replaceAll('\r\n', '\n'),
  };
}
