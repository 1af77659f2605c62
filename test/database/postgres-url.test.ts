import { describe, expect, it } from 'vitest';
import { writeCopy } from '../../src/database/copy-text.ts';
import { engineOf } from '../../src/database/engines/open-database.ts';
import {
  databaseLabel,
  hasPassword,
  isPlainUrl,
  readPostgresUrl,
} from '../../src/database/engines/postgres-url.ts';

describe('a postgres:// URL', () => {
  it.each([
    ['postgres://u@localhost/db', undefined],
    ['postgres://u@[::1]/db', undefined],
    ['postgres://u@db.example.com/db?sslmode=disable', false],
    ['postgres://u@db.example.com/db', {}],
    ['postgres://u@db.example.com/db?sslmode=prefer', {}],
    ['postgres://u@127.0.0.1/db?sslmode=require', {}],
    ['postgres://u@db.example.com/db?sslmode=no-verify', { rejectUnauthorized: false }],
  ])('%s uses TLS: %j', (url, ssl) => {
    expect(readPostgresUrl(url).ssl).toEqual(ssl);
  });

  it.each([
    ['db.example.com', {}],
    ['/var/run/postgresql', undefined],
    ['localhost', undefined],
    [undefined, undefined],
  ])('without a host means that of PGHOST, %s, and uses TLS: %j', (PGHOST, ssl) => {
    for (const url of ['postgres:///db', 'postgres:///db?host='])
      expect(readPostgresUrl(url, { PGHOST }).ssl).toEqual(ssl);
  });

  it('is shown without its password', () => {
    const url = 'postgresql://me:s3cret@db:5433/telemetry?password=other';
    expect(databaseLabel(url)).toBe('postgresql://me@db:5433/telemetry');
    expect([hasPassword(url), hasPassword('postgres://me@db/x')]).toEqual([true, false]);
  });

  it.each(['s3/cret', '12/34', 's3#cret', '12#34', '12?34', 's3?cret', 'a@b/c', '%zz/1', '1/@2'])(
    'is refused with the password %s unescaped, and accepted with it encoded',
    (password) => {
      expect(isPlainUrl(`postgres://me:${password}@db/telemetry`)).toBe(false);
      const url = `postgres://me:${encodeURIComponent(password)}@db/telemetry?sslmode=disable`;
      expect([isPlainUrl(url), databaseLabel(url)]).toEqual([true, 'postgres://me@db/telemetry']);
      expect(
        isPlainUrl(`postgres://db/telemetry?user=me@azure&password=${encodeURIComponent(password)}`),
      ).toBe(true);
    },
  );

  it.each([
    ['postgres://h/d', 'postgres'],
    ['postgresql://h/d', 'postgres'],
    ['mysql://h/d', null],
    ['C:\\data\\x.db', 'sqlite'],
    ['x.db', 'sqlite'],
  ])('%s is of %s', (target, engine) => {
    expect(engineOf(target)).toBe(engine);
  });
});

describe('the text of COPY', () => {
  it('escapes special characters', () => {
    let count = 0;
    const rows = [
      ['a\tb', null, 1.5],
      ['\\N', '', -1e-7],
      ['x\ny\r\0', 'ü🚀', 5e-324],
    ];
    const text = [
      ...writeCopy(rows, (written) => {
        count = written;
      }),
    ].join('');
    expect(text).toBe('a\\tb\t\\N\t1.5\n\\\\N\t\t-1e-7\nx\\ny\\r\ufffd\tü🚀\t5e-324\n');
    expect(count).toBe(3);
  });
});
