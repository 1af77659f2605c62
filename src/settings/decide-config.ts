/** The configuration that one run uses, and what it would be with other values. */
import { parse, parseDocument } from 'yaml';
import type { Problem } from '../model/problem.ts';
import { type FileSettings, mergeGates } from './compare-gates.ts';
import { readConfig } from './config.ts';
import { readOptions } from './read-option-texts.ts';
import { keepStricter } from './stricter-gate.ts';

/**
 * @param base `baseText` is the base branch's file, whose gate decides for a pull request; null: `text`
 * decides
 *   alone, but for what is weaker than the defaults where the base could not be read
 */
export function decideConfig(
  text: string,
  base: { readonly baseText: string | null; readonly isBaseUnreadable?: boolean },
  path: string,
): FileSettings & { readonly problems: readonly Problem[] } {
  const head = readConfig(text, path);
  const { baseText, isBaseUnreadable = false } = base;
  if (isBaseUnreadable) return { ...keepStricter(head), problems: head.problems };
  if (baseText === null) return head;
  return { ...mergeGates(readBase(baseText, path).read, head), problems: head.problems };
}

/** A base's configuration without its invalid parts. */
export function readBase(text: string, path: string): { read: FileSettings; faults: readonly Problem[] } {
  const { config, options, problems } = readConfig(text, path);
  const faults = problems.filter(({ level }) => level === 'error');
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.texts)) {
    const wrong = readOptions([{ ...options, texts: { [name]: value } }]).problems;
    if (wrong.length === 0) texts[name] = value;
    faults.push(...wrong);
  }
  return { read: { config, options: { ...options, texts } }, faults };
}

/**
 * Sets keys of a configuration, each as `thresholds.duration.above=2m`: keys joined by dots, then a value in
 * YAML. `threshold` is read as `thresholds`. A plain value in place of a mapping sets the limit `above`:
 * `thresholds.duration=2m`.
 * @returns the new text, or the problem
 */
export function overrideConfig(
  text: string,
  assignments: readonly string[],
): { readonly text: string } | { readonly wrong: string } {
  const written = parseDocument(text);
  if (written.errors.length > 0) return { text };
  const document = written.contents === null ? parseDocument('{}') : written;
  for (const assignment of assignments) {
    const [, keys, value] = /^([\w.-]+)\s*=(.*)$/s.exec(assignment) ?? [];
    if (keys === undefined || value === undefined) return { wrong: assignment };
    const path = keys.replace(/^threshold\./, 'thresholds.').split('.');
    try {
      document.setIn(
        path[0] === 'thresholds' && path.length === 2 ? limitPath(path, value) : path,
        parse(value),
      );
    } catch {
      return { wrong: assignment };
    }
  }
  return { text: document.toString() };
}

/** `off` and mappings replace the whole rule, anything else is its limit. */
function limitPath(path: readonly string[], value: string): string[] {
  return /^\s*(off|false|\{)/.test(value) ? [...path] : [...path, 'above'];
}
