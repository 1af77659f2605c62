/** A container of Azure Blob Storage. Reference: https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */

import { type ObjectPlace, trimSlashes } from '../../settings/object-place.ts';
import type { Environment } from './aws-credentials.ts';
import { type AzureAccess, findAzureAccess, signShared } from './azure-access.ts';
import { type Bucket, ObjectFault } from './bucket.ts';
import { type CallLimits, callStorage, type ObjectCall, type Sign } from './object-calls.ts';
import { readListing } from './read-listing.ts';

const names = { entry: 'Blob', key: 'Name', size: 'Content-Length', next: 'NextMarker' };
const apiVersion = '2021-12-02';

export function openAzure(place: ObjectPlace, env: Environment, limits: CallLimits): Bucket {
  const { account, container, label, settings } = place;
  const endpoint = settings.get('endpoint') ?? `https://${account}.blob.core.windows.net`;
  const base = `${trimSlashes(endpoint)}/${container}`;
  let access: Promise<AzureAccess> | null = null;
  const sign: Sign = async (call) => {
    access ??= findAzureAccess(env);
    const found = await access.catch((error: unknown) => {
      access = null;
      throw error;
    });
    return signCall(call, found, account);
  };
  const call = (one: ObjectCall) => callStorage(one, sign, limits);
  const urlOf = (key: string): URL => new URL(`${base}/${key.split('/').map(encodeURIComponent).join('/')}`);
  return {
    label,
    list: async (prefix) => {
      const objects = [];
      for (let next: string | null = ''; next !== null; ) {
        const url = new URL(base);
        for (const [name, value] of [
          ['restype', 'container'],
          ['comp', 'list'],
          ['prefix', prefix],
          ['marker', next],
        ] as const)
          if (value !== '') url.searchParams.set(name, value);
        const page = readPage((await call({ method: 'GET', url })).bytes);
        objects.push(...page.objects);
        next = page.next;
      }
      return objects;
    },
    get: async (key) => {
      const { status, bytes } = await call({ method: 'GET', url: urlOf(key) });
      return status === 404 ? null : bytes;
    },
    put: async (key, body) => {
      const headers = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' };
      const { status } = await call({ method: 'PUT', url: urlOf(key), body, headers });
      if (status === 404) throw new ObjectFault('no-bucket', 'ContainerNotFound (404)');
    },
    remove: async (key) => {
      await call({ method: 'DELETE', url: urlOf(key) });
    },
  };
}

function readPage(bytes: Uint8Array): ReturnType<typeof readListing> {
  try {
    return readListing(new TextDecoder().decode(bytes), names);
  } catch {
    throw new ObjectFault('unreachable', 'the list of blobs is cut short');
  }
}

function signCall(call: ObjectCall, access: AzureAccess, account: string): Request {
  const { method, url, body } = call;
  const headers = new Headers({
    ...call.headers,
    'x-ms-version': apiVersion,
    'x-ms-date': new Date().toUTCString(),
  });
  const target = new URL(url);
  if ('sas' in access) {
    for (const [name, value] of new URLSearchParams(access.sas)) target.searchParams.set(name, value);
  } else if ('token' in access) headers.set('authorization', `Bearer ${access.token}`);
  else headers.set('authorization', signShared({ method, url, headers, body }, account, access.key));
  return new Request(target, { method, headers, ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}) });
}
