/** Events of `codex exec --json`. Reference: https://github.com/openai/codex/blob/main/codex-rs/exec/src/exec_events.rs */
import type { Format } from '../../ingest/format.ts';
import { type Fields, isFields, readFields, readNumber, readText } from '../../ingest/read-fields.ts';
import type { Tokens } from '../../model/task.ts';
import { type AgentSession, addSpent, readAgentLog, recordsOf, splitCached } from './agent-sessions.ts';

export const codex: Format = {
  id: 'codex',
  title: 'Codex',
  versions: 'Codex CLI 0.4x and newer',
  family: 'agents',
  reference: 'https://github.com/openai/codex/blob/main/codex-rs/exec/src/exec_events.rs',
  howTo: '`codex exec --json "…" > codex.jsonl`',
  claims: (sample) => {
    const records = recordsOf(sample) ?? [];
    const isEvent = ({ type }: Fields): boolean =>
      typeof type === 'string' && /^(?:(?:thread|turn|item)\.[\w.]+|request_user_input|error)$/.test(type);
    return records.length > 0 && records.every(isEvent) && records.some(isCodexRecord);
  },
  read: async (input, draft) => {
    const totals = new Map<AgentSession, Tokens>();
    const visit = (record: Fields, sessionOf: (id: string | null) => AgentSession): void => {
      const session = sessionOf(readText(record, 'thread_id'));
      switch (record['type']) {
        case 'turn.completed':
          countTurn(session, readFields(record, 'usage'), totals);
          session.result = 'success';
          return;
        case 'turn.failed':
          session.result = 'failure';
          return;
        case 'turn.started':
          session.result = null;
      }
    };
    await readAgentLog(input, draft, 'codex', visit, true);
  },
};

/** Each has two keys of its own. */
function isCodexRecord(record: Fields): boolean {
  if (record['type'] === 'thread.started') return typeof record['thread_id'] === 'string';
  return record['type'] === 'turn.completed' && isFields(record['usage']);
}

/** A turn contains the totals of its thread so far; a smaller total means that the thread started again. */
function countTurn(session: AgentSession, usage: Fields, totals: Map<AgentSession, Tokens>): void {
  const total = splitCached(
    readNumber(usage, 'input_tokens'),
    readNumber(usage, 'output_tokens'),
    readNumber(usage, 'cached_input_tokens'),
    readNumber(usage, 'cache_write_input_tokens'),
  );
  if (total === null) return;
  const before = totals.get(session);
  totals.set(session, total);
  const goesOn =
    before !== undefined && wholeInput(total) >= wholeInput(before) && total.output >= before.output;
  addSpent(session, goesOn ? minus(total, before) : total);
}

function wholeInput({ input, cacheRead, cacheCreation }: Tokens): number {
  return input + cacheRead + cacheCreation;
}

function minus(total: Tokens, before: Tokens): Tokens {
  return {
    input: total.input - before.input,
    output: total.output - before.output,
    cacheRead: total.cacheRead - before.cacheRead,
    cacheCreation: total.cacheCreation - before.cacheCreation,
  };
}
