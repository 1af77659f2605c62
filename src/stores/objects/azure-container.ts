/** A container of Azure Blob Storage. Reference: https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */

import type { Variables } from '../../model/variables.ts';
import { type ObjectPlace, trimSlashes } from '../../settings/object-place.ts';
import { type AzureAccess, findAzureAccess, signShared } from './azure-access.ts';
import type { ObjectBucket } from './bucket.ts';
import type { CallLimits, ObjectCall } from './object-calls.ts';
import { findOnce, openBucket } from './open-bucket.ts';

const names = {
  root: 'EnumerationResults',
  entry: 'Blob',
  key: 'Name',
  size: 'Content-Length',
  next: 'NextMarker',
};
const apiVersion = '2021-12-02';

export function openAzure(place: ObjectPlace, env: Variables, limits: CallLimits): ObjectBucket {
  const { account, container, label, settings } = place;
  const endpoint = settings.get('endpoint') ?? `https://${account}.blob.core.windows.net`;
  const base = `${trimSlashes(endpoint)}/${container}`;
  const findAccess = findOnce(() => findAzureAccess(env));
  return openBucket({
    ...{ label, base, limits, names, items: 'blobs', noBucket: 'ContainerNotFound' },
    sign: async (call) => signCall(call, await findAccess(), account),
    pageUrl: (prefix, next) => {
      const url = new URL(base);
      for (const [name, value] of [
        ['restype', 'container'],
        ['comp', 'list'],
        ['prefix', prefix],
        ['marker', next],
      ] as const)
        if (value !== '') url.searchParams.set(name, value);
      return url;
    },
    putHeaders: { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' },
  });
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
