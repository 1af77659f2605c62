/** Names of files and folders for any named item: readable if possible, and stable. */
import { hash } from 'node:crypto';

/** A longer name is cut in lists and on pages. */
export const longestName = 300;

/** 12 hex digits: among a million names two are equal once in five hundred sites. */
export function nameFile(text: string): string {
  return hash('sha256', text).slice(0, 12);
}

/** A readable and unique name of a history. */
export function nameHistory(repository: string, name: string): string {
  const slug = `${repository} ${name}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  return [slug, nameFile(`${repository}\n${name}`).slice(0, 8)].filter(Boolean).join('-');
}

/** @param id of a history @returns relative to the site */
export function historyFolder(id: string): string {
  return `data/${id}`;
}
