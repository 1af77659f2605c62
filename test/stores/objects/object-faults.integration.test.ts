/** A history in object storage when the storage fails: correct status, correct messages, nothing lost. */

import '../../services/short-pauses.ts';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryStore } from '../../../src/model/history.ts';
import { isAddress, type ObjectPlace, readObjectPlace } from '../../../src/settings/object-place.ts';
import { readOptions } from '../../../src/settings/read-option-texts.ts';
import { findAwsCredentials } from '../../../src/stores/objects/aws-credentials.ts';
import { findAzureAccess } from '../../../src/stores/objects/azure-access.ts';
import { listRemoteSeries, openBucketAt, openObjectStore } from '../../../src/stores/objects/object-store.ts';
import { makeNthBuild, wideLimits } from '../../history/make-history-build.ts';
import { type Fault, freePort } from '../../services/loopback.ts';
import { type Storage, startAzure, startS3 } from '../../services/object-storages.ts';
import { tempFolder } from '../../temp-folder.ts';
import { openTestBucket, patientMs } from './test-bucket.ts';

const storages: Record<string, Storage> = {};
beforeAll(async () => {
  storages['S3'] = await startS3();
  storages['Azure'] = await startAzure();
});
afterEach(() => {
  for (const storage of Object.values(storages))
    for (const method of ['GET', 'PUT']) storage.spoil(method, null);
});
afterAll(async () => {
  for (const storage of Object.values(storages)) await storage.close();
});

const toPlace = (location: string): ObjectPlace => readObjectPlace(location) as ObjectPlace;
const open = (location: string, env: Record<string, string>, ms = patientMs): HistoryStore =>
  openObjectStore(...[toPlace(location), env, 'team/app', { ...wideLimits, series: 'unit' }], {
    call: ms,
    load: ms,
    append: ms,
  });
const of = (name: string): Storage => storages[name] as Storage;

describe.each(['S3', 'Azure'])('%s that fails', (name) => {
  it.each([
    [403, 'denied', 'Allow|role'],
    [429, 'rate-limited', 'No action needed'],
    [500, 'unreachable', 'Check the address'],
    [503, 'unreachable', 'Check the address'],
    ['refused', 'unreachable', 'Check the address'],
    ['truncated', 'unreachable', 'Check the address'],
    ['blackhole', 'unreachable', 'Check the address'],
    ['dribbling', 'unreachable', 'Check the address'],
  ] as const)('reads and writes nothing at %s, and reports why', async (fault, status, fix) => {
    const storage = of(name);
    const location = storage.place(`faults-${fault}`);
    const store = open(location, storage.env);
    expect((await store.append(makeNthBuild(1))).saved).toBe(true);
    for (const method of ['GET', 'PUT']) storage.spoil(method, fault as Fault);
    // A slow one never ends: any deadline passes.
    const isSlow = fault === 'blackhole' || fault === 'dribbling';
    const meet = () => open(location, storage.env, isSlow ? 200 : undefined);
    const loaded = await meet().load();
    const appended = await meet().append(makeNthBuild(2));
    for (const method of ['GET', 'PUT']) storage.spoil(method, null);
    expect([loaded.status, loaded.history.builds]).toEqual([status, []]);
    expect(loaded.problems[0]).toMatchObject({ level: 'warning', code: `history-${status}` });
    expect(loaded.problems[0]?.fix).toMatch(new RegExp(fix));
    if (isSlow) expect(loaded.problems[0]?.what).toContain('it did not answer in time');
    // A PUT without a complete answer may have been done, and an abandoned one may still arrive.
    if (fault !== 'truncated' && fault !== 'dribbling')
      expect(appended).toMatchObject({ saved: false, problems: [{ code: `history-${status}` }] });
    if (fault !== 'truncated' && !isSlow)
      expect((await open(location, storage.env).load()).history.builds.map(({ id }) => id)).toEqual([
        'build-1',
      ]);
  });

  it.each([429, 503, 'refused', 'truncated'] as const)('is retried after %s', async (fault) => {
    const storage = of(name);
    const store = open(storage.place(`again-${fault}`), storage.env);
    storage.spoil('PUT', fault as Fault, 2);
    expect(await store.append(makeNthBuild(1))).toEqual({ saved: true, problems: [] });
    storage.spoil('GET', fault as Fault, 2);
    expect(await store.load()).toMatchObject({ status: 'found', problems: [] });
  });

  it('is not retried after 403, and four times at most', async () => {
    const storage = of(name);
    for (const [fault, calls] of [
      [403, 1],
      [500, 4],
    ] as const) {
      storage.spoil('PUT', fault);
      const before = storage.calls.length;
      await open(storage.place('tries'), storage.env).append(makeNthBuild(1));
      // A call that an earlier test abandoned may arrive late.
      const own = storage.calls.slice(before).filter((call) => /^PUT .*tries/.test(call));
      expect(own).toHaveLength(calls);
      storage.spoil('PUT', null);
    }
  });

  it('does not print a credential that is damaged', async () => {
    const storage = of(name);
    const damaged =
      name === 'S3'
        ? { ...storage.env, AWS_SESSION_TOKEN: 'sec\nret' }
        : { ...storage.env, AZURE_STORAGE_KEY: '', AZURE_STORAGE_SAS_TOKEN: 'sv=1&sig=sec\nret' };
    const loaded = await open(storage.place('damaged'), damaged).load();
    expect(loaded).toMatchObject({ status: 'denied' });
    expect(JSON.stringify(loaded.problems)).not.toMatch(/ret/);
  });

  it('reports a missing bucket, and wrong or missing credentials', async () => {
    const storage = of(name);
    const location = storage.place('x');
    const absent =
      name === 'S3'
        ? location.replace('s3://telemetry/', 's3://nothing/')
        : location.replace(/\/telemetry-[^/]+\//, '/nothing/');
    const loaded = await open(absent, storage.env).load();
    expect(loaded).toMatchObject({ status: 'unreachable' });
    expect(loaded.problems[0]?.fix).toBe('Create the bucket, or check the name in `history`.');
    expect((await open(absent, storage.env).append(makeNthBuild(1))).saved).toBe(false);
    const wrong =
      name === 'S3'
        ? { ...storage.env, AWS_SECRET_ACCESS_KEY: 'wrong' }
        : { ...storage.env, AZURE_STORAGE_KEY: Buffer.from('wrong').toString('base64') };
    // Azurite answers as if a role were missing.
    const fix = expect.stringContaining(name === 'S3' ? 'Check the key' : 'role');
    expect(await open(location, wrong).load()).toMatchObject({ status: 'denied', problems: [{ fix }] });
    const none = {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: '/x',
      AWS_CONFIG_FILE: '/x',
    };
    const [problem] = (await open(location, none).load()).problems;
    expect([problem?.code, problem?.what]).toEqual([
      'history-denied',
      expect.stringContaining('no credentials'),
    ]);
    expect(JSON.stringify(problem)).toMatch(/configure-aws-credentials|azure\/login/);
  });

  it('takes one call for a build if the history was read, and still merges', async () => {
    const storage = of(name);
    const store = open(storage.place('calls'), storage.env);
    await store.load();
    for (let number = 0; number < 15; number++) {
      const before = storage.calls.length;
      expect(await store.append(makeNthBuild(number))).toEqual({ saved: true, problems: [] });
      expect(storage.calls.slice(before)).toEqual([expect.stringMatching(/^PUT /)]);
    }
    await store.append(makeNthBuild(15));
    expect(storage.calls.filter((call) => call.startsWith('DELETE')).length).toBeGreaterThanOrEqual(8);
    const { history } = await open(storage.place('calls'), storage.env).load();
    expect(history.builds).toHaveLength(16);
  });

  it('takes about one call for a build if the history was not read, and still merges', async () => {
    const storage = of(name);
    const place = storage.place('unread');
    const before = storage.calls.length;
    for (let number = 0; number < 24; number++)
      expect(await open(place, storage.env).append(makeNthBuild(number))).toEqual({
        saved: true,
        problems: [],
      });
    const calls = storage.calls.slice(before);
    expect(calls.filter((call) => call.startsWith('DELETE')).length).toBeGreaterThanOrEqual(8);
    // For builds that are not in merges: a list for one build in eight.
    expect(calls.filter((call) => /^GET [^.]*$/.test(call)).length).toBeLessThan(12);
    expect((await open(place, storage.env).load()).history.builds).toHaveLength(24);
  });

  it('loses nothing with twelve concurrent writers', async () => {
    const stage = await openTestBucket(of(name));
    const lists = Array.from({ length: 12 }, (_, writer) => [writer * 2, writer * 2 + 1]);
    const confirmed = await stage.race(lists);
    const { ids, codes } = await stage.read();
    expect([confirmed.length, codes]).toEqual([24, []]);
    expect([...ids].sort()).toEqual([...confirmed].sort());
    // Their segments were merged by all of them.
    expect((await stage.files()).length).toBeLessThan(24);
    await stage.close();
  });

  it('that has no builds of a series names the others of the repository, newest first', async () => {
    const storage = of(name);
    const openSeries = (series: string, repository = 'team/app'): HistoryStore =>
      openObjectStore(
        toPlace(storage.place('others')),
        storage.env,
        repository,
        { ...wideLimits, series },
        { call: patientMs, load: patientMs, append: patientMs },
      );
    expect((await openSeries('first').load()).others).toEqual({ named: [], more: 0 });
    for (const [number, series] of ['d', 'b', 'a', 'CI / größe'].entries())
      await openSeries(series).append({ ...makeNthBuild(number), name: series });
    await openSeries('e', 'team/app2').append({ ...makeNthBuild(9), name: 'e' });
    expect((await openSeries('new').load()).others).toMatchObject({
      named: [{ name: 'CI / größe' }, { name: 'a' }, { name: 'b' }],
      more: 1,
    });
    expect((await openSeries('a').load()).others).toBeUndefined();
  });

  it('keeps repositories and series separate, and lists them all', async () => {
    const storage = of(name);
    const place = toPlace(storage.place('org'));
    for (const [repository, series] of [
      ['team/app', 'unit'],
      ['team/app', 'CI / größe'],
      ['team/lib', 'unit'],
    ] as const)
      await openObjectStore(place, storage.env, repository, { ...wideLimits, series }).append(
        makeNthBuild(1),
      );
    const found = await listRemoteSeries(openBucketAt(place, storage.env), place.prefix);
    expect(found.map(({ repository }) => repository).sort()).toEqual(['team/app', 'team/app', 'team/lib']);
    for (const { files } of found) expect(await files()).toHaveLength(1);
  });
});

describe('an address', () => {
  it.each([
    ['s3://bucket', { kind: 's3', container: 'bucket', prefix: '' }],
    ['s3://bucket/a/b/?region=eu-central-1', { prefix: 'a/b', label: 's3://bucket/a/b' }],
    ['azure://acc/box/x', { kind: 'azure', account: 'acc', container: 'box', prefix: 'x' }],
  ])('%s is read', (location, place) => {
    expect(readObjectPlace(location)).toMatchObject(place);
  });

  it('of Google goes to its S3 API', () => {
    expect(toPlace('gs://b/x').settings.get('endpoint')).toBe('https://storage.googleapis.com');
  });

  it.each([
    ['s3://', 'The address has no bucket name.'],
    ['azure://account', 'The address has no container name.'],
    ['s3://bucket/x?regio=eu', 'There is no setting `regio`.'],
    ['https://bucket/x', 'There is no history at `https://`.'],
    ['s3://key:secret@bucket/x', 'An address may not hold credentials.'],
  ])('%s is refused', (location, what) => {
    const { problems } = readOptions([{ where: 'cli', texts: { history: location } }]);
    expect(problems).toMatchObject([{ level: 'error', what }]);
    expect(isAddress(location)).toBe(true);
  });

  it('is not a Windows folder', () => {
    expect([isAddress('C:\\history'), isAddress('./s3'), isAddress('cache')]).toEqual([false, false, false]);
  });
});

describe('credentials', () => {
  /** Answers by path, and the requests. */
  async function startMetadata(answers: Record<string, unknown>) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const path = (request.url ?? '').split('?')[0] as string;
        asked.push(`${request.method} ${request.url} ${body}`);
        const answer = answers[path];
        response.statusCode = answer === undefined ? 404 : 200;
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { url, asked, close: () => server.close() };
  }
  const keys = { AccessKeyId: 'K', SecretAccessKey: 'S' };

  it.each(['', '{}', '<!DOCTYPE html><html><body>Sign in<br></body></html>', '<html/>'])(
    'are not those of a storage if another service answers %j',
    async (page) => {
      const { url, asked, close } = await startMetadata({ '/b/': page });
      const env = { AWS_ACCESS_KEY_ID: 'K', AWS_SECRET_ACCESS_KEY: 'S' };
      const place = readObjectPlace(`s3://b/p?endpoint=${url}`) as ObjectPlace;
      const loaded = await openObjectStore(place, env, 'a/b', { ...wideLimits, series: 's' }).load();
      const what = 'The history cannot be read: the answer is not from an object storage.';
      const fix = 'Check `region` and `endpoint` in `history`.';
      expect(loaded).toMatchObject({ status: 'unreachable', problems: [{ what, fix }] });
      expect(asked).toHaveLength(1);
      close();
    },
  );

  it('and the endpoint are those of the variables that are not empty', async () => {
    const { url, asked, close } = await startMetadata({ '/b/': '<ListBucketResult/>' });
    const empty = { AWS_ENDPOINT_URL_S3: '', AWS_REGION: '', AWS_PROFILE: '', AWS_SESSION_TOKEN: '' };
    const env = { ...empty, AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'K', AWS_SECRET_ACCESS_KEY: 'S' };
    expect(await openBucketAt(readObjectPlace('s3://b/p') as ObjectPlace, env).list('p/')).toEqual([]);
    expect(asked).toEqual(['GET /b/?list-type=2&prefix=p%2F ']);
    close();
  });

  it('of AWS come from the environment first, then from a profile', async () => {
    const folder = tempFolder('aws');
    writeFileSync(
      join(folder, 'credentials'),
      '[default]\naws_access_key_id = D\naws_secret_access_key=DS\n\n[ci]\naws_access_key_id=P\naws_secret_access_key = PS\naws_session_token=PT\n',
    );
    const files = { AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'), AWS_CONFIG_FILE: '/none' };
    expect(await findAwsCredentials({ ...files, AWS_PROFILE: 'ci' }, 'x')).toEqual({
      ...{ accessKeyId: 'P', secretAccessKey: 'PS', sessionToken: 'PT' },
    });
    expect(await findAwsCredentials(files, 'x')).toMatchObject({ accessKeyId: 'D' });
    const env = { ...files, AWS_ACCESS_KEY_ID: 'E', AWS_SECRET_ACCESS_KEY: 'ES' };
    expect(await findAwsCredentials(env, 'x')).toEqual({ accessKeyId: 'E', secretAccessKey: 'ES' });
  });

  it('of a role come by OIDC in GitHub Actions', async () => {
    const service = await startMetadata({
      '/token': { value: 'jwt-of-the-job' },
      '/sts': {
        AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult: { Credentials: keys } },
      },
    });
    const env = {
      AWS_ROLE_ARN: 'arn:aws:iam::1:role/ci',
      AWS_ENDPOINT_URL_STS: `${service.url}/sts`,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${service.url}/token?x=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
    };
    expect(await findAwsCredentials(env, 'x')).toEqual({ accessKeyId: 'K', secretAccessKey: 'S' });
    expect(service.asked[0]).toContain('audience=sts.amazonaws.com');
    expect(service.asked[1]).toContain('WebIdentityToken=jwt-of-the-job');
    await expect(
      findAwsCredentials({ ...env, AWS_ENDPOINT_URL_STS: `${service.url}/refused` }, 'x'),
    ).rejects.toMatchObject({ kind: 'denied' });
    service.close();
    await expect(findAwsCredentials(env, 'x')).rejects.toMatchObject({ kind: 'no-credentials' });
  });

  it('of containers and instances come from their metadata', async () => {
    const service = await startMetadata({
      '/container': { ...keys, Token: 'T' },
      '/latest/api/token': 'secret',
      '/latest/meta-data/iam/security-credentials/': 'role',
      '/latest/meta-data/iam/security-credentials/role': { ...keys, AccessKeyId: 'I' },
    });
    const none = { AWS_SHARED_CREDENTIALS_FILE: '/none', AWS_CONFIG_FILE: '/none' };
    expect(
      await findAwsCredentials(
        { ...none, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${service.url}/container` },
        'x',
      ),
    ).toEqual({ accessKeyId: 'K', secretAccessKey: 'S', sessionToken: 'T' });
    expect(
      await findAwsCredentials({ ...none, AWS_EC2_METADATA_SERVICE_ENDPOINT: service.url }, 'x'),
    ).toMatchObject({ accessKeyId: 'I' });
    service.close();
    const away = `http://127.0.0.1:${await freePort()}`;
    await expect(
      findAwsCredentials({ ...none, AWS_EC2_METADATA_SERVICE_ENDPOINT: away }, 'x'),
    ).rejects.toMatchObject({ kind: 'no-credentials' });
  });

  it('of Azure are a SAS, a key, or a token of Entra ID by OIDC', async () => {
    expect(await findAzureAccess({ AZURE_STORAGE_SAS_TOKEN: '?sv=1&sig=x' })).toEqual({ sas: 'sv=1&sig=x' });
    expect(await findAzureAccess({ AZURE_STORAGE_KEY: 'a2V5' })).toEqual({ key: 'a2V5' });
    const service = await startMetadata({
      '/token': { value: 'jwt' },
      '/tenant/oauth2/v2.0/token': { access_token: 'entra' },
    });
    const env = {
      AZURE_TENANT_ID: 'tenant',
      AZURE_CLIENT_ID: 'client',
      AZURE_AUTHORITY_HOST: service.url,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${service.url}/token`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
    };
    expect(await findAzureAccess(env)).toEqual({ token: 'entra' });
    expect(service.asked.join()).toMatch(/client_assertion=jwt/);
    await expect(findAzureAccess({ ...env, AZURE_TENANT_ID: 'other' })).rejects.toMatchObject({
      kind: 'denied',
    });
    service.close();
    await expect(findAzureAccess({})).rejects.toMatchObject({ kind: 'no-credentials' });
  });
});
