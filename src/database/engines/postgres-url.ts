/**
 * Parses a `postgres://` URL. Reference:
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */

import type { ClientConfig } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import type { Variables } from '../../model/variables.ts';

const localHosts = ['', 'localhost', '127.0.0.1', '[::1]', '::1'];

/**
 * TLS is on for every other machine, and the certificate is checked, unless `sslmode` is `disable` or `no-verify`:
 * with libpq's `prefer` and `require` any server could get the password.
 * @param env a URL without a host means that of `PGHOST`, as in libpq
 * @throws for an invalid URL, without showing it
 */
export function readPostgresUrl(url: string, env: Variables = process.env): ClientConfig {
  const parsed = new URL(url);
  const mode = parsed.searchParams.get('sslmode');
  const host = parsed.searchParams.get('host') || parsed.hostname || env['PGHOST'] || '';
  const isLocal = localHosts.includes(host) || host.startsWith('/') || host.startsWith('%2F');
  if (mode !== 'disable' && mode !== 'no-verify' && (mode !== null || !isLocal))
    parsed.searchParams.set('sslmode', 'verify-full');
  return parseIntoClientConfig(parsed.href);
}

/**
 * Whether a URL means what it seems to: an unescaped `/`, `#` or `?` ends the host, so that a part of the password
 * would be read, and shown, as a port or a database.
 */
export function isPlainUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hash } = new URL(url);
  const rest = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/([?&](?:user|password|host)=)[^&]*/gi, '$1');
  return hash === '' && !rest.includes('@');
}

/** The same address without a password. */
export function databaseLabel(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

export function hasPassword(url: string): boolean {
  const { password, searchParams } = new URL(url);
  return password !== '' || searchParams.has('password');
}
