/** The graph of actions that the go command ran. Reference: https://pkg.go.dev/cmd/go/internal/work, https://github.com/golang/go/blob/master/src/cmd/go/internal/work/action.go */

import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { readPreciseInterval } from '../../ingest/precise-time.ts';
import { type Fields, readFlag, readList, readNumber, readText } from '../../ingest/read-fields.ts';
import { readLastDocument } from '../../ingest/read-records.ts';
import { plural } from '../../model/counts.ts';
import type { CacheState, Result } from '../../model/task.ts';

export const goActionGraph: Format = {
  id: 'go-actiongraph',
  title: 'Go action graph',
  versions: 'Go 1.19',
  family: 'builds',
  reference: 'https://github.com/golang/go/blob/master/src/cmd/go/internal/work/action.go',
  howTo: '`go build -debug-actiongraph=actions.json ./...`',
  claims: ({ shape, records }) => shape === 'array' && records.length > 0 && records.every(isAction),
  read: async (input, draft) => {
    const counts = { unfinished: 0, unknown: 0, failed: 0 };
    const start = (): void => {
      Object.assign(counts, { unfinished: 0, unknown: 0, failed: 0 });
    };
    const visit = (action: Fields): void => {
      const result = readAction(action, draft);
      if (result === null) counts.unfinished += 1;
      else if (result === 'failure') counts.failed += 1;
      else if (result === 'unknown') counts.unknown += 1;
    };
    await readLastDocument(input, draft, [], { start, visit });
    const { facts } = draft;
    if (counts.unfinished > 0) {
      facts.complete = false;
      const what = `${plural(counts.unfinished, 'planned action')} did not end: the go command was stopped.`;
      draft.report('warning', 'unfinished', what);
    }
    if (counts.failed > 0) facts.result = 'failure';
    else if (counts.unknown > 0 || !facts.complete) facts.result = 'unknown';
  },
};

function isAction(record: Fields): boolean {
  return ['ID', 'Mode', 'Package', 'TimeStart', 'TimeDone', 'Cmd'].every((key) => Object.hasOwn(record, key));
}

/** @returns its result; null if it did not end, as in the plan of a stopped go command */
function readAction(action: Fields, draft: Draft): Result | null {
  // Since Go 1.26 each file of C is an action, and its mode names the file.
  const [, cgo = null, file = ''] =
    /^(cgo compile) (?:.*[\\/])?(.+)/.exec(readText(action, 'Mode') ?? '') ?? [];
  const kind = cgo ?? readText(action, 'Mode') ?? 'action';
  const times = readPreciseInterval(action, 'TimeStart', 'TimeDone');
  if (times.durationMs === null) return null;
  const result = readResult(action, kind);
  const cpuNs = (readNumber(action, 'CmdUser') ?? 0) + (readNumber(action, 'CmdSys') ?? 0);
  const id = readNumber(action, 'ID');
  draft.addTask({
    ...(id === null ? {} : { id: String(id), dependsOn: readList(action, 'Deps').map(String) }),
    name: `${namePackage(action) ?? kind} ${file}`.trim(),
    kind,
    ...times,
    result,
    cache: readCache(action, kind, result),
    cpuMs: cpuNs > 0 ? cpuNs / 1e6 : null,
  });
  return result;
}

/** Packages outside a module have their full path. */
function namePackage(action: Fields): string | null {
  return readText(action, 'Package')?.replace(/^_\/.*\//, '') ?? null;
}

/** An action that builds something has the id of its output. */
const makers: ReadonlySet<string> = new Set(['build', 'link', 'build-install', 'link-install']);
/** Actions that run a program and contain no result. */
const runners: ReadonlySet<string> = new Set(['vet', 'test run', 'run', 'test vet']);

/** The graph is created before anything fails, so its own field for failures is never set. */
function readResult(action: Fields, kind: string): Result {
  if (readFlag(action, 'Failed') === true) return 'failure';
  if (runners.has(kind)) return 'unknown';
  if (!makers.has(kind) || readText(action, 'BuildID') !== null) return 'success';
  // Without either id it was not started, because a dependency failed.
  if (readText(action, 'ActionID') === null) return 'skip';
  // Its output was not needed, such as the program of a test with a cached result.
  const isWanted = action['Cmd'] !== null || readFlag(action, 'NeedBuild') === true;
  return isWanted ? 'failure' : 'skip';
}

/**
 * An action with an output but without a command took it from the cache; installing, and actions without an output,
 * do not use a cache.
 */
function readCache(action: Fields, kind: string, result: Result): CacheState {
  if (action['Cmd'] !== null) return 'miss';
  const isCached = result === 'success' && (kind === 'build' || kind === 'link');
  return isCached ? 'hit' : 'bypass';
}
