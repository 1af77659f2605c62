/** Events as CSV: the table of BuildRunner and of our own export gives the same build as the events. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstRow, splitCsv } from '../../src/ingest/split-csv.ts';
import { RecordedEvent as Event } from '../../src/recorder/events.ts';
import { exportEvents, renderTable } from '../../src/recorder/events-csv.ts';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';

const events = [
  {
    event_id: 'a1',
    event_type: 'BUILD_STARTED',
    timestamp: '2025-11-18T14:22:45Z',
    build_id: 'b',
    session_id: 's',
  },
  {
    event_id: 'a2',
    event_type: 'TASK_STARTED',
    timestamp: '2025-11-18T14:22:46Z',
    task_id: 't',
    task_name: 'Build, "quoted"\nAPI',
  },
  {
    event_id: 'a3',
    event_type: 'TASK_COMPLETED',
    timestamp: '2025-11-18T14:22:48Z',
    task_id: 't',
    duration_ms: 1234,
    model_used: 'sonnet',
    cost_usd: 0.0125,
    tokens_used: 1500,
    success: true,
  },
  {
    event_id: 'a4',
    event_type: 'TASK_COMPLETED',
    timestamp: '2025-11-18T14:22:49Z',
    task_id: 'u',
    success: false,
  },
  {
    event_id: 'a5',
    event_type: 'ERROR_OCCURRED',
    timestamp: '2025-11-18T14:22:49Z',
    error_message: '=cmd()',
    metadata: { file_path: 'a.ts' },
  },
  { event_id: 'a6', event_type: 'BUILD_FAILED', timestamp: '2025-11-18T14:22:50Z', build_id: 'b' },
];

describe('a table of events', () => {
  it('contains the same events', async () => {
    const expected = await buildOf(lines(...events));
    const table = renderTable(events, ['event_id', 'timestamp', 'event_type'], 'metadata');
    const typed = exportEvents(
      events.map((each) => Event.fromDict(each)),
      'csv',
    );
    for (const text of [table, table.replaceAll('\r\n', '\n'), `\ufeff${table}`])
      expect(await buildOf(text)).toEqual(expected);
    const own = await buildOf(typed);
    expect(own).toMatchObject({ result: 'failure', durationMs: 5000, complete: true, problems: [] });
    expect(own.tasks).toEqual(expected.tasks);
    expect(own.events.map(({ type, message }) => [type, message])).toEqual(
      expected.events.map(({ type, message }) => [type, message]),
    );
  });

  it('has its columns in any order and case', async () => {
    const text =
      'Duration Ms,TaskName,EVENT_TYPE,Task-ID,Success,Else\n5,a,task_completed,t,True,x\n,b,Task Failed,u,FALSE,\n';
    const build = await buildOf(text);
    expect(build.tasks.map(({ name, durationMs, result }) => [name, durationMs, result])).toEqual([
      ['a', 5, 'success'],
      ['b', null, 'failure'],
    ]);
  });

  it('reads empty cells as absent', async () => {
    const text = 'event_type,task_id,model_used,cost_usd,metadata\nTASK_COMPLETED,t,None,nan,{broken\n';
    expect((await buildOf(text)).tasks).toMatchObject([{ model: null, costUsd: null, kind: 'task' }]);
  });

  it('reports a cut or broken file', async () => {
    const head = 'event_type,task_id,task_name\nTASK_COMPLETED,t,a\n';
    const cut = await buildOf(`${head}TASK_COMPLETED,u`);
    expect([cut.complete, cut.tasks.length, codesOf(cut)]).toEqual([false, 1, ['truncated']]);
    const quote = await buildOf(`${head}TASK_COMPLETED,u,"b`);
    expect([quote.complete, codesOf(quote)]).toEqual([false, ['truncated']]);
    const broken = await buildOf(`${head}x\n,,nameless\nTASK_COMPLETED,u,b\n`);
    expect([broken.tasks.length, codesOf(broken)]).toEqual([2, ['malformed-record', 'unknown-record']]);
  });

  it('skips a row that is too long without buffering it', async () => {
    const text = `event_type,task_id,task_name\nTASK_COMPLETED,t,${'x'.repeat(5000)}\nTASK_COMPLETED,u,b\n`;
    const { build } = await readAll([sourceOf(text)], { limits: { recordBytes: 1000 } });
    expect([build?.tasks.map(({ name }) => name), build?.complete]).toEqual([['b'], false]);
  });

  it('does not claim every table with a type', async () => {
    for (const text of [
      'event_type,user\nx,y\n',
      'type,task_id\nx,y\n',
      'operation,duration_ms,timestamp\nx,5,z\n',
    ])
      expect((await readAll([sourceOf(text)])).problems.map(({ code }) => code)).toEqual(['unknown-format']);
  });
});

describe('CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ',', '\n', ' ', "'") });

  it('returns the written cells, in chunks of any size', async () => {
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (table, size) => {
        const text = table
          .map((row) => `${row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')}\n`)
          .join('');
        const read: (readonly string[])[] = [];
        for await (const row of splitCsv(sourceOf(text, 'x', size).open(), { recordBytes: 10_000 }))
          if (row.kind === 'row') read.push(row.cells);
        expect(read).toEqual(table);
        expect(firstRow(text)).toEqual(table[0]);
      }),
    );
  });
});
