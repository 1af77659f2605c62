/**
 * The keys of AWS from its standard chain: environment, a role by OIDC, profiles, containers, instances. Reference:
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */

import { readFile } from 'node:fs/promises';
import type { Fields } from '../../ingest/read-fields.ts';
import { expandHome } from '../../io/expand-home.ts';
import { fetchUrl } from '../../io/fetch-url.ts';
import type { Variables } from '../../model/variables.ts';
import { ObjectFault } from './bucket.ts';
import { readIdToken } from './id-token.ts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type Provider = (env: Variables, region: string) => Promise<AwsCredentials | null>;

/** The first source with keys wins; a configured source that fails ends the search. */
const chain: readonly Provider[] = [fromEnvironment, fromIdentity, fromProfile, fromContainer, fromInstance];

/** @throws ObjectFault `no-credentials` if no source has keys, `denied` if a role is refused */
export async function findAwsCredentials(env: Variables, region: string): Promise<AwsCredentials> {
  for (const provider of chain) {
    const found = await provider(env, region);
    if (found !== null) return found;
  }
  throw new ObjectFault('no-credentials', 'there are no credentials');
}

async function fromEnvironment(env: Variables): Promise<AwsCredentials | null> {
  return toCredentials(env['AWS_ACCESS_KEY_ID'], env['AWS_SECRET_ACCESS_KEY'], env['AWS_SESSION_TOKEN']);
}

/** China has a domain of its own. Reference: https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function awsHost(service: string, region: string): string {
  return `${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

function toCredentials(key?: unknown, secret?: unknown, token?: unknown): AwsCredentials | null {
  if (typeof key !== 'string' || typeof secret !== 'string' || key === '' || secret === '') return null;
  const isSession = typeof token === 'string' && token !== '';
  return { accessKeyId: key, secretAccessKey: secret, ...(isSession ? { sessionToken: token } : {}) };
}

/** `AWS_ROLE_ARN` with a token from a file, or from GitHub Actions. Reference: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
async function fromIdentity(env: Variables, region: string): Promise<AwsCredentials | null> {
  const role = env['AWS_ROLE_ARN'];
  if (!role) return null;
  const token = await readIdToken(env, env['AWS_WEB_IDENTITY_TOKEN_FILE'], 'sts.amazonaws.com');
  if (token === null) return null;
  const url = new URL(env['AWS_ENDPOINT_URL_STS'] ?? `https://${awsHost('sts', region)}/`);
  const asked = {
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: role,
    RoleSessionName: env['AWS_ROLE_SESSION_NAME'] ?? 'build-telemetry',
    WebIdentityToken: token,
  };
  const answer = await ask(url, { method: 'POST', body: new URLSearchParams(asked) }, stsMs);
  const result = answer['AssumeRoleWithWebIdentityResponse'] as Fields | undefined;
  const keys = (result?.['AssumeRoleWithWebIdentityResult'] as Fields | undefined)?.['Credentials'] as
    | Fields
    | undefined;
  const found = toCredentials(keys?.['AccessKeyId'], keys?.['SecretAccessKey'], keys?.['SessionToken']);
  if (found === null) throw new ObjectFault('denied', `the role ${role} could not be assumed`);
  return found;
}

/** Keys of a profile in the two files; references to other sources are not followed. */
async function fromProfile(env: Variables): Promise<AwsCredentials | null> {
  const profile = env['AWS_PROFILE'] || 'default';
  const files = [
    [env['AWS_SHARED_CREDENTIALS_FILE'] ?? expandHome('~/.aws/credentials'), profile],
    [
      env['AWS_CONFIG_FILE'] ?? expandHome('~/.aws/config'),
      profile === 'default' ? profile : `profile ${profile}`,
    ],
  ] as const;
  for (const [path, section] of files) {
    const keys = readSection(await readFile(path, 'utf8').catch(() => ''), section);
    const found = toCredentials(
      keys.get('aws_access_key_id'),
      keys.get('aws_secret_access_key'),
      keys.get('aws_session_token'),
    );
    if (found !== null) return found;
  }
  return null;
}

function readSection(text: string, wanted: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[\s*(.*?)\s*\]/.exec(line)?.[1] ?? section;
    const [, key, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === wanted && key !== undefined && value !== undefined) keys.set(key, value);
  }
  return keys;
}

/** ECS and EKS. */
async function fromContainer(env: Variables): Promise<AwsCredentials | null> {
  const relative = env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'];
  const full = relative ? `http://169.254.170.2${relative}` : env['AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  if (!full) return null;
  const file = env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'];
  const token = file ? (await readFile(file, 'utf8')).trim() : env['AWS_CONTAINER_AUTHORIZATION_TOKEN'];
  const answer = await ask(new URL(full), token ? { headers: { authorization: token } } : {}, metadataMs);
  return toCredentials(answer['AccessKeyId'], answer['SecretAccessKey'], answer['Token']);
}

/** An instance of EC2, by version 2 of its metadata service. Elsewhere nothing answers. */
async function fromInstance(env: Variables): Promise<AwsCredentials | null> {
  if (env['AWS_EC2_METADATA_DISABLED'] === 'true') return null;
  const base = env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? 'http://169.254.169.254';
  try {
    const head = { 'x-aws-ec2-metadata-token-ttl-seconds': '300' };
    const token = await read(`${base}/latest/api/token`, { method: 'PUT', headers: head });
    const headers = { 'x-aws-ec2-metadata-token': token };
    const roles = `${base}/latest/meta-data/iam/security-credentials/`;
    const [role = ''] = (await read(roles, { headers })).split('\n');
    const keys = JSON.parse(await read(`${roles}${role}`, { headers })) as Fields;
    return toCredentials(keys['AccessKeyId'], keys['SecretAccessKey'], keys['Token']);
  } catch {
    return null;
  }
}

const stsMs = 5_000;
const metadataMs = 1_000;

async function read(url: string, init: RequestInit): Promise<string> {
  const response = await fetchUrl(url, { ...init, signal: AbortSignal.timeout(metadataMs) });
  if (!response.ok) throw new Error(`${response.status}`);
  return await response.text();
}

async function ask(url: URL, init: RequestInit, timeoutMs: number): Promise<Fields> {
  const headers = { accept: 'application/json', ...(init.headers as Record<string, string>) };
  let response: Response;
  try {
    response = await fetchUrl(url, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) });
  } catch {
    throw new ObjectFault('unreachable', `${url.host} returned no credentials`);
  }
  const text = await response.text();
  if (!response.ok) {
    const kind = response.status >= 500 ? 'unreachable' : 'denied';
    throw new ObjectFault(kind, `${url.host} returned no credentials (${response.status})`);
  }
  return JSON.parse(text) as Fields;
}
