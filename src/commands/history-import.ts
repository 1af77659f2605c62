/** `build-telemetry history import`: past builds from folders, files, object storage or GitHub's runs. */
import { existsSync } from 'node:fs';
import { refuseUnknownFormat } from '../formats/choose-format.ts';
import type { Source } from '../ingest/source.ts';
import type { BuildContext } from '../model/build.ts';
import { formatCount, plural } from '../model/counts.ts';
import { localContext } from '../model/local-context.ts';
import type { Problem } from '../model/problem.ts';
import { escapeTerminal } from '../render/escape.ts';
import { isAddress } from '../settings/object-place.ts';
import { type ImportOptions, importArchive, importBuilds, orderFileTimes } from '../stores/import-builds.ts';
import { type Arguments, printProblem } from './command.ts';
import { findGitArchives } from './find-git-archives.ts';
import { defaultHistory } from './find-history.ts';
import { importAddress } from './import-address.ts';
import { importRuns, readRunsRequest } from './import-runs.ts';
import { startProgress } from './progress.ts';
import { uploadHistory } from './upload-history.ts';
import { type Answer, refuse, refuseUnused } from './view.ts';

const importContext: BuildContext = { ...localContext, event: 'import' };

/** `history import`: each source, or the past runs of a repository. */
export async function importHistory(args: Arguments): Promise<Answer> {
  const [, ...sources] = args.operands;
  if (args.flags['github-runs'] !== undefined) {
    refuseUnused(args, ['format', 'branch'], 'with --github-runs');
    return await importGithubRuns(args, sources);
  }
  refuseUnused(args, ['days'], 'without --github-runs');
  if (sources.length === 0)
    refuse(
      'history import',
      'Missing argument: a folder or a file.',
      'Write `build-telemetry history import PATH`.',
    );
  const { name = null, format = 'auto', branch = null, history: root = defaultHistory } = args.flags;
  // Checked before anything is imported: a partial import is hard to distinguish from a complete one.
  const ofGit = await findInGit(sources);
  const unknown = refuseUnknownFormat(format);
  if (unknown !== null) refuse('--format', unknown.what, unknown.fix);
  const progress = startProgress(process.stderr);
  const options = {
    name,
    format,
    context: { ...importContext, branch },
    follow: progress.follow,
    timeOf: orderFileTimes(),
  };
  const importOne = async (source: string): Promise<Done> => {
    const archives = ofGit.get(source);
    if (archives !== undefined) return { source, ...(await importArchives(archives, root, options)) };
    if (isAddress(root)) return { source, failed: 0, ...(await uploadHistory(source, root)) };
    if (isAddress(source)) return { source, failed: 0, ...(await importAddress(source, args)) };
    const { problems, ...counts } = await importBuilds(source, root, options);
    progress.end();
    printGrouped(problems);
    if (problems.length + counts.added + counts.known === 0) printProblem(noBuild(source));
    return { source, ...counts, failed: countFailed(problems) };
  };
  const done: Done[] = [];
  for (const source of sources) done.push(await importOne(source));
  progress.end();
  const isAll = done.every(({ added, known, failed }) => added + known > 0 && failed === 0);
  return { text: done.map(describeDone).join(''), json: { imported: done }, exitCode: isAll ? 0 : 2 };
}

interface Done {
  readonly source: string;
  readonly added: number;
  readonly known: number;
  /** Files that could not be imported. */
  readonly failed: number;
}

function describeDone({ source, added, known, failed }: Done): string {
  const lost = failed === 0 ? '' : `, ${plural(failed, 'file')} not imported`;
  return `${escapeTerminal(source)}: ${plural(added, 'build')} added, ${formatCount(known)} already known${lost}\n`;
}

/** By name, the files of branches. Ends the command if a name is neither a path nor known to Git. */
async function findInGit(sources: readonly string[]): Promise<Map<string, Source[]>> {
  const found = new Map<string, Source[]>();
  for (const source of sources)
    if (source !== '-' && !isAddress(source) && !existsSync(source))
      found.set(source, await findGitArchives(source));
  const missing = [...found].flatMap(([source, archives]) => (archives.length === 0 ? [source] : []));
  if (missing.length > 0)
    refuse(
      missing.join(', '),
      'No file, folder or Git branch with a data.js was found; nothing was imported.',
      'Check the path.',
    );
  return found;
}

async function importArchives(
  archives: readonly Source[],
  root: string,
  options: ImportOptions,
): Promise<{ added: number; known: number; failed: number }> {
  if (isAddress(root))
    refuse(
      archives[0]?.name ?? '',
      'This history is in a Git branch.',
      'Import it into a folder first: `--history DIR`.',
    );
  const counts = { added: 0, known: 0, failed: 0 };
  for (const archive of archives) {
    const imported = (await importArchive(archive, root, options)) ?? {
      ...{ added: 0, known: 0 },
      problems: [noBuild(archive.name)],
    };
    printGrouped(imported.problems);
    counts.added += imported.added;
    counts.known += imported.known;
    counts.failed += countFailed(imported.problems);
  }
  return counts;
}

/** Files with missing parts; imported ones stay, so only the exit code shows it to a script. */
function countFailed(problems: readonly Problem[]): number {
  return new Set(problems.flatMap(({ level, where }) => (level === 'error' ? [where] : []))).size;
}

const mostPrinted = 5;

/** A folder may contain hundreds of files with the same fault: the first few are listed, the others counted. */
function printGrouped(problems: readonly Problem[]): void {
  for (const group of Map.groupBy(problems, ({ what }) => what).values()) {
    const byPlace = [...new Map(group.map((problem) => [problem.where, problem])).values()];
    for (const problem of byPlace.slice(0, mostPrinted)) printProblem(problem);
    const [last] = byPlace.slice(mostPrinted);
    const more = byPlace.length - mostPrinted;
    if (last !== undefined) printProblem({ ...last, where: plural(more, 'more file'), fix: '' });
  }
}

function noBuild(where: string): Problem {
  const fix = 'Name a folder of logs or of history, or a file of an import format.';
  return { level: 'error', code: 'no-builds', where, what: 'It contains no builds.', fix };
}

async function importGithubRuns(args: Arguments, named: readonly string[]): Promise<Answer> {
  if (named.length > 1)
    refuse(
      '--github-runs',
      'Only one repository can be read at a time.',
      'Write `--github-runs OWNER/REPO`.',
    );
  const request = await readRunsRequest(args, named[0]);
  const root = args.flags['history'] ?? defaultHistory;
  const { problems, ...counts } = await importRuns(request, root, Date.now());
  for (const problem of problems) printProblem(problem);
  const { added, known, empty, workflows, isStopped } = counts;
  const source = `${request.owner}/${request.repo}`;
  const nothing = empty === 0 ? '' : `, ${plural(empty, 'run')} without work`;
  const text = `${source}: ${plural(added, 'build')} added, ${formatCount(known)} already known${nothing}, of ${plural(workflows, 'workflow')}\n`;
  return {
    text,
    json: { imported: [{ source, ...counts }] },
    exitCode: isStopped || added + known === 0 ? 2 : 0,
  };
}
