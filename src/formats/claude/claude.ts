/**
 * Sessions of Claude Code: from its result, its stream, and claude-code-action's execution file. Reference:
 * https://code.claude.com/docs/en/headless
 */

import { hash } from 'node:crypto';
import { positive } from '../../ingest/clean-task.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format, Sample } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readDuration,
  readFields,
  readFlag,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addKnown } from '../../metrics/final-tasks.ts';
import type { Result, Tokens } from '../../model/task.ts';
import { addSession, addUsage, knownUsage, type SpentByModel } from './claude-usage.ts';

export const claude: Format = {
  id: 'claude',
  title: 'Claude Code',
  versions: 'Claude Code 2.1',
  family: 'agents',
  reference: 'https://code.claude.com/docs/en/headless',
  howTo: '`claude -p --output-format json "…" > claude.json`, or the `execution_file` of claude-code-action',
  claims: isClaude,
  read: async (input, draft) => {
    const sessions = new Map<string, Session>();
    let last: Session | null = null;
    await readRecords(input, draft, [], (record) => {
      const id = readText(record, 'session_id');
      // A record without a session belongs to the previous one.
      let session: Session | undefined = (id === null ? last : sessions.get(id)) ?? undefined;
      if (session === undefined) {
        if (sessions.size >= draft.limits.tasks) return;
        session = createSession();
        sessions.set(id ?? '', session);
      }
      last = session;
      readRecord(record, session, draft);
    });
    // Hooks may run before a session is continued under another id.
    const begun = [...sessions].filter(([, { isOpen, totals }]) => isOpen || totals !== null);
    const all = begun.length > 0 ? begun : [...sessions];
    for (const [id, session] of all) finishSession(session, id, draft);
    finishBuild(
      all.map(([, session]) => session),
      draft,
    );
  },
};

/** A result's own keys, or records of a session and its id. Claude Code's transcripts name theirs `sessionId`. */
function isClaude({ shape, keys, records, text }: Sample): boolean {
  if (shape === 'xml' || shape === 'text') return false;
  if (shape === 'object')
    return (
      hasResultKeys((key) => keys.includes(key)) &&
      /"type"\s*:\s*"result"/.test(text) &&
      !isTextOfOtherAgent(keys, text)
    );
  if (records.some(isOfOtherAgent)) return false;
  return records.every((record) => typeof record['type'] === 'string') && records.some(isSessionRecord);
}

/** A result alone, with tokens in another form. */
function isTextOfOtherAgent(keys: readonly string[], text: string): boolean {
  return !costKeys.some((key) => keys.includes(key)) && /"(?:total_tokens|inputTokens)"\s*:/.test(text);
}

/** Other agents write such streams too: without a cost or a number of turns, with other names of tokens. */
function isOfOtherAgent(record: Fields): boolean {
  const usage = readFields(record, 'usage');
  switch (record['type']) {
    case 'system':
      return (
        record['subtype'] === 'session_start' ||
        'qwen_code_version' in record ||
        ('permissionMode' in record && !('tools' in record))
      );
    case 'result':
      return (
        !hasResultKeys((key) => Object.hasOwn(record, key)) ||
        'inputTokens' in usage ||
        'total_tokens' in usage
      );
    default:
      return false;
  }
}

/** The first versions wrote the second form. */
const costKeys = ['total_cost_usd', 'cost_usd'] as const;

/**
 * A session that did not start, for example a missing one to resume, has neither a time nor a cost. Other agents with
 * such a stream have only the time.
 */
function hasResultKeys(has: (key: string) => boolean): boolean {
  if (has('duration_ms')) return costKeys.some(has);
  return ['subtype', 'is_error', 'num_turns', 'session_id'].every(has);
}

function isSessionRecord(record: Fields): boolean {
  const hasId = typeof record['session_id'] === 'string';
  switch (record['type']) {
    case 'system':
      return hasId && typeof record['subtype'] === 'string';
    case 'assistant':
    case 'user':
      return hasId && isFields(record['message']);
    case 'result':
      return hasResultKeys((key) => Object.hasOwn(record, key));
    default:
      return false;
  }
}

/** The sum of the result records of one process. */
interface Totals {
  readonly costUsd: number | null;
  readonly apiMs: number | null;
  readonly usages: readonly SpentByModel[];
}

interface Session {
  /** Its first model. */
  model: string | null;
  /** Sum of the totals of processes that ended before this one. */
  earlier: Totals | null;
  totals: Totals | null;
  /** The ids of its results: a log may contain one twice. */
  readonly results: Set<string>;
  /** There was output since the last result. */
  isOpen: boolean;
  durationMs: number | null;
  turns: number | null;
  result: Result;
  errorType: string | null;
}

function createSession(): Session {
  return {
    model: null,
    earlier: null,
    totals: null,
    results: new Set(),
    isOpen: false,
    durationMs: null,
    turns: null,
    result: 'unknown',
    errorType: null,
  };
}

function readRecord(record: Fields, session: Session, draft: Draft): void {
  const type = readText(record, 'type');
  if (type === 'result') return readResult(record, session, draft);
  // Hooks and limits may still be reported after the end.
  if (type === 'assistant' || type === 'user' || readText(record, 'subtype') === 'init')
    session.isOpen = true;
  if (type === 'system') session.model ??= readText(record, 'model');
  if (type === 'assistant' && readText(record, 'parent_tool_use_id') === null)
    session.model ??= readText(readFields(record, 'message'), 'model');
}

function readResult(record: Fields, session: Session, draft: Draft): void {
  const id = readText(record, 'uuid') ?? hash('sha1', JSON.stringify(record), 'base64');
  if (session.results.has(id)) {
    session.isOpen = false;
    return;
  }
  session.results.add(id);
  const totals = readTotals(record, session.model);
  // One process restates its totals with each answer; another process begins at zero.
  if (session.totals !== null && !(session.isOpen && includesUsage(totals, session.totals)))
    session.earlier = addTotals(session.earlier, session.totals);
  session.totals = totals;
  session.isOpen = false;
  session.durationMs = addKnown([session.durationMs, readDuration(record, 'duration_ms')]);
  session.turns = addKnown([session.turns, positive(readNumber(record, 'num_turns'))]);
  Object.assign(session, readOutcome(record));
  for (const denial of readList(record, 'permission_denials').filter(isFields)) {
    const tool = readText(denial, 'tool_name');
    draft.addEvent({
      type: 'PERMISSION_DENIED',
      severity: 'warning',
      timeMs: null,
      taskId: null,
      message: null,
      attributes: tool === null ? {} : { operation: tool.slice(0, 200) },
    });
  }
}

/** `subtype` is `success` even if the last answer was an error of the service. */
function readOutcome(record: Fields): Pick<Session, 'result' | 'errorType'> {
  const subtype = readText(record, 'subtype');
  if (subtype?.startsWith('error') === true)
    return { result: subtype === 'error_during_execution' ? 'error' : 'failure', errorType: subtype };
  if (readFlag(record, 'is_error') === true) {
    const status = readNumber(record, 'api_error_status');
    return { result: 'failure', errorType: status === null ? null : `api_error_${status}` };
  }
  // Older records without a subtype have a text only on success.
  const isSuccess = subtype === 'success' || (subtype === null && typeof record['result'] === 'string');
  return { result: isSuccess ? 'success' : 'unknown', errorType: null };
}

function readTotals(record: Fields, model: string | null): Totals {
  const costUsd = positive(readNumber(record, 'total_cost_usd') ?? readNumber(record, 'cost_usd'));
  const apiMs = positive(readNumber(record, 'duration_api_ms'));
  const usages = Object.entries(readFields(record, 'modelUsage'))
    .slice(0, 100)
    .flatMap(([name, usage]): SpentByModel[] => (isFields(usage) ? [readModelUsage(name, usage)] : []));
  if (usages.length > 0) return { costUsd, apiMs, usages };
  const tokens = readTokens(readFields(record, 'usage'), messageKeys);
  return { costUsd, apiMs, usages: [knownUsage({ model, tokens, costUsd })] };
}

function readModelUsage(model: string, usage: Fields): SpentByModel {
  return knownUsage({ model, tokens: readTokens(usage, modelKeys), costUsd: readNumber(usage, 'costUSD') });
}

const modelKeys: Readonly<Record<keyof Tokens, string>> = {
  input: 'inputTokens',
  output: 'outputTokens',
  cacheRead: 'cacheReadInputTokens',
  cacheCreation: 'cacheCreationInputTokens',
};

const messageKeys: Readonly<Record<keyof Tokens, string>> = {
  input: 'input_tokens',
  output: 'output_tokens',
  cacheRead: 'cache_read_input_tokens',
  cacheCreation: 'cache_creation_input_tokens',
};

function readTokens(usage: Fields, keys: Readonly<Record<keyof Tokens, string>>): Tokens | null {
  const part = (key: keyof Tokens): number | null => readNumber(usage, keys[key]);
  const known = [part('input'), part('output'), part('cacheRead'), part('cacheCreation')];
  if (known.every((count) => count === null)) return null;
  const [input = 0, output = 0, cacheRead = 0, cacheCreation = 0] = known.map((count) => count ?? 0);
  return { input, output, cacheRead, cacheCreation };
}

function includesUsage(now: Totals, before: Totals): boolean {
  if ((now.costUsd ?? 0) < (before.costUsd ?? 0) || (now.apiMs ?? 0) < (before.apiMs ?? 0)) return false;
  return before.usages.every(({ model, tokens }) => {
    const same = now.usages.find((usage) => usage.model === model)?.tokens ?? null;
    if (tokens === null) return true;
    return (
      same !== null &&
      (['input', 'output', 'cacheRead', 'cacheCreation'] as const).every((key) => same[key] >= tokens[key])
    );
  });
}

/** The usage of all processes of the session. */
function totalsOf({ earlier, totals }: Session): Totals | null {
  return totals === null ? null : addTotals(earlier, totals);
}

function addTotals(a: Totals | null, b: Totals): Totals {
  if (a === null) return b;
  const usages = new Map<string, SpentByModel>();
  for (const usage of [...a.usages, ...b.usages]) addUsage(usages, usage);
  return {
    costUsd: addKnown([a.costUsd, b.costUsd]),
    apiMs: addKnown([a.apiMs, b.apiMs]),
    usages: [...usages.values()],
  };
}

function finishSession(session: Session, id: string, draft: Draft): void {
  const { model, durationMs, result, errorType } = session;
  const totals = totalsOf(session);
  if (totals === null || session.isOpen) {
    draft.facts.complete = false;
    draft.report(
      'warning',
      'unfinished-task',
      totals === null
        ? 'A session of Claude Code has no result, so its usage is unknown.'
        : 'The last answer in a session of Claude Code has no result, so its usage is missing.',
      'Read the log after the session has ended; a killed session leaves an incomplete log.',
    );
  }
  const known = { id, name: 'claude', durationMs: session.isOpen ? null : durationMs };
  if (totals === null) addSession(draft, [{ model, tokens: null, costUsd: null }], known);
  else {
    const outcome = session.isOpen ? {} : { result, errorType };
    addSession(draft, sharesOf(totals), { ...known, ...outcome });
  }
}

/** The models' shares, adjusted to the session's own total. */
function sharesOf({ usages, costUsd }: Totals): readonly SpentByModel[] {
  if (costUsd === null || usages.length === 0) return usages;
  const [main, ...others] = [...usages].sort((a, b) => (b.costUsd ?? 0) - (a.costUsd ?? 0));
  const rest = others.reduce((sum, usage) => sum + (usage.costUsd ?? 0), 0);
  return main === undefined ? [] : [{ ...main, costUsd: Math.max(0, costUsd - rest) }, ...others];
}

function finishBuild(sessions: readonly Session[], draft: Draft): void {
  const [only, ...others] = sessions;
  if (only !== undefined && others.length === 0 && !only.isOpen) draft.facts.durationMs = only.durationMs;
  const totals = sessions.flatMap((session) => totalsOf(session) ?? []);
  const turns = sessions.reduce<number | null>((sum, session) => addKnown([sum, session.turns]), null);
  const apiMs = totals.reduce<number | null>((sum, each) => addKnown([sum, each.apiMs]), null);
  if (turns !== null)
    draft.addMetric({ name: 'claude.turns', value: turns, unit: '1', better: 'lower', samples: null });
  if (apiMs !== null)
    draft.addMetric({
      name: 'claude.api_duration',
      value: apiMs,
      unit: 'ms',
      better: 'lower',
      samples: null,
    });
}
