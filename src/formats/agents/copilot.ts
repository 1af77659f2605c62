/** Events of GitHub's Copilot CLI. Reference: https://docs.github.com/copilot/reference/copilot-cli-reference/cli-programmatic-reference */
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
import {
  type AgentSession,
  addSpent,
  isAgain,
  isTypedStream,
  readAgentLog,
  readMs,
  splitCached,
} from './agent-sessions.ts';

export const copilot: Format = {
  id: 'copilot',
  title: 'Copilot CLI',
  versions: 'Copilot CLI 1',
  family: 'agents',
  reference: 'https://docs.github.com/copilot/reference/copilot-cli-reference/cli-programmatic-reference',
  howTo: '`copilot -p "…" --output-format json > copilot.jsonl`',
  claims: (sample) => isTypedStream(sample, isOwn),
  read: (input, draft) =>
    readAgentLog(input, draft, 'copilot', (record, sessionOf) => {
      const data = readFields(record, 'data');
      const session = sessionOf(readText(data, 'sessionId') ?? readText(record, 'sessionId'));
      session.startTimeMs ??= readTime(record, 'timestamp');
      switch (record['type']) {
        case 'session.start':
          session.model ??= readText(data, 'selectedModel');
          return;
        case 'assistant.usage': {
          const id = readText(record, 'id');
          if (id !== null && session.counted.has(id)) return;
          if (id !== null) session.counted.add(id);
          // `cost` counts premium requests, which are not money.
          return addSpent(session, readTokens(data), readText(data, 'model'));
        }
        case 'session.shutdown':
          return isAgain(session, record) ? undefined : endRecorded(session, data);
        case 'result':
          session.result = readNumber(record, 'exitCode') === 0 ? 'success' : 'failure';
          session.durationMs = readMs(readFields(record, 'usage'), 'sessionDurationMs');
      }
    }),
};

/** The record of a session, `events.jsonl`, ends with the usage of each model in this process. */
function endRecorded(session: AgentSession, data: Fields): void {
  session.result = readText(data, 'shutdownType') === 'error' ? 'failure' : 'success';
  if (session.counted.size > 0) return;
  const models = readFields(data, 'modelMetrics');
  for (const model of Object.keys(models).slice(0, 100))
    addSpent(session, readTokens(readFields(readFields(models, model), 'usage')), model);
}

function readTokens(usage: Fields): Tokens | null {
  const count = (key: string): number | null => readNumber(usage, key);
  return splitCached(
    ...([count('inputTokens'), count('outputTokens'), count('cacheReadTokens')] as const),
    count('cacheWriteTokens'),
  );
}

/** A dotted event with its data; these contain the session or the usage of a call. */
function isOwn({ type, data, sessionId, exitCode }: Fields): boolean {
  if (type === 'result') return typeof sessionId === 'string' && typeof exitCode === 'number';
  if (!isFields(data)) return false;
  if (type === 'assistant.usage') return 'inputTokens' in data && 'outputTokens' in data;
  return type === 'session.start' && typeof data['sessionId'] === 'string';
}
