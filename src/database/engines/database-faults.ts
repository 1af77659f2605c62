/** Describes the faults of a database, never with a password in them. */

import type { Problem } from '../../model/problem.ts';
import { NewerSchemaError } from './open-database.ts';

interface Fault {
  readonly what: string;
  readonly fix: string;
}

const again = 'Run the command again: what was stored is kept, and it continues from there.';

/** Codes of PostgreSQL, of Node's network and TLS, and of SQLite. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const faults: readonly (readonly [codes: RegExp, fault: Fault])[] = [
  [/^MODULE_NOT_FOUND$/, { what: 'A package is missing', fix: '' }],
  [
    /^28/,
    {
      what: 'The database refused the login',
      fix: 'Set `PGPASSWORD`, or add a line to `~/.pgpass` (readable by you alone), and check the user.',
    },
  ],
  [/^3D000$/, { what: 'The database does not exist', fix: 'Create it first, for example with `createdb`.' }],
  [
    /^42501$/,
    {
      what: 'The user lacks a permission for this',
      fix: 'Grant it `create` on the schema, write access to its tables, and for traces `temporary` on the database.',
    },
  ],
  [
    /^25006$/,
    {
      what: 'The database is read-only',
      fix: 'Name its primary server, or turn `default_transaction_read_only` off there.',
    },
  ],
  [
    /^22(021|P05)$/,
    {
      what: 'The encoding of the database lacks a character of these texts',
      fix: 'Create it again with `createdb --encoding UTF8 --template template0`, and push again.',
    },
  ],
  [/^53100$|^sqlite:13$|^ENOSPC$/, { what: 'The disk is full', fix: `Free some space. ${again}` }],
  [/^53300$/, { what: 'The database has too many connections', fix: again }],
  [
    /^(E(CONN|NETUNREACH|HOSTUNREACH|TIMEDOUT|PIPE|AI_)|ENOTFOUND|08|57P)/,
    { what: 'The database cannot be reached', fix: `Check host, port and network. ${again}` },
  ],
  [
    /CERT|^UNABLE_TO|^ERR_TLS|SELF_SIGNED/,
    {
      what: 'The certificate of the database was not accepted',
      fix: 'Name its authority with `?sslrootcert=ca.pem`; `?sslmode=no-verify` turns the check off.',
    },
  ],
  [
    /^55P03$/,
    {
      what: 'Another program has locked a table',
      fix: `Wait for it to end; \`select * from pg_stat_activity\` lists the programs. ${again}`,
    },
  ],
  [/^sqlite:(5|6)$/, { what: 'Another program has locked the file', fix: `Wait for it to end. ${again}` }],
  [
    /^sqlite:(8|14|23)$|^EACCES$|^EROFS$/,
    {
      what: 'The file cannot be opened or written',
      fix: 'Check the path and the permissions of its folder.',
    },
  ],
  [
    /^sqlite:(26|11)$/,
    {
      what: 'The file is not an SQLite database, or it is damaged',
      fix: 'Name another file, or restore it.',
    },
  ],
  [
    /^42P07$/,
    {
      what: 'The database has a table of this name from another program',
      fix: 'Nothing was changed. Use a separate database.',
    },
  ],
  [
    /^ENOENT$/,
    { what: 'A file named in the URL does not exist', fix: 'Check `sslrootcert`, `sslcert` and `sslkey`.' },
  ],
];

/** The problem for an error of a `Database`. */
export function describeDatabaseFault(error: unknown, label: string): Problem {
  const fault = findFault(error);
  const message = messageOf(error).replace(/\.?$/, '');
  return {
    level: 'error',
    code: 'database',
    where: label,
    what: `${fault.what}: ${message}.`,
    fix: fault.fix,
  };
}

function findFault(error: unknown): Fault {
  if (error instanceof NewerSchemaError)
    return { what: 'The database is newer than this program', fix: 'Update build-telemetry here.' };
  const { code = '', errcode } = error as { code?: string; errcode?: number };
  // The extended codes of SQLite have the plain one in their last byte.
  const text = errcode === undefined ? String(code) : `sqlite:${errcode & 0xff}`;
  const message = messageOf(error);
  // SQLite has no separate code for it.
  const isTaken = errcode !== undefined && /^(table|index|view) \S+ already exists$/.test(message);
  const known = faults.find(([codes]) => codes.test(isTaken ? '42P07' : text));
  if (known) return known[1];
  if (/does not support SSL/.test(message))
    return {
      what: 'The database does not support TLS',
      fix: 'Enable TLS on the server; on a network that you trust, add `?sslmode=disable`.',
    };
  if (/establishing an SSL connection/.test(message))
    return { what: 'Another service than PostgreSQL answers there', fix: 'Check host and port.' };
  if (/timeout|terminated|closed the connection/i.test(message))
    return { what: 'The database cannot be reached', fix: `Check host, port and network. ${again}` };
  return {
    what: 'The database reported an error',
    fix: `${again} If it fails again, name another database.`,
  };
}

function messageOf(error: unknown): string {
  // None of several addresses answered.
  const { errors } = error as Partial<AggregateError>;
  const message = String((errors?.[0] ?? (error as Error)).message ?? error);
  return message.replaceAll(/(:\/\/[^:@/\s]*):[^@/\s]*@/g, '$1@').replaceAll(/\s+/g, ' ');
}
