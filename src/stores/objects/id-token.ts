/**
 * An identity token of this job, for a cloud that trusts it: from a file, or from GitHub Actions. Reference:
 * https://docs.github.com/actions/reference/security/oidc
 */

import { readFile } from 'node:fs/promises';
import { fetchUrl } from '../../io/fetch-url.ts';
import type { Variables } from '../../model/variables.ts';
import { ObjectFault } from './bucket.ts';

const timeoutMs = 5_000;

/**
 * @returns null if the platform offers no token.
 * @throws ObjectFault if there should be one
 */
export async function readIdToken(
  env: Variables,
  file: string | undefined,
  audience: string,
): Promise<string | null> {
  if (file) {
    const token = await readFile(file, 'utf8').catch(() => {
      throw new ObjectFault('no-credentials', `the token in ${file} cannot be read`);
    });
    return token.trim();
  }
  const address = env['ACTIONS_ID_TOKEN_REQUEST_URL'];
  const bearer = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
  if (!address || !bearer) return null;
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  try {
    const headers = { authorization: `Bearer ${bearer}` };
    const response = await fetchUrl(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
    const { value } = (await response.json()) as { value?: string };
    if (value) return value;
  } catch {
    // Thrown below: the reason is the same for the reader.
  }
  throw new ObjectFault('no-credentials', 'GitHub returned no OIDC token');
}
