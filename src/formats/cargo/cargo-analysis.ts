/** Cargo's log of a build's analysis. Reference: https://github.com/rust-lang/cargo/blob/master/src/cargo/util/log_message.rs */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Input } from '../../ingest/format.ts';
import {
  type Fields,
  parseTime,
  readFields,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { plural } from '../../model/counts.ts';
import { nameUnit } from './cargo-unit.ts';

export function isCargoAnalysis(records: readonly Fields[]): boolean {
  const isMessage = (record: Fields): boolean =>
    'run_id' in record && 'timestamp' in record && 'reason' in record;
  const isOwn = ({ reason }: Fields): boolean => reason === 'build-started' || reason === 'unit-registered';
  return records.length > 0 && records.every(isMessage) && records.some(isOwn);
}

interface CargoUnit extends Pick<TaskDraft, 'id' | 'name' | 'kind' | 'dependsOn'> {
  isFresh: boolean;
  /** Seconds since the start of the build. */
  started: number | null;
  finished: number | null;
}

/** The log has no end: a build with only finished units succeeded; for any other the result is unknown. */
export async function readCargoAnalysis(input: Input, draft: Draft): Promise<void> {
  const units = new Map<number, CargoUnit>();
  let startTimeMs: number | null = null;
  let last = 0;
  await readRecords(input, draft, [], (message) => {
    if (readText(message, 'reason') === 'build-started') startTimeMs = readStart(message);
    last = Math.max(last, readNumber(message, 'elapsed') ?? 0);
    readMessage(message, units, draft);
  });
  let open = 0;
  for (const unit of units.values()) {
    if (!unit.isFresh && unit.finished === null) open += 1;
    if (unit.isFresh || unit.started !== null) addUnit(unit, startTimeMs, draft);
  }
  const { facts } = draft;
  facts.startTimeMs = startTimeMs;
  facts.durationMs = last * 1000;
  facts.result = 'success';
  if (units.size > 0 && open === 0 && facts.complete) return;
  Object.assign(facts, { complete: false, result: 'unknown' });
  const what = `${plural(open, 'unit of work has', 'units of work have')} no end: the build failed, was stopped, or is still running.`;
  if (open > 0) draft.report('warning', 'unfinished', what);
}

/** The run's id begins with the time to which all times are relative. */
function readStart(message: Fields): number | null {
  const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z/;
  const id = readText(message, 'run_id') ?? '';
  return parseTime(id.slice(0, 19).replace(pattern, '$1-$2-$3T$4:$5:$6.$7Z'));
}

function readMessage(message: Fields, units: Map<number, CargoUnit>, draft: Draft): void {
  const index = readNumber(message, 'index');
  if (index === null) return;
  const reason = readText(message, 'reason');
  if (reason === 'unit-registered') {
    if (units.size >= draft.limits.tasks) return draft.leaveOut('units');
    units.set(index, {
      ...describeUnit(message),
      ...readOrder(message, index),
      isFresh: false,
      started: null,
      finished: null,
    });
    return;
  }
  const unit = units.get(index);
  if (unit === undefined) return;
  const elapsed = readNumber(message, 'elapsed');
  if (reason === 'unit-fingerprint') unit.isFresh = readText(message, 'status') === 'fresh';
  else if (reason === 'unit-started') unit.started = elapsed;
  else if (reason === 'unit-finished') unit.finished = elapsed;
}

/** Units refer to others by their index. */
function readOrder(message: Fields, index: number): Pick<TaskDraft, 'id' | 'dependsOn'> {
  const id = String(index);
  if (!Array.isArray(message['dependencies'])) return { id };
  return { id, dependsOn: readList(message, 'dependencies').map(String) };
}

const modes: ReadonlyMap<string, string> = new Map([
  ['test', '(test)'],
  ['check', '(check)'],
  ['doc', '(doc)'],
  ['doctest', '(doc test)'],
  ['docscrape', '(doc scrape)'],
  ['run-custom-build', '(run)'],
]);

/** In the form of Cargo's own reports. */
function describeUnit(message: Fields): Pick<TaskDraft, 'name' | 'kind'> {
  const { crate, version } = readPackage(readText(message, 'package_id') ?? '');
  const target = readFields(message, 'target');
  const kind = readText(target, 'kind') ?? '';
  const mode = readText(message, 'mode') ?? '';
  const isPlain = kind === 'lib' && (mode === 'build' || mode === 'check');
  const described = isPlain
    ? ''
    : kind === 'build-script'
      ? kind
      : `${readText(target, 'name') ?? ''} "${kind}"`;
  return nameUnit(crate, version, `${described} ${modes.get(mode) ?? ''}`);
}

/** `registry+https://…#serde@1.0.2`, or the name as the last part of a path: `path+file:///…/dep#1.2.3`. */
function readPackage(id: string): { readonly crate: string; readonly version: string | null } {
  const [source = '', fragment = ''] = id.split('#');
  const [, name, version] = /^(?:([^@]+)@)?(\d.*)$/.exec(fragment) ?? [];
  if (version === undefined) return { crate: fragment || 'unit', version: null };
  return { crate: name ?? source.replace(/\?.*/s, '').replace(/^.*\//s, ''), version };
}

function addUnit(
  { isFresh, started, finished, ...unit }: CargoUnit,
  startTimeMs: number | null,
  draft: Draft,
): void {
  const start = started === null || startTimeMs === null ? null : startTimeMs + started * 1000;
  if (isFresh) draft.addTask({ ...unit, result: 'success', cache: 'hit' });
  else
    draft.addTask({
      ...unit,
      startTimeMs: start,
      durationMs: started === null || finished === null ? null : (finished - started) * 1000,
      result: finished === null ? 'unknown' : 'success',
      cache: 'miss',
    });
}
