/** Finds the histories for `site`: folders, or object storage with all its repositories, and their owners. */
import { existsSync, statSync } from 'node:fs';
import { listTags } from '../io/list-tags.ts';
import { findRepositoryUrl } from '../io/repository.ts';
import { safeUrl } from '../render/escape.ts';
import { isAddress } from '../settings/object-place.ts';
import { findHistories, uniteHistories } from '../stores/find-histories.ts';
import type { SiteSource } from './build-site.ts';
import type { Arguments } from './command.ts';
import { findHistoryFolder } from './find-history.ts';
import { listRemote } from './remote-history.ts';
import { refuse } from './view.ts';

/** A source, and the folder to watch for changes; null: remote. */
export interface NamedSource extends SiteSource {
  readonly watched: string | null;
}

export async function readSiteSources(args: Arguments): Promise<NamedSource[]> {
  const named = args.operands.length > 0 ? args.operands : [findHistoryFolder(args)];
  const own = await readOwnRepository(args);
  const server = (process.env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/$/, '');
  const about = (repository: string): Pick<SiteSource, 'repository' | 'url' | 'tags'> => {
    const isFull = /^[\w.-]+\/[\w.-]+$/.test(repository);
    const url = repository === '' ? own.url : isFull ? `${server}/${repository}` : null;
    // The tags are those of the repository of this folder.
    const isOwn = repository === '' || url === own.url;
    return { repository, url: safeUrl(url ?? undefined), tags: isOwn ? own.tags : [] };
  };
  const parts = await Promise.all(
    named.map(async (operand) =>
      isAddress(operand) ? await readRemote(operand, about) : [readFolder(operand, about)],
    ),
  );
  const sources = parts.flat();
  const keys = sources.map(({ repository }) => repository);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice === '') refuse('site', 'Several folders need a name.', 'Write `OWNER/REPO=DIR` for each.');
  if (twice !== undefined)
    refuse(
      twice,
      'This name is given twice.',
      'Put its folders into one folder and name that folder; subfolders are read.',
    );
  return sources;
}

type About = (repository: string) => Pick<SiteSource, 'repository' | 'url' | 'tags'>;

function readFolder(operand: string, about: About): NamedSource {
  const [, repository = '', folder = operand] = existsSync(operand)
    ? []
    : (/^([^=]+)=(.*)$/.exec(operand) ?? []);
  if (!existsSync(folder))
    refuse(
      folder,
      'Folder not found.',
      'Store a build with `build-telemetry check LOG`, or name the folder of a history, or `OWNER/REPO=DIR`.',
    );
  if (!statSync(folder).isDirectory())
    refuse(folder, 'This is a file.', 'Import it with `build-telemetry history import FILE`.');
  return { label: folder, watched: folder, read: () => findHistories(folder), ...about(repository) };
}

/** All repositories in object storage. */
async function readRemote(address: string, about: About): Promise<NamedSource[]> {
  const byRepository = Map.groupBy(await listRemote(address), ({ repository }) => repository);
  return [...byRepository].map(([repository, series]) => ({
    label: address,
    watched: null,
    read: async () => uniteHistories((await Promise.all(series.map(({ files }) => files()))).flat()),
    ...about(repository),
  }));
}

async function readOwnRepository(args: Arguments): Promise<{ url: string | null; tags: SiteSource['tags'] }> {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
  const ofRun = server && repository ? `${server}/${repository}` : null;
  const asked = args.flags['repository'];
  if (asked !== undefined && safeUrl(asked) === null)
    refuse(
      '--repository',
      `\`${asked}\` is not a web address.`,
      'Write `--repository https://github.com/OWNER/REPO`.',
    );
  const folder = process.cwd();
  const url = asked ?? ofRun ?? (await findRepositoryUrl(folder));
  return { url: url?.replace(/\/$/, '') ?? null, tags: await listTags(folder) };
}
