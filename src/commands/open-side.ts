/** One side of `diff`: a recording, a file, or a stored build by its id, run, commit or branch. */
import { stat } from 'node:fs/promises';
import { defaultRecordings, listRecordings, openRecording } from '../capture/recordings.ts';
import type { NamedBuild } from '../diff/diff-builds.ts';
import { readBuild } from '../formats/read-build.ts';
import { restoreBuilds } from '../history/restore-builds.ts';
import { findSources, hashSources } from '../io/files.ts';
import { isPipe } from '../io/open-log.ts';
import { localContext } from '../model/local-context.ts';
import type { BuildRecording } from '../model/recording.ts';
import { git } from '../trial/open-worktree.ts';
import { printProblem } from './command.ts';
import { matchBuild } from './find-build.ts';
import type { Stored } from './open-recorded.ts';
import { refuseFaults } from './refuse-faults.ts';
import { refuse } from './view.ts';

/** The data in which the sides are searched. */
export interface Places {
  readonly recordings: readonly BuildRecording[];
  /** null: no history is stored. */
  readonly stored: Stored | null;
}

/** Unreadable recordings are skipped, because another may be meant; `onFault` is called for each. */
export async function loadRecordings(
  onFault: (folder: string, fault: unknown) => void = () => {},
): Promise<BuildRecording[]> {
  const listed = await listRecordings(defaultRecordings);
  const opened = await Promise.all(
    listed.map(({ folder }) =>
      openRecording(defaultRecordings, `${folder}/`).catch((fault: unknown) => {
        onFault(folder, fault);
        return null;
      }),
    ),
  );
  return opened.flatMap((each) => each?.recording ?? []);
}

export async function openSide(name: string, places: Places): Promise<NamedBuild> {
  const label = name;
  const opened = await refuseFaults(name, async () => await openRecording(defaultRecordings, name));
  if (opened !== null) return { label, build: opened.recording.build, recording: opened.recording };
  const isFile = await stat(name).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile || isPipe(name, '')) return { label, build: await readFileBuild(name), recording: null };
  const commit = await git(
    process.cwd(),
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  ).catch(() => null);
  const recording = findRecorded(places.recordings, name, commit);
  const build =
    findStored(places, name) ?? (commit === null || commit === '' ? null : findStored(places, commit));
  if (recording !== null && (build === null || recording.build.id === build.id))
    return { label, build: recording.build, recording };
  if (build !== null) return { label, build, recording: null };
  return refuse(
    name,
    'This is not a recording, stored build, run, commit, branch or file.',
    'List recordings with `build-telemetry replay`, and stored builds with `build-telemetry recent`.',
  );
}

async function readFileBuild(name: string) {
  const { sources, problems: faults } = await findSources([name], process.cwd(), 'pipes');
  for (const { what, fix } of faults) return refuse(name, what, fix);
  const id = `file-${await hashSources(sources)}`;
  const { build, problems } = await readBuild(sources, {
    name: 'local',
    format: 'auto',
    id,
    context: localContext,
  });
  const wrong = problems.find(({ level }) => level === 'error');
  if (build === null) return refuse(name, wrong?.what ?? 'It contains no build.', wrong?.fix ?? '');
  for (const problem of problems) printProblem(problem);
  return build;
}

/** The newest recording of a build, a commit or a branch. */
function findRecorded(
  recordings: readonly BuildRecording[],
  name: string,
  commit: string | null,
): BuildRecording | null {
  const isMeant = ({ build, environment }: BuildRecording): boolean => {
    const own = [build.id, build.context.branch, environment.git?.branch];
    const commits = [build.context.commit, environment.git?.commit];
    return own.includes(name) || (commit ? commits.includes(commit) : false);
  };
  return recordings.find(isMeant) ?? null;
}

function findStored({ stored }: Places, wanted: string) {
  if (stored === null) return null;
  const found = matchBuild(stored.history.builds, wanted);
  if (Array.isArray(found)) return null;
  const { id } = found as { readonly id: string };
  return restoreBuilds(stored.history, (build) => build.id === id)[0] ?? null;
}
