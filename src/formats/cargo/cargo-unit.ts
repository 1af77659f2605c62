/** The name of a unit of work of Cargo: its crate, the significant part of the version, and its target. */
import type { TaskDraft } from '../../ingest/clean-task.ts';

/** @param target in Cargo's description next to the crate: empty for a library, `build-script (run)`, `demo "bin"` */
export function nameUnit(
  crate: string,
  version: string | null,
  target: string,
): Pick<TaskDraft, 'name' | 'kind'> {
  const described = toNewTargetName(crate, target.trim());
  const parts = [crate, ...(version === null ? [] : [`v${shorten(version)}`]), described];
  return { name: parts.filter((part) => part !== '').join(' '), kind: kindOf(described) };
}

/** Cargo before about 1.90 wrote `bin "demo"`, `lib (test)` and `build script`; it is the same work. */
function toNewTargetName(crate: string, target: string): string {
  return target
    .replace(/^(?:custom-build|build script)/, 'build-script')
    .replace(
      /^(bin|example|bench|test|integration-test) "(?!(?:bin|example|bench|test|lib)")([^"]+)"/,
      (_, kind: string, name: string) => `${name} "${kind.replace('integration-', '')}"`,
    )
    .replace(/^lib(?= \()/, `${crate.replaceAll('-', '_')} "lib"`);
}

/** A build has one version of a crate for each range of compatible versions, so names survive updates. */
function shorten(version: string): string {
  return /^(?:0\.0\.\d+|0\.\d+|\d+)/.exec(version)?.[0] ?? version;
}

function kindOf(target: string): string {
  if (target.endsWith('(run)')) return 'run-build-script';
  if (target === 'build-script') return 'build-script';
  const mode = /\((test|check-test|doc|doc test|doc scrape)\)$/.exec(target)?.[1];
  return mode?.replace(' ', '-') ?? /"([\w-]+)"/.exec(target)?.[1] ?? 'lib';
}
