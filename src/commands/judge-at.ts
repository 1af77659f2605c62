/** The report of a stored build at its time: compared with the builds stored before it. */
import { analyze } from '../analyze.ts';
import { readSegments } from '../history/read-segments.ts';
import { restoreBuilds } from '../history/restore-builds.ts';
import { noLimits } from '../history/segment.ts';
import type { Report } from '../model/report.ts';
import { readSegmentFiles } from '../stores/folder-store.ts';
import type { Arguments } from './command.ts';
import { findBuild } from './find-build.ts';
import { chooseBranch, findHistory } from './find-history.ts';
import { readLocalConfig } from './local-config.ts';
import { refuse } from './view.ts';

/** Starts, parents, events and samples are not stored, so the report leaves them out. */
export async function judgeAt(args: Arguments, wanted: string): Promise<Report> {
  const place = await findHistory(args);
  if (place.segments === null) return refuse(place.folder, place.what, place.fix);
  const files = await readSegmentFiles(place.segments);
  const { builds } = readSegments(files, noLimits).history;
  const target = findBuild(builds, wanted, '--at');
  const known = new Set(builds.slice(0, builds.indexOf(target) + 1).map(({ id }) => id));
  const { history, problems } = readSegments(files, noLimits, ({ id }) => known.has(id));
  const [build] = restoreBuilds(history, ({ id }) => id === target.id);
  if (build === undefined)
    return refuse('--at', 'The build cannot be read.', 'Run `build-telemetry history verify`.');
  const { config, options, ...read } = readLocalConfig();
  return analyze({
    build,
    loaded: { status: 'found', history, problems },
    config,
    options,
    baselineBranch: chooseBranch(args, history, read.baselineBranch),
    problems: [],
  });
}
