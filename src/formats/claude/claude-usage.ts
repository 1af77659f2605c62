/** What Claude Code's metrics and log events say that its sessions used. Reference: https://code.claude.com/docs/en/monitoring-usage */

import type { Draft } from '../../ingest/draft.ts';
import type { Tokens } from '../../model/task.ts';
import { readUsage } from '../otlp/gen-ai-names.ts';
import type { Stream } from '../otlp/otlp-metrics.ts';
import { type Attributes, textOf } from '../otlp/otlp-values.ts';

/** What one model used in a session. */
export interface ModelUsage {
  readonly model: string | null;
  readonly tokens: Tokens | null;
  readonly costUsd: number | null;
}

export interface SessionUsage {
  /** A log event; only requests to a model count. */
  readonly addEvent: (name: string, timeMs: number | null, attributes: Attributes) => void;
  readonly addStream: (stream: Stream) => void;
  /** @returns whether any session was found */
  readonly finish: () => boolean;
}

interface Session {
  startTimeMs: number | null;
  /** Both tell the same: where there are events, the metrics are not added to them. */
  readonly byEvents: Map<string, ModelUsage>;
  readonly byMetrics: Map<string, ModelUsage>;
}

/** Collects sessions, and adds each as a task. */
export function readSessions(draft: Draft): SessionUsage {
  const sessions = new Map<string, Session>();
  const sessionOf = (attributes: Attributes): Session => {
    const id = textOf(attributes, 'session.id') ?? '';
    const known = sessions.get(id);
    if (known !== undefined) return known;
    const session: Session = { startTimeMs: null, byEvents: new Map(), byMetrics: new Map() };
    // What has no place of its own is counted with the first.
    if (sessions.size >= draft.limits.tasks) return sessions.values().next().value ?? session;
    sessions.set(id, session);
    return session;
  };
  return {
    addEvent: (name, timeMs, attributes) => {
      if (!isClaudeEvent(name)) return;
      const session = sessionOf(attributes);
      if (timeMs !== null) session.startTimeMs = Math.min(session.startTimeMs ?? timeMs, timeMs);
      if (name === 'claude_code.api_request') addUsage(session.byEvents, readUsage(attributes));
    },
    addStream: ({ point, value }) => {
      const { metric, attributes } = point;
      const model = textOf(attributes, 'model');
      if (metric === 'claude_code.cost.usage')
        addUsage(sessionOf(attributes).byMetrics, { model, tokens: null, costUsd: value });
      const tokens = metric === 'claude_code.token.usage' ? tokensOf(attributes, value) : null;
      if (tokens !== null) addUsage(sessionOf(attributes).byMetrics, { model, tokens, costUsd: null });
    },
    finish: () => {
      let isFound = false;
      for (const { byEvents, byMetrics, startTimeMs } of sessions.values()) {
        const usages = [...(byEvents.size > 0 ? byEvents : byMetrics).values()];
        if (usages.length === 0) continue;
        addSession(draft, usages, { startTimeMs });
        isFound = true;
      }
      return isFound;
    },
  };
}

/** A name of Claude Code's events, metrics and spans. */
export function isClaudeEvent(name: string): boolean {
  return name.startsWith('claude_code.');
}

function tokensOf(attributes: Attributes, value: number): Tokens | null {
  const none = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
  const type = textOf(attributes, 'type');
  return type !== null && Object.hasOwn(none, type) ? { ...none, [type]: value } : null;
}

/** Adds what a model used to what it used before; above 100 models further ones are left out. */
export function addUsage(usages: Map<string, ModelUsage>, { model, tokens, costUsd }: ModelUsage): void {
  const key = model ?? '';
  const known = usages.get(key);
  if (known === undefined && usages.size >= 100) return;
  usages.set(key, {
    model,
    tokens: addTokens(known?.tokens ?? null, tokens),
    costUsd: costUsd === null ? (known?.costUsd ?? null) : (known?.costUsd ?? 0) + costUsd,
  });
}

function addTokens(a: Tokens | null, b: Tokens | null): Tokens | null {
  if (a === null || b === null) return a ?? b;
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheCreation: a.cacheCreation + b.cacheCreation,
  };
}

/**
 * One task for a session with what its main model used, and one below it for each further model, so that neither
 * the sums nor the models' shares are counted twice. The main model is the one that cost most.
 */
export function addSession(
  draft: Draft,
  usages: readonly ModelUsage[],
  known: Partial<Parameters<Draft['addTask']>[0]>,
): void {
  const [main, ...others] = [...usages].sort(
    (a, b) => (b.costUsd ?? 0) - (a.costUsd ?? 0) || totalOf(b) - totalOf(a),
  );
  const session = draft.addTask({ ...known, name: known.name ?? 'claude', kind: 'agent', ...main });
  for (const usage of others)
    draft.addTask({
      parentId: session.id,
      name: `${session.name} / ${usage.model ?? 'model'}`,
      kind: 'model',
      ...usage,
    });
}

function totalOf({ tokens }: ModelUsage): number {
  return tokens === null ? 0 : tokens.input + tokens.output + tokens.cacheRead + tokens.cacheCreation;
}
