/** Reads every build that a file holds, for importing a history from it. */

import { openPrivacy } from '../ingest/describe-failure.ts';
import { createDraft, type Draft } from '../ingest/draft.ts';
import { joinParts } from '../ingest/join-parts.ts';
import type { Source } from '../ingest/source.ts';
import { trustStamps } from '../ingest/trust-stamps.ts';
import type { Build } from '../model/build.ts';
import type { Problem } from '../model/problem.ts';
import { defaultLimits } from '../settings/limits.ts';
import type { ReadOptions } from './read-options.ts';
import { noteState, useSource } from './read-source.ts';

/** A history has no more builds than this from one file. */
const maxBuilds = 10_000;

/**
 * All builds of one file, oldest first where they have a clock; of a format whose files are one build, that
 * build. Ids are those of the log, else made of the start and the place in the file, so that reading a file
 * again gives the same ids. Builds without task and measurement are left out. Never throws for what is in it.
 */
export async function readBuilds(
  source: Source,
  options: Omit<ReadOptions, 'id'>,
): Promise<{
  readonly builds: readonly Build[];
  /** The format keeps many builds in one file, each under an id of its own. */
  readonly isCollection: boolean;
  readonly problems: readonly Problem[];
}> {
  const limits = { ...defaultLimits, ...options.limits };
  const used = await useSource(source, options.format, limits, async (format, input, state) => {
    const create = (): Draft => createDraft(source.name, limits, openPrivacy, () => state.bytes);
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
  // What is cut off belongs to the build that was written last.
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

/** A draft a build, in the order of the file. */
function openDrafts(file: Draft, create: () => Draft) {
  const drafts = new Map<string, Draft>();
  const open = (id: string): Draft | null => {
    if (drafts.size >= maxBuilds) {
      file.report('warning', 'too-many-builds', `Only the first ${maxBuilds} builds of the file are read.`);
      return null;
    }
    const draft = create();
    // A build that begins again after its end is another one.
    drafts.set(drafts.has(id) ? `${id}#${drafts.size + 1}` : id, draft);
    return draft;
  };
  return { drafts, open };
}

function nameBuild(format: string, { startTimeMs }: Build): string {
  return `${format}-${startTimeMs === null ? 'unknown' : new Date(startTimeMs).toISOString()}`;
}

/** Builds without a clock stay before those that have one, in the order of the file. */
function byStart(a: Build, b: Build): number {
  const first = Number.MIN_SAFE_INTEGER;
  return (a.startTimeMs ?? first) - (b.startTimeMs ?? first);
}
