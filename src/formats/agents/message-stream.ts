/**
 * Streams of messages with a final result, as Cursor's and Qwen Code's agents write them. Reference:
 * https://cursor.com/docs/cli/reference/output-format,
 * https://qwenlm.github.io/qwen-code-docs/en/users/features/headless/
 */

import type { Format } from '../../ingest/format.ts';
import { type Fields, readFields, readFlag, readNumber, readText } from '../../ingest/read-fields.ts';
import type { Tokens } from '../../model/task.ts';
import {
  type AgentSession,
  addSpent,
  isAgain,
  isTypedStream,
  readAgentLog,
  readMs,
  splitCached,
} from './agent-sessions.ts';

type Read = Format['read'];

export const cursor: Format = {
  id: 'cursor',
  title: 'Cursor CLI',
  versions: 'Cursor CLI 2025 and newer',
  family: 'agents',
  reference: 'https://cursor.com/docs/cli/reference/output-format',
  howTo: '`cursor-agent -p "…" --output-format stream-json > cursor.jsonl`, or `json`',
  claims: (sample) => isTypedStream(sample, isCursorRecord),
  read: readStream('cursor', (usage) => ({
    input: readNumber(usage, 'inputTokens') ?? 0,
    output: readNumber(usage, 'outputTokens') ?? 0,
    cacheRead: readNumber(usage, 'cacheReadTokens') ?? 0,
    cacheCreation: readNumber(usage, 'cacheWriteTokens') ?? 0,
  })),
};

export const qwen: Format = {
  id: 'qwen',
  title: 'Qwen Code',
  versions: 'Qwen Code 0.2 and newer',
  family: 'agents',
  reference: 'https://qwenlm.github.io/qwen-code-docs/en/users/features/headless/',
  howTo: '`qwen -p "…" --output-format json > qwen.json`, or `stream-json`',
  claims: (sample) => isTypedStream(sample, isQwenRecord),
  // Its total is the sum of both: cached tokens count as input.
  read: readStream('qwen', (usage) =>
    splitCached(
      readNumber(usage, 'input_tokens'),
      readNumber(usage, 'output_tokens'),
      readNumber(usage, 'cache_read_input_tokens'),
    ),
  ),
};

function isCursorRecord(record: Fields): boolean {
  if (readText(record, 'session_id') === null) return false;
  if (record['type'] === 'system')
    return 'permissionMode' in record && 'apiKeySource' in record && !('tools' in record);
  // The time of the service alone; no cost and no number of turns.
  return (
    record['type'] === 'result' &&
    'duration_api_ms' in record &&
    !('num_turns' in record) &&
    !('total_cost_usd' in record)
  );
}

function isQwenRecord(record: Fields): boolean {
  if (readText(record, 'session_id') === null || readText(record, 'uuid') === null) return false;
  if (record['type'] === 'system')
    return record['subtype'] === 'session_start' || 'qwen_code_version' in record;
  return record['type'] === 'result' && 'total_tokens' in readFields(record, 'usage');
}

function readStream(name: string, readTokens: (usage: Fields) => Tokens | null): Read {
  return (input, draft) =>
    readAgentLog(input, draft, name, (record, sessionOf) => {
      const session = sessionOf(readText(record, 'session_id'));
      if (record['type'] === 'system') session.model ??= readText(record, 'model');
      if (record['type'] === 'assistant') session.model ??= readText(readFields(record, 'message'), 'model');
      if (record['type'] === 'result') readResult(record, session, readTokens);
      // Output after a result belongs to another turn.
      else if (record['type'] === 'assistant' || record['type'] === 'user') session.result = null;
    });
}

function readResult(
  record: Fields,
  session: AgentSession,
  readTokens: (usage: Fields) => Tokens | null,
): void {
  const isFailure = readFlag(record, 'is_error') === true || readText(record, 'subtype')?.startsWith('error');
  session.result = isFailure ? 'failure' : 'success';
  session.errorType = isFailure ? readText(record, 'subtype') : null;
  if (isAgain(session, record)) return;
  const tookMs = readMs(record, 'duration_ms');
  if (tookMs !== null) session.durationMs = (session.durationMs ?? 0) + tookMs;
  const usage = readFields(record, 'usage');
  if (Object.keys(usage).length > 0) addSpent(session, readTokens(usage));
}
