/**
 * `build-telemetry history import DIR --history s3://…`: copies a history folder into object storage, file by
 * file.
 */
import { parseSegmentName } from '../history/segment.ts';
import { findRepository } from '../io/repository.ts';
import { addressForms, readObjectPlace } from '../settings/object-place.ts';
import { readSegmentFiles } from '../stores/folder-store.ts';
import { listSeries } from '../stores/history-folder.ts';
import { describeObjectFault, openBucketAt, seriesFolder } from '../stores/objects/object-store.ts';
import { eachOf } from '../stores/segment-store.ts';
import { refuse } from './view.ts';

const atOnce = 8;

/** @returns builds in the uploaded files, and in the existing ones. Ends the command if it fails */
export async function uploadHistory(
  source: string,
  location: string,
): Promise<{ added: number; known: number }> {
  const place = readObjectPlace(location);
  if (typeof place === 'string') return refuse('--history', place, `Write ${addressForms}.`);
  const all = await listSeries(source).catch(() => []);
  if (all.length === 0)
    refuse(source, 'This is not a folder of history.', 'Import it into a folder first: `--history DIR`.');
  const repository =
    (await findRepository(process.env, process.cwd())) ??
    refuse(
      'history import',
      'The repository of this history is unknown.',
      'Set `GITHUB_REPOSITORY=owner/name`.',
    );
  const bucket = openBucketAt(place, process.env);
  const counts = { added: 0, known: 0 };
  try {
    for (const { folder, series } of all) {
      const prefix = seriesFolder(place.prefix, repository, series);
      const there = new Set((await bucket.list(prefix)).map(({ key }) => key));
      await eachOf(await readSegmentFiles(folder), atOnce, async ({ name, bytes }) => {
        const builds = parseSegmentName(name)?.builds ?? 0;
        if (there.has(`${prefix}${name}`)) counts.known += builds;
        else {
          await bucket.put(`${prefix}${name}`, bytes);
          counts.added += builds;
        }
      });
    }
  } catch (error) {
    const { what, fix } = describeObjectFault(error, place.label, 'write').problem;
    return refuse(place.label, what, `${fix} Run the command again: it continues from there.`);
  }
  return counts;
}
