/**
 * Authorises requests to Azure Blob Storage: with a SAS, an account key, or a token of Entra ID. Reference:
 * https://learn.microsoft.com/rest/api/storageservices/authorize-requests-to-azure-storage
 */

import { createHmac } from 'node:crypto';
import { fetchUrl } from '../../io/fetch-url.ts';
import type { Variables } from '../../model/variables.ts';
import { ObjectFault } from './bucket.ts';
import { readIdToken } from './id-token.ts';

export type AzureAccess = { readonly sas: string } | { readonly key: string } | { readonly token: string };

const timeoutMs = 5_000;

/**
 * From the variables of Azure's own tools.
 * @throws ObjectFault `no-credentials`, or `denied` by Entra ID
 */
export async function findAzureAccess(env: Variables): Promise<AzureAccess> {
  const sas = env['AZURE_STORAGE_SAS_TOKEN'];
  if (sas) return { sas: sas.replace(/^\?/, '') };
  const key = env['AZURE_STORAGE_KEY'] || env['AZURE_STORAGE_ACCOUNT_KEY'];
  if (key) return { key };
  const token = await askEntra(env);
  if (token === null) throw new ObjectFault('no-credentials', 'there are no credentials');
  return { token };
}

/**
 * As an application, with its secret or a token of this job. Reference:
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
async function askEntra(env: Variables): Promise<string | null> {
  const [tenant, client] = [env['AZURE_TENANT_ID'], env['AZURE_CLIENT_ID']];
  if (!tenant || !client) return null;
  const secret = env['AZURE_CLIENT_SECRET'];
  const assertion = secret
    ? null
    : await readIdToken(env, env['AZURE_FEDERATED_TOKEN_FILE'], 'api://AzureADTokenExchange');
  if (!secret && assertion === null) return null;
  const host = env['AZURE_AUTHORITY_HOST'] ?? 'https://login.microsoftonline.com';
  const proof = secret
    ? { client_secret: secret }
    : {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion ?? '',
      };
  const body = new URLSearchParams({
    ...{ grant_type: 'client_credentials', client_id: client, scope: 'https://storage.azure.com/.default' },
    ...proof,
  });
  try {
    const url = `${host.replace(/\/$/, '')}/${tenant}/oauth2/v2.0/token`;
    const response = await fetchUrl(url, { method: 'POST', body, signal: AbortSignal.timeout(timeoutMs) });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    if (token) return token;
    throw new ObjectFault('denied', `Entra ID returned no token (${response.status})`);
  } catch (error) {
    if (error instanceof ObjectFault) throw error;
    throw new ObjectFault('unreachable', 'Entra ID did not answer');
  }
}

export interface SharedCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
}

/**
 * The header for an account key. Reference:
 * https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
 */
export function signShared({ method, url, headers, body }: SharedCall, account: string, key: string): string {
  const own = [...headers].filter(([name]) => name.startsWith('x-ms-')).sort(byName);
  const asked = [...url.searchParams].sort(byName);
  const length = body === undefined || body.length === 0 ? '' : String(body.length);
  const type = headers.get('content-type') ?? '';
  const text = [
    ...[method, '', '', length, '', type, '', '', '', '', '', ''],
    ...own.map(([name, value]) => `${name}:${value}`),
    `/${account}${url.pathname}`,
    ...asked.map(([name, value]) => `${name}:${value}`),
  ].join('\n');
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
  return `SharedKey ${account}:${signature}`;
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
