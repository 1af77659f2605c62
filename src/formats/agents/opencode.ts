/** Events of `opencode run --format json`. Reference: https://opencode.ai/docs/cli/#run */
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import type { Tokens } from '../../model/task.ts';
import { addSpent, isTypedStream, readAgentLog } from './agent-sessions.ts';

export const opencode: Format = {
  id: 'opencode',
  title: 'opencode',
  versions: 'opencode 0.15 to 1',
  family: 'agents',
  reference: 'https://opencode.ai/docs/cli/#run',
  howTo: '`opencode run --format json "…" > opencode.jsonl`',
  claims: (sample) => isTypedStream(sample, isOwn),
  read: (input, draft) =>
    readAgentLog(input, draft, 'opencode', (record, sessionOf) => {
      const session = sessionOf(readText(record, 'sessionID'));
      const timeMs = readTime(record, 'timestamp');
      session.startTimeMs ??= timeMs;
      if (timeMs !== null && session.startTimeMs !== null) session.durationMs = timeMs - session.startTimeMs;
      const part = readFields(record, 'part');
      switch (record['type']) {
        case 'step_start':
          session.result = null;
          return;
        case 'step_finish': {
          const id = readText(part, 'id');
          // A step that ends with tool calls is followed by another one.
          session.result = readText(part, 'reason') === 'tool-calls' ? null : 'success';
          if (id !== null && session.counted.has(id)) return;
          if (id !== null) session.counted.add(id);
          const model = readText(part, 'modelID');
          addSpent(session, readTokens(readFields(part, 'tokens')), model, readNumber(part, 'cost'));
          return;
        }
        case 'error':
          session.result = 'failure';
          session.errorType = readText(readFields(record, 'error'), 'name');
      }
    }),
};

/** A step, or the error of a session that did not get that far. */
function isOwn({ type, part, sessionID, error }: Fields): boolean {
  if (typeof sessionID !== 'string') return false;
  if (type === 'error') return isFields(error) && typeof error['name'] === 'string';
  return (type === 'step_start' || type === 'step_finish') && isFields(part);
}

/** Input without cached tokens. Reasoning is separate from the output if the total includes it. */
function readTokens(tokens: Fields): Tokens {
  const cache = readFields(tokens, 'cache');
  const input = readNumber(tokens, 'input') ?? 0;
  const output = readNumber(tokens, 'output') ?? 0;
  const cacheRead = readNumber(cache, 'read') ?? 0;
  const cacheCreation = readNumber(cache, 'write') ?? 0;
  const rest = (readNumber(tokens, 'total') ?? 0) - input - output - cacheRead - cacheCreation;
  const isApart = rest > 0 && rest === readNumber(tokens, 'reasoning');
  return { input, output: isApart ? output + rest : output, cacheRead, cacheCreation };
}
