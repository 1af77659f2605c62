/**
 * A bucket of S3 or of a service with its API: AWS, R2, GCS, MinIO and others. Reference:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/
 */

import { AwsV4Signer } from 'aws4fetch';
import type { Variables } from '../../model/variables.ts';
import { type ObjectPlace, trimSlashes } from '../../settings/object-place.ts';
import { awsHost, findAwsCredentials } from './aws-credentials.ts';
import type { ObjectBucket } from './bucket.ts';
import type { CallLimits, ObjectCall } from './object-calls.ts';
import { findOnce, openBucket } from './open-bucket.ts';

const names = {
  root: 'ListBucketResult',
  entry: 'Contents',
  key: 'Key',
  size: 'Size',
  next: 'NextContinuationToken',
};

export function openS3(
  { container, label, settings }: ObjectPlace,
  env: Variables,
  limits: CallLimits,
): ObjectBucket {
  const region = settings.get('region') ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const endpoint = settings.get('endpoint') ?? env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'] ?? null;
  const base =
    endpoint === null ? addressOf(container, awsHost('s3', region)) : `${trimSlashes(endpoint)}/${container}`;
  const findKeys = findOnce(() => findAwsCredentials(env, region));
  return openBucket({
    ...{ label, base, limits, names, items: 'objects', noBucket: 'NoSuchBucket', putHeaders: {} },
    sign: async (call) => await signCall(call, { ...(await findKeys()), region, service: 's3' }),
    pageUrl: (prefix, next) => {
      const url = new URL(base.endsWith('/') ? base : `${base}/`);
      url.searchParams.set('list-type', '2');
      url.searchParams.set('prefix', prefix);
      if (next !== '') url.searchParams.set('continuation-token', next);
      return url;
    },
  });
}

/**
 * The certificate of AWS does not cover names with a dot, and no host has the capitals and underscores of old buckets.
 * Reference: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
function addressOf(bucket: string, host: string): string {
  return /^[a-z\d-]+$/.test(bucket) ? `https://${bucket}.${host}` : `https://${host}/${bucket}`;
}

type Signing = Omit<ConstructorParameters<typeof AwsV4Signer>[0], 'url' | 'method' | 'body' | 'headers'>;

async function signCall({ method, url, body, headers }: ObjectCall, signing: Signing): Promise<Request> {
  const bytes = body as Uint8Array<ArrayBuffer> | undefined;
  const given = { method, url: url.href, ...(headers ? { headers } : {}), ...(bytes ? { body: bytes } : {}) };
  const signed = await new AwsV4Signer({ ...given, ...signing }).sign();
  return new Request(signed.url, { method, headers: signed.headers, ...(bytes ? { body: bytes } : {}) });
}
