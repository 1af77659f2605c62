/** The address of a bucket on AWS, and what its refusals mean. */
import { afterEach, expect, it, vi } from 'vitest';
import { type ObjectPlace, readObjectPlace } from '../../../src/settings/object-place.ts';
import {
  describeObjectFault,
  openBucketAt,
  openObjectStore,
} from '../../../src/stores/objects/object-store.ts';
import { wideLimits } from '../../history/make-history-build.ts';
import { startLoopback } from '../../services/loopback.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it.each([
  ['s3://acme-builds/x', 'eu-central-1', 'https://acme-builds.s3.eu-central-1.amazonaws.com/x/1'],
  // `*.s3.eu-central-1.amazonaws.com` covers one label.
  ['s3://builds.acme.com/x', 'eu-central-1', 'https://s3.eu-central-1.amazonaws.com/builds.acme.com/x/1'],
  ['s3://Acme_Builds/x', 'us-east-1', 'https://s3.us-east-1.amazonaws.com/Acme_Builds/x/1'],
  ['s3://acme/x', 'cn-north-1', 'https://acme.s3.cn-north-1.amazonaws.com.cn/x/1'],
  ['s3://acme.com/x?endpoint=https://minio:9000/', '', 'https://minio:9000/acme.com/x/1'],
])('of %s in %s is %s', async (location, region, address) => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async ({ url }: Request) => {
    asked.push(url);
    return new Response('');
  });
  const env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: region };
  await openBucketAt(readObjectPlace(location) as ObjectPlace, env).get('x/1');
  expect(asked).toEqual([address]);
});

it.each([
  ['AccessDenied', /^Allow this identity/],
  ['InvalidAccessKeyId', /^Check the key/],
  ['RequestTimeTooSkewed', /^Set the clock of this machine/],
  ['InvalidObjectState', /^Restore the archived files/],
])('after %s the fix is %s', async (code, fix) => {
  vi.stubGlobal('fetch', async () => new Response(`<Error><Code>${code}</Code></Error>`, { status: 403 }));
  const env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
  const bucket = openBucketAt(readObjectPlace('s3://acme/x') as ObjectPlace, env);
  const fault = await bucket.list('x/').catch((error: unknown) => error);
  const { status, problem } = describeObjectFault(fault, bucket.label, 'read');
  expect([status, problem.fix]).toEqual(['denied', expect.stringMatching(fix)]);
});

it('has a minute for a large file when a command reads it, and less when a job waits', async () => {
  const given = vi.spyOn(AbortSignal, 'timeout');
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  const env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
  const place = readObjectPlace('s3://acme/x') as ObjectPlace;
  await openBucketAt(place, env).get('x/1');
  await openObjectStore(place, env, 'team/app', { ...wideLimits, series: 'unit' }).load();
  const [command = 0, job = 0] = given.mock.calls.map(([ms]) => ms);
  expect([command > 60_000, job <= 10_000]).toEqual([true, true]);
});

it('is not left for the target of a redirect, which would get the token of the session', async () => {
  const asked: string[] = [];
  const other = await startLoopback(async ({ url }) => {
    asked.push(url.pathname);
    return { answer: async () => ({ status: 403, headers: {}, body: '' }), fault: null };
  });
  const moved = { status: 301, headers: { location: `${other.url}/x` }, body: '' };
  const first = await startLoopback(async () => ({ answer: async () => moved, fault: null }));
  const env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
  const bucket = openBucketAt(readObjectPlace(`s3://acme/x?endpoint=${first.url}`) as ObjectPlace, env);
  const fault = await bucket.list('x/').catch((error: unknown) => error);
  await Promise.all([first.close(), other.close()]);
  expect(describeObjectFault(fault, bucket.label, 'read').problem).toMatchObject({
    what: 'The history cannot be read: Moved Permanently (301).',
    fix: 'Check `region` and `endpoint` in `history`.',
  });
  expect(asked).toEqual([]);
});
