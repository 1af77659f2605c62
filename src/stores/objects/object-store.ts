/** The history in object storage, for all repositories of a team: `<prefix>/repository=<name>/series=<name>/L….parquet`. */

import { isIntact, parseSegmentName, type SegmentFile } from '../../history/segment.ts';
import { maskSecrets } from '../../ingest/mask-secrets.ts';
import { adviseOnCertificate } from '../../io/call-outcome.ts';
import type { HistoryStore } from '../../model/history.ts';
import type { Variables } from '../../model/variables.ts';
import type { ObjectPlace } from '../../settings/object-place.ts';
import { type FolderOptions, nameSeriesFolder } from '../folder-store.ts';
import { nameOthers, type OtherFolder } from '../name-others.ts';
import { type SegmentFiles, type StoreFault, segmentStore } from '../segment-store.ts';
import { openAzure } from './azure-container.ts';
import { type ObjectBucket, ObjectFault } from './bucket.ts';
import type { CallLimits } from './object-calls.ts';
import { nameRepositoryFolder, readRepositoryFolder } from './repository-folder.ts';
import { openS3 } from './s3-bucket.ts';

/** For one call; eight objects are read concurrently. */
const mostTries = 4;
const atOnce = 8;
/**
 * Milliseconds for one call with its attempts, for all of `load`, and for all of `append`: a step must not wait for
 * an unreachable storage.
 */
const storeDeadlinesMs = { call: 10_000, load: 20_000, append: 20_000 };
/** Of one call of a command that reads or writes everything: eight files of 10 MB share a line of 10 Mbit/s. */
const commandCallMs = 64_000;

export function openBucketAt(
  place: ObjectPlace,
  env: Variables,
  endMs: CallLimits['endMs'] = () => Number.POSITIVE_INFINITY,
  deadlineMs = commandCallMs,
): ObjectBucket {
  const limits = { deadlineMs, tries: mostTries, endMs };
  // A workflow sets a variable to '' if what it refers to is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  return place.kind === 'azure' ? openAzure(place, given, limits) : openS3(place, given, limits);
}

/** Opens the history of one series of one repository. */
export function openObjectStore(
  place: ObjectPlace,
  env: Variables,
  repository: string,
  options: FolderOptions,
  deadlinesMs = storeDeadlinesMs,
): HistoryStore {
  let endMs = Number.POSITIVE_INFINITY;
  const bucket = openBucketAt(place, env, () => endMs, deadlinesMs.call);
  const store = segmentStore(
    openObjects(bucket, seriesFolder(place.prefix, repository, options.series)),
    options,
  );
  return {
    load: async () => {
      endMs = performance.now() + deadlinesMs.load;
      const loaded = await store.load();
      if (loaded.status !== 'missing') return loaded;
      const others = await listFolders(bucket, repositoryFolder(place.prefix, repository)).catch(() => []);
      return { ...loaded, others: await nameOthers(others) };
    },
    append: (build) => {
      endMs = performance.now() + deadlinesMs.append;
      return store.append(build);
    },
  };
}

export function seriesFolder(prefix: string, repository: string, series: string): string {
  return `${repositoryFolder(prefix, repository)}series=${nameSeriesFolder(series)}/`;
}

function repositoryFolder(prefix: string, repository: string): string {
  return `${prefix === '' ? '' : `${prefix}/`}repository=${nameRepositoryFolder(repository)}/`;
}

/** The folders of all series below a prefix. */
async function listFolders(bucket: ObjectBucket, prefix: string): Promise<OtherFolder[]> {
  return [...Map.groupBy(await bucket.list(prefix), ({ key }) => key.slice(0, key.lastIndexOf('/') + 1))].map(
    ([folder, objects]) => ({
      files: objects.map(({ key }) => key.slice(folder.length)),
      read: (file) => bucket.get(`${folder}${file}`),
    }),
  );
}

function openObjects(bucket: ObjectBucket, prefix: string): SegmentFiles {
  /** The files read so far: names come from the content, which never changes. */
  const held = new Map<string, Uint8Array>();
  const sizes = new Map<string, number>();
  return {
    label: bucket.label,
    atOnce,
    list: async () => {
      const objects = await bucket.list(prefix);
      const names = objects.map(({ key, sizeBytes }) => {
        sizes.set(key.slice(prefix.length), sizeBytes);
        return key.slice(prefix.length);
      });
      return names.filter((name) => parseSegmentName(name) !== null).sort();
    },
    read: async (name) => held.get(name) ?? (await readWhole(bucket, prefix, name, held)),
    write: async (name, bytes) => {
      await bucket.put(`${prefix}${name}`, bytes);
      sizes.set(name, bytes.length);
    },
    remove: (name) => bucket.remove(`${prefix}${name}`),
    sumSizes: async (names) => names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0),
    // A network error must not move files that others read: a damaged object is reported each time.
    setAside: async () => {},
    sweep: async () => {},
    describeFault: (error, verb) => describeObjectFault(error, bucket.label, verb),
  };
}

/** A truncated object does not have the CRC-32 of its name: it is fetched again. */
async function readWhole(
  bucket: ObjectBucket,
  prefix: string,
  name: string,
  held: Map<string, Uint8Array>,
): Promise<Uint8Array | null> {
  const parsed = parseSegmentName(name);
  const isWhole = (bytes: Uint8Array): boolean => parsed !== null && isIntact(parsed, bytes);
  let bytes = await bucket.get(`${prefix}${name}`);
  if (bytes !== null && !isWhole(bytes)) bytes = await bucket.get(`${prefix}${name}`);
  if (bytes !== null && isWhole(bytes)) held.set(name, bytes);
  return bytes;
}

/** All histories below a prefix, each read on demand. */
export interface RemoteSeries {
  /** `owner/name`; '' if no path contains it. */
  readonly repository: string;
  /** The part of the path; the builds contain the name itself. */
  readonly folder: string;
  readonly files: () => Promise<readonly SegmentFile[]>;
}

/** @throws ObjectFault */
export async function listRemoteSeries(bucket: ObjectBucket, prefix: string): Promise<RemoteSeries[]> {
  const objects = await bucket.list(prefix === '' ? '' : `${prefix}/`);
  const folders = new Map<string, string[]>();
  for (const { key } of objects) {
    const [, folder, name] = /^(.*\/)([^/]+)$/.exec(key) ?? [];
    if (folder === undefined || name === undefined || parseSegmentName(name) === null) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  return [...folders].map(([folder, names]) => ({
    repository: readRepositoryFolder(/(?:^|\/)repository=([^/]+)\//.exec(folder)?.[1] ?? ''),
    folder: /series=([^/]+)\/$/.exec(folder)?.[1] ?? folder,
    files: async () => {
      const held = new Map<string, Uint8Array>();
      const files: SegmentFile[] = [];
      for (let at = 0; at < names.length; at += atOnce) {
        const part = await Promise.all(
          names.slice(at, at + atOnce).map(async (name) => ({
            name,
            bytes: await readWhole(bucket, folder, name, held),
          })),
        );
        for (const { name, bytes } of part) if (bytes !== null) files.push({ name, bytes });
      }
      return files;
    },
  }));
}

const statuses = {
  denied: 'denied',
  'no-credentials': 'denied',
  'no-bucket': 'unreachable',
  'rate-limited': 'rate-limited',
  unreachable: 'unreachable',
  rejected: 'unreachable',
} as const;

export function describeObjectFault(error: unknown, where: string, verb: 'read' | 'write'): StoreFault {
  const kind = error instanceof ObjectFault ? error.kind : 'unreachable';
  const status = statuses[kind];
  const why = maskSecrets((error as Error).message);
  const what = `The history cannot be ${verb === 'read' ? 'read' : 'written'}: ${why}.`;
  const own = ownFixes.find(([code]) => code.test(why))?.[1];
  const fix = own ?? adviseOnCertificate(why) ?? fixes[kind](where);
  return { status, problem: { level: 'warning', code: `history-${status}`, where, what, fix }, error };
}

/** Codes that no permission would change. Reference: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const ownFixes: readonly (readonly [code: RegExp, fix: string])[] = [
  [
    /\b(SignatureDoesNotMatch|InvalidAccessKeyId|ExpiredToken|InvalidToken|AuthenticationFailed)\b/,
    'Check the key and its secret: they are wrong, from another account, or expired.',
  ],
  [
    /\b(RequestTimeTooSkewed|RequestExpired)\b/,
    'Set the clock of this machine: the storage has another time.',
  ],
  [
    /\b(InvalidObjectState|BlobArchived)\b/,
    'Restore the archived files, and leave this prefix out of the rules that archive old objects.',
  ],
];

const fixes: Readonly<Record<ObjectFault['kind'], (where: string) => string>> = {
  denied: (where) =>
    where.startsWith('azure')
      ? 'Give this identity the role `Storage Blob Data Contributor` on the container.'
      : 'Allow this identity `s3:ListBucket`, `s3:GetObject`, `s3:PutObject` and `s3:DeleteObject` there.',
  'no-credentials': (where) =>
    where.startsWith('azure')
      ? 'Set `AZURE_STORAGE_SAS_TOKEN`; in a workflow run `azure/login` before (`permissions: id-token: write`), and set `AZURE_CLIENT_ID` and `AZURE_TENANT_ID`.'
      : 'Set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`; in a workflow run `aws-actions/configure-aws-credentials` before (`permissions: id-token: write`).',
  'no-bucket': () => 'Create the bucket, or check the name in `history`.',
  'rate-limited': () => 'No action needed: the next run reads it again.',
  unreachable: () => 'Check the address and the network; the stored history is unchanged.',
  rejected: () => 'Check `region` and `endpoint` in `history`.',
};
