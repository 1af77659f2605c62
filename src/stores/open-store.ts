/** Chooses where the history is stored, by the option `history`. */

import { resolve } from 'node:path';
import { expandHome } from '../io/expand-home.ts';
import type { HistoryStore } from '../model/history.ts';
import type { Variables } from '../model/variables.ts';
import { isAddress, type ObjectPlace, readObjectPlace } from '../settings/object-place.ts';
import { type FolderOptions, folderStore } from './folder-store.ts';
import { openObjectStore } from './objects/object-store.ts';

export interface StoreRequest {
  /** The option `history`. */
  readonly location: string;
  /** Base folder of a relative path. */
  readonly base: string;
  readonly limits: FolderOptions;
  /** `owner/name`: object storage separates the histories by it. */
  readonly repository: string;
  /** Credentials for object storage. */
  readonly env: Variables;
  /** The store behind `cache`: the Actions cache, or a folder where there is none. */
  readonly openCache: (limits: FolderOptions) => HistoryStore;
}

interface StoreKind {
  readonly claims: (location: string) => boolean;
  readonly open: (request: StoreRequest) => HistoryStore;
}

/** Every kind of store; the first that accepts a location opens it. */
const storeKinds: readonly StoreKind[] = [
  { claims: (location) => location === 'cache', open: ({ openCache, limits }) => openCache(limits) },
  {
    claims: isAddress,
    // The option was validated: its address is valid.
    open: ({ location, repository, env, limits }) =>
      openObjectStore(readObjectPlace(location) as ObjectPlace, env, repository, limits),
  },
  {
    claims: () => true,
    open: ({ base, location, limits }) => folderStore(resolve(base, expandHome(location)), limits),
  },
];

/** Opens the store of one series. */
export function openStore(request: StoreRequest): HistoryStore {
  const kind = storeKinds.find(({ claims }) => claims(request.location)) as StoreKind;
  return kind.open(request);
}
