/** Sessions of an agent in the log of each command line agent. */
import { lines } from '../source-of.ts';
import { iso } from './write-run.ts';

export interface Session {
  readonly id: string;
  readonly startMs: number;
  readonly ms: number;
  readonly input: number;
  readonly output: number;
  readonly isOk: boolean;
}

/** Ids hold what differs from run to run and does not depend on the sessions. */
type WriteSession = (session: Session) => readonly object[];

const of = (write: WriteSession) => (sessions: readonly Session[]) => lines(...sessions.flatMap(write));

export const sessionWriters: Readonly<Record<string, (sessions: readonly Session[]) => string>> = {
  claude: of(({ id, ms, input, output, isOk }) => [
    { type: 'system', subtype: 'init', cwd: `/tmp/${id}`, session_id: id, tools: [], model: 'm' },
    {
      ...{ type: 'result', subtype: isOk ? 'success' : 'error_during_execution', is_error: !isOk },
      ...{ duration_ms: ms, duration_api_ms: ms, num_turns: 1, session_id: id, total_cost_usd: 0.5 },
      ...{ uuid: id, usage: { input_tokens: input, output_tokens: output } },
    },
  ]),
  codex: of(({ id, input, output, isOk }) => [
    { type: 'thread.started', thread_id: id },
    { type: 'turn.started' },
    { type: 'turn.completed', usage: { input_tokens: input, cached_input_tokens: 0, output_tokens: output } },
    ...(isOk ? [] : [{ type: 'turn.started' }, { type: 'turn.failed', error: { message: 'quota' } }]),
  ]),
  gemini: of(({ id, startMs, ms, input, output, isOk }) => [
    { type: 'init', timestamp: iso(startMs), session_id: id, model: 'm' },
    {
      ...{ type: 'result', timestamp: iso(startMs + ms), session_id: id, status: isOk ? 'success' : 'error' },
      stats: { total_tokens: input + output, input_tokens: input, output_tokens: output, duration_ms: ms },
    },
  ]),
  cursor: of(({ id, ms, input, output, isOk }) => [
    {
      type: 'system',
      subtype: 'init',
      session_id: id,
      permissionMode: 'x',
      apiKeySource: 'y',
      cwd: `/${id}`,
    },
    {
      ...{ type: 'result', subtype: isOk ? 'success' : 'error', is_error: !isOk, session_id: id },
      ...{ duration_ms: ms, duration_api_ms: ms, request_id: id },
      usage: { inputTokens: input, outputTokens: output },
    },
  ]),
  qwen: of(({ id, ms, input, output, isOk }) => [
    { type: 'system', subtype: 'session_start', uuid: id, session_id: id, model: 'm' },
    {
      ...{ type: 'result', subtype: isOk ? 'success' : 'error', is_error: !isOk, session_id: id, uuid: id },
      ...{ duration_ms: ms, num_turns: 1 },
      usage: { input_tokens: input, output_tokens: output, total_tokens: input + output },
    },
  ]),
  opencode: of(({ id, startMs, ms, input, output, isOk }) => [
    { type: 'step_start', timestamp: startMs, sessionID: id, part: { id: `${id}-1`, type: 'step-start' } },
    {
      ...{ type: 'step_finish', timestamp: startMs + ms, sessionID: id },
      part: { id: `${id}-2`, type: 'step-finish', reason: 'stop', cost: 0.5, tokens: { input, output } },
    },
    ...(isOk ? [] : [{ type: 'error', timestamp: startMs + ms, sessionID: id, error: { name: 'Quota' } }]),
  ]),
  copilot: of(({ id, startMs, ms, input, output, isOk }) => [
    { type: 'session.start', id: `${id}-0`, timestamp: iso(startMs), data: { sessionId: id } },
    {
      ...{ type: 'assistant.usage', id: `${id}-1`, timestamp: iso(startMs) },
      data: { model: 'm', inputTokens: input, outputTokens: output },
    },
    {
      ...{ type: 'result', timestamp: iso(startMs + ms), sessionId: id, exitCode: isOk ? 0 : 1 },
      usage: { totalApiDurationMs: ms, sessionDurationMs: ms },
    },
  ]),
};
