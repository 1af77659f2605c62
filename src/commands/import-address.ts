/** `build-telemetry history import s3://…`: imports the history of one repository from object storage. */
import { plural } from '../model/counts.ts';
import { importSegments } from '../stores/import-builds.ts';
import { nameRepositoryFolder } from '../stores/objects/repository-folder.ts';
import { type Arguments, printProblem } from './command.ts';
import { defaultHistory } from './find-history.ts';
import { listRemote } from './remote-history.ts';
import { refuse } from './view.ts';

/** @returns new builds and existing builds. Ends the command if there are several repositories. */
export async function importAddress(
  source: string,
  args: Arguments,
): Promise<{ added: number; known: number }> {
  const found = await listRemote(source);
  const owners = [...new Set(found.map(({ repository }) => repository))];
  if (owners.length > 1)
    refuse(
      source,
      `This address has the histories of ${plural(owners.length, 'repository', 'repositories')}.`,
      `Name one: \`${source.replace(/\/*(\?|$)/, `/repository=${nameRepositoryFolder(owners[0] ?? '')}$1`)}\`.`,
    );
  const counts = { added: 0, known: 0 };
  for (const one of found) {
    const { added, known, problems } = await importSegments(
      await one.files(),
      args.flags['history'] ?? defaultHistory,
    );
    for (const problem of problems) printProblem(problem);
    counts.added += added;
    counts.known += known;
  }
  return counts;
}
