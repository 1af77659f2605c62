/** A bucket of S3 or of what speaks its API: AWS, R2, GCS, MinIO and the like. Reference: https://docs.aws.amazon.com/AmazonS3/latest/API/ */

import { AwsV4Signer } from 'aws4fetch';
import { type ObjectPlace, trimSlashes } from '../../settings/object-place.ts';
import { type Environment, findAwsCredentials } from './aws-credentials.ts';
import { type Bucket, ObjectFault } from './bucket.ts';
import { type CallLimits, callStorage, type ObjectCall, type Sign } from './object-calls.ts';
import { readListing } from './read-listing.ts';

const names = { entry: 'Contents', key: 'Key', size: 'Size', next: 'NextContinuationToken' };

export function openS3(
  { container, label, settings }: ObjectPlace,
  env: Environment,
  limits: CallLimits,
): Bucket {
  const region = settings.get('region') ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const endpoint = settings.get('endpoint') ?? env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'] ?? null;
  const base =
    endpoint === null
      ? `https://${container}.s3.${region}.amazonaws.com`
      : `${trimSlashes(endpoint)}/${container}`;
  let credentials: ReturnType<typeof findAwsCredentials> | null = null;
  const sign: Sign = async (call) => {
    credentials ??= findAwsCredentials(env, region);
    // A chain that failed is asked again the next time.
    const keys = await credentials.catch((error: unknown) => {
      credentials = null;
      throw error;
    });
    return await signCall(call, { ...keys, region, service: 's3' });
  };
  const call = (one: ObjectCall) => callStorage(one, sign, limits);
  const urlOf = (key: string): URL => new URL(`${base}/${key.split('/').map(encodeURIComponent).join('/')}`);
  return {
    label,
    list: async (prefix) => {
      const objects = [];
      for (let next: string | null = ''; next !== null; ) {
        const url = new URL(base.endsWith('/') ? base : `${base}/`);
        url.searchParams.set('list-type', '2');
        url.searchParams.set('prefix', prefix);
        if (next !== '') url.searchParams.set('continuation-token', next);
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
      const { status } = await call({ method: 'PUT', url: urlOf(key), body });
      if (status === 404) throw new ObjectFault('no-bucket', 'NoSuchBucket (404)');
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
    throw new ObjectFault('unreachable', 'the list of objects is cut short');
  }
}

type Signing = Omit<ConstructorParameters<typeof AwsV4Signer>[0], 'url' | 'method' | 'body' | 'headers'>;

async function signCall({ method, url, body, headers }: ObjectCall, signing: Signing): Promise<Request> {
  const bytes = body as Uint8Array<ArrayBuffer> | undefined;
  const given = { method, url: url.href, ...(headers ? { headers } : {}), ...(bytes ? { body: bytes } : {}) };
  const signed = await new AwsV4Signer({ ...given, ...signing }).sign();
  return new Request(signed.url, { method, headers: signed.headers, ...(bytes ? { body: bytes } : {}) });
}
