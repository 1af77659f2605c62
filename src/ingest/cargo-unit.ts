/** What Cargo's unit of work is called: its crate, as much of the version as tells two apart, and its target. */
import type { TaskDraft } from './draft.ts';

/**
 * @param target as Cargo describes it beside the crate: empty for a library, `build-script (run)`, `demo "bin"`
 */
export function nameUnit(
  crate: string,
  version: string | null,
  target: string,
): Pick<TaskDraft, 'name' | 'kind'> {
  const described = target.trim().replace('custom-build', 'build-script');
  const parts = [crate, ...(version === null ? [] : [`v${shorten(version)}`]), described];
  return { name: parts.filter((part) => part !== '').join(' '), kind: kindOf(described) };
}

/** A build has one version of a crate for each range of compatible ones, so that updates keep their name. */
function shorten(version: string): string {
  return /^(?:0\.0\.\d+|0\.\d+|\d+)/.exec(version)?.[0] ?? version;
}

function kindOf(target: string): string {
  if (target.endsWith('(run)')) return 'run-build-script';
  if (target === 'build-script') return 'build-script';
  const mode = /\((test|check-test|doc|doc test|doc scrape)\)$/.exec(target)?.[1];
  return mode?.replace(' ', '-') ?? /"([\w-]+)"/.exec(target)?.[1] ?? 'lib';
}
