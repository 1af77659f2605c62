/** Sessions of a command-line agent from its own log: their usage and results. */

import { hash } from 'node:crypto';
import { knownTokens } from '../../ingest/clean-task.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Input, Sample } from '../../ingest/format.ts';
import { type Fields, readNumber } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import type { Result, Tokens } from '../../model/task.ts';
import { addSession, addUsage, type SpentByModel } from '../claude/claude-usage.ts';

export interface AgentSession {
  model: string | null;
  readonly usages: Map<string, SpentByModel>;
  /** Ids of counted records. */
  readonly counted: Set<string>;
  /** Its records with results or totals so far. */
  readonly ends: Set<string>;
  durationMs: number | null;
  startTimeMs: number | null;
  /** Null until the log contains the result. */
  result: Result | null;
  errorType: string | null;
}

/** A log of events with types, at least one of which is the agent's own. */
export function isTypedStream(sample: Sample, isOwn: (record: Fields) => boolean): boolean {
  const records = recordsOf(sample) ?? [];
  return records.some(isOwn) && records.every((record) => typeof record['type'] === 'string');
}

/** Records, and keys of the root if the file is one object; null if it is not JSON. */
export function recordsOf({ shape, records }: Sample): readonly Fields[] | null {
  return shape === 'xml' || shape === 'text' ? null : records;
}

/**
 * Reads a log of one agent.
 * @param name of its sessions' tasks
 * @param visit adds a record to the session that `sessionOf` returns for its id; without an id, to the last session
 * @param totalsContinue a process that continues a session begins with the totals of the previous one
 */
export async function readAgentLog(
  input: Input,
  draft: Draft,
  name: string,
  visit: (record: Fields, sessionOf: (id: string | null) => AgentSession) => void,
  totalsContinue = false,
): Promise<void> {
  const sessions = new Map<string, AgentSession>();
  let last: AgentSession | null = null;
  const sessionOf = (id: string | null): AgentSession => {
    const known = (id === null ? last : sessions.get(id)) ?? null;
    if (known !== null) last = known;
    if (known !== null || sessions.size >= draft.limits.tasks) return known ?? last ?? createSession();
    last = createSession();
    sessions.set(id ?? '', last);
    return last;
  };
  await readRecords(input, draft, [], (record) => visit(record, sessionOf));
  for (const [id, session] of sessions) finishSession(session, { id, name, totalsContinue }, draft);
  sumDurations([...sessions.values()], draft);
}

/** Without a clock sessions count as consecutive. */
function sumDurations(sessions: readonly AgentSession[], { facts }: Draft): void {
  if (!facts.complete || sessions.some(({ startTimeMs }) => startTimeMs !== null)) return;
  facts.durationMs = sessions.reduce<number | null>(
    (sum, { durationMs }) => (sum === null || durationMs === null ? null : sum + durationMs),
    sessions.length > 0 ? 0 : null,
  );
}

function createSession(): AgentSession {
  return {
    model: null,
    usages: new Map(),
    counted: new Set(),
    ends: new Set(),
    durationMs: null,
    startTimeMs: null,
    result: null,
    errorType: null,
  };
}

function finishSession(
  session: AgentSession,
  named: { readonly id: string; readonly name: string; readonly totalsContinue: boolean },
  draft: Draft,
): void {
  const { model, usages, durationMs, startTimeMs, result, errorType } = session;
  if (result === null) {
    draft.facts.complete = false;
    const fix = 'Read the log after the session has ended; a killed session leaves an incomplete log.';
    draft.report('warning', 'unfinished-task', `A session of ${named.name} did not end.`, fix);
  }
  const used = [...usages.values()].map((usage) => ({ ...usage, model: usage.model ?? model }));
  const known = { ...named, durationMs, startTimeMs, result: result ?? 'unknown', errorType };
  addSession(draft, used.length > 0 ? used : [{ model, tokens: null, costUsd: null }], known);
}

/** Whether the record was read before: a log may be delivered or joined twice. */
export function isAgain({ ends }: Pick<AgentSession, 'ends'>, record: Fields): boolean {
  const key = hash('sha1', JSON.stringify(record), 'base64');
  const isKnown = ends.has(key);
  ends.add(key);
  return isKnown;
}

/** Adds the usage of a call or a turn. */
export function addSpent(
  session: AgentSession,
  tokens: Tokens | null,
  model: string | null = null,
  costUsd: number | null = null,
): void {
  addUsage(session.usages, { model, tokens, costUsd });
}

/** Input that includes cached tokens, as with most providers. Null without any tokens. */
export function splitCached(
  input: number | null,
  output: number | null,
  cacheRead: number | null,
  cacheCreation: number | null = null,
): Tokens | null {
  if (input === null && output === null) return null;
  const whole = { input: input ?? 0, output: output ?? 0, cacheRead: cacheRead ?? 0 };
  const known = knownTokens({ ...whole, cacheCreation: cacheCreation ?? 0 });
  if (known === null) return null;
  const cached = known.cacheRead + known.cacheCreation;
  return known.input >= cached ? { ...known, input: known.input - cached } : known;
}

/** Milliseconds of a key; null if absent or negative. */
export function readMs(fields: Fields, key: string): number | null {
  const value = readNumber(fields, key);
  return value !== null && value >= 0 ? value : null;
}
