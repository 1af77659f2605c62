/**
 * Builder's exported telemetry, JSON and CSV: one session per build. Reference:
 * https://github.com/GriffinCanCode/bldr/blob/main/docs/features/telemetry.md
 */

import type { Draft } from '../ingest/draft.ts';
import type { Format, Input, Sample } from '../ingest/format.ts';
import { readCsv } from '../ingest/read-csv.ts';
import {
  type Fields,
  readDuration,
  readFlag,
  readNumber,
  readText,
  readTime,
} from '../ingest/read-fields.ts';
import { readRecords } from '../ingest/read-records.ts';
import { reportSeveralBuilds } from '../ingest/separate-builds.ts';
import { firstRow } from '../ingest/split-csv.ts';
import { plural } from '../model/counts.ts';

export const builder: Format = {
  id: 'builder',
  title: 'Builder telemetry',
  versions: 'its documentation',
  family: 'builds',
  reference: 'https://github.com/GriffinCanCode/bldr/blob/main/docs/features/telemetry.md',
  howTo: '`builder telemetry export > telemetry.json`, or `--format csv`',
  claims: isBuilder,
  read: async (input, draft) => {
    let newest: Session | null = null;
    let sessions = 0;
    await readSessions(input, draft, (session) => {
      sessions += 1;
      if (newest === null || !isOlder(session, newest)) newest = session;
    });
    if (newest !== null) fillDraft(newest, draft);
    reportSeveralBuilds(draft, sessions, 'newest');
  },
  readAll: async (input, file, open) => {
    let row = 0;
    await readSessions(input, file, (session) => {
      row += 1;
      const time = session.startTimeMs === null ? 'unknown' : new Date(session.startTimeMs).toISOString();
      const draft = open(`builder-${time}-${row}`);
      if (draft !== null) fillDraft(session, draft);
    });
  },
};

const ownKeys = ['totaltargets', 'cachehitrate', 'succeeded'];

function isBuilder({ shape, keys, records, text }: Sample): boolean {
  const hasAll = (found: readonly string[]): boolean => ownKeys.every((key) => found.includes(key));
  if (shape === 'text') {
    const titles = firstRow(text.slice(0, 65_536)) ?? [];
    return hasAll(titles.map(keyOf)) && titles.some((title) => /^start_?time$/i.test(title));
  }
  if (shape === 'xml' || (shape === 'object' && !keys.includes('sessions'))) return false;
  return records.length > 0 && records.slice(0, 5).every((record) => hasAll(Object.keys(record).map(keyOf)));
}

/** `StartTime`, `startTime` and `Duration(ms)`, `durationMs` are the same. */
function keyOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** One build in Builder's counts. */
interface Session {
  readonly startTimeMs: number | null;
  readonly isZoneless: boolean;
  readonly durationMs: number | null;
  readonly total: number;
  readonly built: number;
  readonly cached: number;
  readonly failed: number;
  readonly succeeded: boolean | null;
  /** Percent, and targets per second. */
  readonly rates: Readonly<
    Record<'cache_hit_rate' | 'parallelism_utilization' | 'targets_per_second', number | null>
  >;
}

async function readSessions(input: Input, draft: Draft, visit: (session: Session) => void): Promise<void> {
  if (input.sample.shape === 'text')
    return await readCsv(input, draft, keyOf, (row) =>
      visit(readSession({ ...row, succeeded: readFlagText(row, 'succeeded') })),
    );
  await readRecords(input, draft, ['sessions'], (record, key) => {
    const fields = Object.fromEntries(Object.entries(record).map(([name, value]) => [keyOf(name), value]));
    // The rest of the root around its sessions.
    if (key !== null || !('sessions' in fields)) visit(readSession(fields));
  });
}

function readFlagText(row: Fields, key: string): boolean | null {
  const text = readText(row, key)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}

function readSession(fields: Fields): Session {
  const count = (key: string): number => Math.max(0, Math.trunc(readNumber(fields, key) ?? 0));
  let isZoneless = false;
  const startTimeMs = readTime(fields, 'starttime', () => {
    isZoneless = true;
  });
  return {
    startTimeMs: startTimeMs !== null && Math.abs(startTimeMs) <= 8.64e15 ? startTimeMs : null,
    isZoneless,
    durationMs: readDuration(fields, 'durationms'),
    total: count('totaltargets'),
    built: count('built'),
    cached: count('cached'),
    failed: count('failed'),
    succeeded: readFlag(fields, 'succeeded'),
    rates: {
      cache_hit_rate: readNumber(fields, 'cachehitrate'),
      parallelism_utilization: readNumber(fields, 'parallelismutilization'),
      targets_per_second: readNumber(fields, 'targetspersecond'),
    },
  };
}

function isOlder(session: Session, than: Session): boolean {
  const last = Number.NEGATIVE_INFINITY;
  return (session.startTimeMs ?? last) < (than.startTimeMs ?? last);
}

function fillDraft(session: Session, draft: Draft): void {
  const { facts, report } = draft;
  facts.startTimeMs = session.startTimeMs;
  facts.durationMs = session.durationMs;
  facts.zoneless = session.isZoneless;
  if (session.isZoneless) report('info', 'zoneless-time', 'Times have no time zone; they are read as UTC.');
  if (session.succeeded !== null) facts.result = session.succeeded ? 'success' : 'failure';
  for (const [name, value] of Object.entries(session.rates))
    if (value !== null)
      draft.addMetric({
        name: `builder.${name}`,
        value,
        unit: name === 'targets_per_second' ? '/s' : '%',
        better: 'higher',
        samples: null,
      });
  addTargets(session, draft);
}

/** More targets than any build has: a number must not exhaust the memory. */
const maxTargets = 10_000;

/** Targets are counted, not named: each is a task with the same name and an unknown time. */
function addTargets({ total, built, cached, failed, succeeded }: Session, draft: Draft): void {
  const counted = built + cached + failed;
  if (Math.max(total, counted) > maxTargets) {
    draft.report(
      'warning',
      'odd-count',
      `${plural(Math.max(total, counted), 'target')} are too many to be listed.`,
    );
    return;
  }
  const add = (count: number, rest: Partial<Parameters<Draft['addTask']>[0]>): void => {
    for (let i = 0; i < count; i++) draft.addTask({ name: 'target', kind: 'target', ...rest });
  };
  add(built, { result: 'success', cache: 'miss' });
  add(cached, { result: 'success', cache: 'hit' });
  add(failed, { result: 'failure', cache: 'miss' });
  // After a failure the rest is not built.
  add(total - counted, { result: succeeded === false ? 'skip' : 'unknown' });
}
