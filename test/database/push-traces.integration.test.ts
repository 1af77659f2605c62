/** Traces with anything in them: the same rows in both engines, each span once, nothing lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/engines/database.ts';
import { type PushedTraces, pushTraces } from '../../src/database/engines/push-traces.ts';
import { type Postgres, startPostgres } from '../services/postgres.ts';
import { dump, openPair } from './both-engines.ts';

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

const times = { startTimeUnixNano: '1796000000000000000', endTimeUnixNano: '1796000001000000000' };
const traceId = '0af7651916cd43dd8448eb211c80319c';
const makeSpan = (number: number, more: object = {}): object => ({
  ...{ traceId, spanId: number.toString(16).padStart(16, '0'), name: `span ${number}`, kind: 1, ...times },
  ...more,
});
const attribute = (key: string, value: object): object => ({ key, value });

async function push(database: Database, ...requests: (readonly object[])[]): Promise<PushedTraces> {
  const lines = requests.map((spans) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${lines.join('\n')}\n`);
  };
  return await pushTraces(database, 'o/r', { name: 'x', open });
}

describe('traces in a database', () => {
  it('keep any texts, lists, maps and numbers, equal in both engines', async () => {
    const pair = await openPair(server);
    const attributes = [
      attribute('nul \0', { stringValue: 'a\0b \\u0000' }),
      attribute('half', { stringValue: 'x\ud800y ☃ 😀' }),
      attribute('big', { intValue: '9223372036854775807' }),
      attribute('small', { intValue: '7' }),
      attribute('list', { arrayValue: { values: [{ stringValue: 'stop' }, { boolValue: true }] } }),
      attribute('map', { kvlistValue: { values: [attribute('a', { doubleValue: 1.5 })] } }),
      attribute('bytes', { bytesValue: 'AAEC' }),
      attribute('', { stringValue: 'no name' }),
      attribute('twice', { stringValue: 'first' }),
      attribute('twice', { stringValue: 'last' }),
    ];
    const name = `Robert'); drop table telemetry_spans;--\0\ud800`;
    for (const database of pair.both) {
      await push(database, [makeSpan(1, { name, attributes, events: [{ name: 'e', attributes }] })]);
      const [row] = await database.query('select name, attributes from telemetry_spans');
      expect(row?.['name']).toContain(`Robert'); drop table`);
      expect(JSON.parse(String(row?.['attributes']))).toEqual({
        ...{ 'nul \ufffd': 'a\ufffdb \\u0000', half: 'x\ufffdy ☃ 😀', big: '9223372036854775807', small: 7 },
        ...{ list: ['stop', true], map: { a: 1.5 }, bytes: 'AAEC', twice: 'last' },
      });
    }
    expect(await dump(pair.postgres)).toEqual(await dump(pair.sqlite));
    await pair.close();
  });

  it.each([
    ['the earliest', [{ name: 'zebra' }, { name: 'ant', startTimeUnixNano: '1796000000500000000' }], 'zebra'],
    [
      'that of another process',
      [
        { name: 'child', parentSpanId: '0000000000000002' },
        { name: 'top', parentSpanId: 'ffffffffffffffff' },
      ],
      'top',
    ],
    [
      'none, if each is below another',
      [
        { name: 'a', parentSpanId: '0000000000000002' },
        { name: 'b', parentSpanId: '0000000000000001' },
      ],
      null,
    ],
  ])('have as their root %s', async (_, spans, root) => {
    const pair = await openPair(server);
    for (const database of pair.both) {
      await push(
        database,
        spans.map((span, i) => makeSpan(i + 1, span)),
      );
      expect(await database.query('select root, spans from v_trace_summary')).toEqual([{ root, spans: 2 }]);
    }
    await pair.close();
  });

  it('have a span once, as it came last, with no events of an earlier form', async () => {
    const pair = await openPair(server);
    const withEvents = (name: string, count: number): object =>
      makeSpan(9, { name, events: Array.from({ length: count }, (_, at) => ({ name: `${name} ${at}` })) });
    for (const database of pair.both) {
      const pushed = await push(database, [withEvents('first', 3), withEvents('second', 2)], [makeSpan(1)]);
      expect(pushed).toEqual({ spans: 2, rows: 4, unreadable: 0, old: 0 });
      await push(database, [withEvents('third', 1)]);
      expect(await database.query('select name from telemetry_spans order by span_id desc')).toEqual([
        { name: 'third' },
        { name: 'span 1' },
      ]);
      expect(await database.query('select name from telemetry_span_events')).toEqual([{ name: 'third 0' }]);
    }
    expect(await dump(pair.postgres)).toEqual(await dump(pair.sqlite));
    await pair.close();
  });

  it('may come as 150,000 spans in one line', async () => {
    const pair = await openPair(server);
    const spans = Array.from({ length: 150_000 }, (_, at) => makeSpan(at + 1));
    expect((await push(pair.sqlite, spans)).spans).toBe(150_000);
    const [row] = await pair.sqlite.query('select count(*) as n from telemetry_spans');
    expect(row?.['n']).toBe(150_000);
    await pair.close();
  });
});
