/** Gemini CLI's JSON and stream. Reference: https://geminicli.com/docs/cli/headless/ */
import type { Format, Sample } from '../../ingest/format.ts';
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
  readAgentLog,
  readMs,
  recordsOf,
  splitCached,
} from './agent-sessions.ts';

export const gemini: Format = {
  id: 'gemini',
  title: 'Gemini CLI',
  versions: 'Gemini CLI 0.11 and newer',
  family: 'agents',
  reference: 'https://geminicli.com/docs/cli/headless/',
  howTo: '`gemini -p "…" --output-format json > gemini.json`, or `stream-json`',
  claims: isGemini,
  read: (input, draft) =>
    readAgentLog(input, draft, 'gemini', (record, sessionOf) => {
      const session = sessionOf(readText(record, 'session_id'));
      if (record['type'] === 'init') {
        session.model ??= readText(record, 'model');
        session.startTimeMs ??= readTime(record, 'timestamp');
      }
      const stats = readFields(record, 'stats');
      const isResult = record['type'] === 'result';
      const hasStats = isFields(record['stats']) && (isResult || 'models' in stats);
      if (hasStats && !isAgain(session, record)) readStats(stats, session);
      if (isResult) endSession(session, readText(record, 'status') === 'success', record);
      else if (hasStats || isFields(record['error'])) endSession(session, !isFields(record['error']), record);
    }),
};

/** One object with the answer and statistics by model, or a stream that begins with `init`. */
function isGemini(sample: Sample): boolean {
  if (sample.shape === 'object' && sample.keys.includes('stats') && sample.keys.includes('response'))
    // If no model answered, there is an error instead.
    return (
      /"models"\s*:\s*\{/.test(sample.text) && /"totalLatencyMs"\s*:|"models"\s*:\s*\{\s*\}/.test(sample.text)
    );
  // A session that did not start.
  if (sample.shape === 'object' && sample.keys.includes('session_id') && sample.keys.includes('error'))
    return /"error"\s*:\s*\{\s*"type"\s*:\s*"\w*Error"/.test(sample.text);
  const records = recordsOf(sample) ?? [];
  const types = /^(?:init|message|tool_use|tool_result|error|result)$/;
  const isInit = (record: Fields): boolean =>
    record['type'] === 'init' && typeof record['session_id'] === 'string';
  return records.some(isInit) && records.every(({ type }) => typeof type === 'string' && types.test(type));
}

function endSession(session: AgentSession, isSuccess: boolean, record: Fields): void {
  session.result = isSuccess ? 'success' : 'failure';
  if (!isSuccess) session.errorType = readText(readFields(record, 'error'), 'type');
}

function readStats(stats: Fields, session: AgentSession): void {
  session.durationMs = readMs(stats, 'duration_ms') ?? session.durationMs;
  const models = readFields(stats, 'models');
  const byModel = Object.keys(models)
    .slice(0, 100)
    .map((model): [string, Tokens | null] => [model, readModel(readFields(models, model))])
    .filter(([, tokens]) => tokens !== null);
  for (const [model, tokens] of byModel) addSpent(session, tokens, model);
  if (byModel.length === 0) addSpent(session, readFlat(stats));
}

/** `prompt` includes cached tokens, but not input from tools; thoughts are separate from the answer. */
function readModel(model: Fields): Tokens | null {
  if (!isFields(model['tokens'])) return readFlat(model);
  const { tokens } = model;
  const output = (readNumber(tokens, 'candidates') ?? 0) + (readNumber(tokens, 'thoughts') ?? 0);
  const prompt = readNumber(tokens, 'prompt');
  const input = prompt === null ? null : prompt + (readNumber(tokens, 'tool') ?? 0);
  return splitCached(input, output, readNumber(tokens, 'cached'));
}

/** The stream has no thoughts: they are the difference to the total. */
function readFlat(stats: Fields): Tokens | null {
  const input = readNumber(stats, 'input_tokens');
  const output = readNumber(stats, 'output_tokens');
  const total = readNumber(stats, 'total_tokens');
  const whole = total === null ? output : Math.max(output ?? 0, total - (input ?? 0));
  return splitCached(input, whole, readNumber(stats, 'cached'));
}
