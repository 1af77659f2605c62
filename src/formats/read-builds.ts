/** Reads every build in a file, to import a history from it. */

import { openPrivacy } from '../ingest/describe-failure.ts';
import { createDraft, type Draft } from '../ingest/draft.ts';
import { joinParts } from '../ingest/join-parts.ts';
import type { Source } from '../ingest/source.ts';
import { trustStamps } from '../ingest/trust-stamps.ts';
import type { Build } from '../model/build.ts';
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { defaultLimits } from '../settings/limits.ts';
import type { ReadOptions } from './read-options.ts';
import { noteState, useSource } from './read-source.ts';

/** Maximum number of builds from one file. */
const maxBuilds = 10_000;

/**
 * All builds of one file, oldest first if they have a clock; for a format with one build per file, that build. Ids
 * are those of the log, else made of the start and the index in the file, so reading a file again gives the same ids.
 * Builds without tasks and measurements are left out. Never throws for the content.
 */
export async function readBuilds(
  source: Source,
  options: Omit<ReadOptions, 'id'>,
): Promise<{
  readonly builds: readonly Build[];
  /** The format keeps many builds in one file, each with its own id. */
  readonly isCollection: boolean;
  readonly problems: readonly Problem[];
}> {
  const limits = { ...defaultLimits, ...options.limits };
  const used = await useSource(source, options.format, limits, async (format, input, state, left) => {
    const create = (): Draft => createDraft(source.name, limits, openPrivacy, state, 0, left);
    const file = create();
    const { drafts, open } = openDrafts(file, create);
    if (format.readAll) await format.readAll(input, file, open);
    else await format.read(input, open('') as Draft);
    noteState(state, input, file);
    return { format: format.id, isCollection: format.readAll !== undefined, file, drafts };
  });
  if (used.format === null) return { builds: [], isCollection: false, problems: used.problems };
  const { format, isCollection, file, drafts } = used;
  const whole = file.finish();
  // A cut affects the build that was written last.
  const last = [...drafts.values()].at(-1);
  if (last && !whole.facts.complete) last.facts.complete = false;
  const toBuild = ([id, draft]: readonly [string, Draft]): Build => {
    const read = { format, where: source.name, part: { ...draft.finish(), degraded: whole.degraded } };
    const parts = trustStamps([read], { startMs: null, nowMs: null });
    const build = joinParts(parts, { ...options, id, tasks: limits.tasks });
    return id === '' ? { ...build, id: nameBuild(format, build) } : build;
  };
  const builds = [...drafts]
    .map(toBuild)
    .filter((build) => build.tasks.length > 0 || build.metrics.length > 0);
  return { builds: builds.sort(byStart), isCollection, problems: whole.problems };
}

/** One draft per build, in the order of the file. */
function openDrafts(file: Draft, create: () => Draft) {
  const drafts = new Map<string, Draft>();
  const open = (id: string): Draft | null => {
    if (drafts.size >= maxBuilds) {
      file.report(
        'warning',
        'too-many-builds',
        `Only the first ${plural(maxBuilds, 'build')} of the file are read.`,
      );
      return null;
    }
    const draft = create();
    // A build that starts again after its end is another one.
    drafts.set(drafts.has(id) ? `${id}#${drafts.size + 1}` : id, draft);
    return draft;
  };
  return { drafts, open };
}

function nameBuild(format: string, { startTimeMs }: Build): string {
  return `${format}-${startTimeMs === null ? 'unknown' : new Date(startTimeMs).toISOString()}`;
}

/** Builds without a clock stay before those with one, in the order of the file. */
function byStart(a: Build, b: Build): number {
  const first = Number.MIN_SAFE_INTEGER;
  return (a.startTimeMs ?? first) - (b.startTimeMs ?? first);
}
