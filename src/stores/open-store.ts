/** The one place that chooses where the history is kept, by the option `history`. */

import { resolve } from 'node:path';
import type { HistoryStore } from '../model/history.ts';
import type { Variables } from '../model/variables.ts';
import { isAddress, type ObjectPlace, readObjectPlace } from '../settings/object-place.ts';
import { type FolderOptions, folderStore } from './folder-store.ts';
import { openObjectStore } from './objects/object-store.ts';

export interface StoreRequest {
  /** The option `history`. */
  readonly location: string;
  /** Folder that a relative path starts from. */
  readonly base: string;
  readonly limits: FolderOptions;
  /** `owner/name`: an object storage keeps the histories of many apart. */
  readonly repository: string;
  /** Credentials of an object storage. */
  readonly env: Variables;
  /** What `cache` stands for: the Actions cache, or a folder where there is none. */
  readonly openCache: (limits: FolderOptions) => HistoryStore;
}

interface StoreKind {
  readonly claims: (location: string) => boolean;
  readonly open: (request: StoreRequest) => HistoryStore;
}

/** Every kind of store; the first that claims a location opens it. */
const storeKinds: readonly StoreKind[] = [
  { claims: (location) => location === 'cache', open: ({ openCache, limits }) => openCache(limits) },
  {
    claims: isAddress,
    // The option was read: its address is known to be one.
    open: ({ location, repository, env, limits }) =>
      openObjectStore(readObjectPlace(location) as ObjectPlace, env, repository, limits),
  },
  { claims: () => true, open: ({ base, location, limits }) => folderStore(resolve(base, location), limits) },
];

/** Opens the store of one series. */
export function openStore(request: StoreRequest): HistoryStore {
  const kind = storeKinds.find(({ claims }) => claims(request.location)) as StoreKind;
  return kind.open(request);
}
