/** The simulated organisation on disk: the history's own files, and the same rows as JSON lines. */

import { createWriteStream, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { buildsTable, tasksTable } from '../../src/database/history-tables.ts';
import { buildRow, type Owner, taskRows } from '../../src/database/project-history.ts';
import type { Row, Table } from '../../src/database/table.ts';
import { compactSegments } from '../../src/history/compact.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { noLimits, type SegmentFile } from '../../src/history/segment.ts';
import { type HistoryPiece, splitHistory } from '../../src/history/split-history.ts';
import { seriesFolder } from '../../src/stores/objects/object-store.ts';
import { readRepositoryFolder } from '../../src/stores/objects/repository-folder.ts';
import { startMs } from '../builds.ts';
import { listOrganisation, type OrganisationSize } from './make-series.ts';

export interface Written {
  readonly files: number;
  readonly bytes: number;
  readonly rows: number;
}

/** Stores each build and merges as `check` does, then leaves the files that a bucket would hold. */
export function writeHistory(root: string, size: OrganisationSize): Written {
  let [files, bytes, rows] = [0, 0, 0];
  for (const { repositories, series, builds } of listOrganisation(size)) {
    const single = builds().map((build) => encodeBuild(build, startMs));
    const { add, remove } = compactSegments(single, noLimits);
    const left = [...single.filter(({ name }) => !remove.includes(name)), ...add];
    for (const repository of repositories) {
      const folder = join(root, seriesFolder('', repository, series));
      mkdirSync(folder, { recursive: true });
      for (const file of left) writeFileSync(join(folder, file.name), file.bytes);
      files += left.length;
      bytes += left.reduce((sum, file) => sum + file.bytes.length, 0);
      rows += single.length * (size.tasks + 1);
    }
  }
  return { files, bytes, rows };
}

/** The files of each series, one series at a time. */
export function* readOrganisation(root: string): Generator<Owner & { files: SegmentFile[] }> {
  for (const repository of readdirSync(root).sort())
    for (const series of readdirSync(join(root, repository)).sort()) {
      const folder = join(root, repository, series);
      const files = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
      const [first] = splitHistory(files).pieces;
      yield {
        repository: readRepositoryFolder(repository.replace('repository=', '')),
        series: first?.builds[0]?.name ?? series,
        files,
      };
    }
}

/** `builds.jsonl.gz` and `tasks.jsonl.gz` with the columns of the database, without nulls. */
export async function writeLines(root: string, folder: string): Promise<Written & { plainBytes: number }> {
  mkdirSync(folder, { recursive: true });
  let [plainBytes, rows] = [0, 0];
  const write = async (table: Table, list: Iterable<Row>): Promise<void> => {
    const names = table.columns.map(({ name }) => name);
    const text = function* (): Generator<Buffer> {
      let held = '';
      for (const row of list) {
        const fields = names
          .map((name, at) => [name, row[at]] as const)
          .filter(([, value]) => value !== null);
        held += `${JSON.stringify(Object.fromEntries(fields))}\n`;
        rows += 1;
        if (held.length < 1e6) continue;
        plainBytes += held.length;
        yield Buffer.from(held);
        held = '';
      }
      plainBytes += held.length;
      yield Buffer.from(held);
    };
    const file = createWriteStream(join(folder, `${table.name}.jsonl.gz`));
    await pipeline(Readable.from(text(), { objectMode: false }), createGzip({ level: 6 }), file);
  };
  await write(
    buildsTable,
    walk(root, (owner, piece) => piece.records.map((one) => buildRow(owner, one))),
  );
  await write(
    tasksTable,
    walk(root, (owner, piece) => taskRows(owner, piece, () => true)),
  );
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  return { files: sizes.length, bytes: sizes.reduce((sum, one) => sum + one, 0), rows, plainBytes };
}

function* walk(root: string, rowsOf: (owner: Owner, piece: HistoryPiece) => Iterable<Row>): Generator<Row> {
  for (const { files, ...owner } of readOrganisation(root))
    for (const piece of splitHistory(files).pieces) yield* rowsOf(owner, piece);
}
