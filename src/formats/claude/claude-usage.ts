/** The usage of sessions, from the metrics and log events of agents. Reference: https://code.claude.com/docs/en/monitoring-usage, https://github.com/openai/codex/blob/main/docs/config.md#otel, https://geminicli.com/docs/cli/telemetry, https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-events/ */

import { knownTokens, positive, type TaskDraft } from '../../ingest/clean-task.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Tokens } from '../../model/task.ts';
import { conversationOf, readUsage } from '../otlp/gen-ai-names.ts';
import type { LogRecord } from '../otlp/otlp-logs.ts';
import type { Stream } from '../otlp/otlp-metrics.ts';
import { type Attributes, textAttribute } from '../otlp/otlp-values.ts';

/** The usage of one model in a session. */
export interface SpentByModel {
  readonly model: string | null;
  readonly tokens: Tokens | null;
  readonly costUsd: number | null;
}

export interface SessionUsage {
  /** A log event; only requests to a model count. */
  readonly addEvent: (
    log: Pick<LogRecord, 'name' | 'timeMs' | 'attributes'>,
    service: string | null,
    draft: Draft,
  ) => void;
  readonly addStream: (stream: Stream) => void;
  /**
   * @param isTraced spans contain the calls of events without an agent's name, too
   * @returns the sessions whose spans contain the same usage
   */
  readonly finish: (isTraced: boolean) => CountedSessions;
}

export interface CountedSessions {
  readonly isClaudeCounted: boolean;
  /** The names of services whose events were counted, of agents whose spans have no names of their own. */
  readonly services: ReadonlySet<string>;
}

interface AgentEvents {
  /** Name of its sessions' tasks. */
  readonly name: string;
  readonly isOwn: (event: string) => boolean;
  /** A finished call of a model. */
  readonly isCall: (event: string, attributes: Attributes) => boolean;
}

const detailsEvent = 'gen_ai.client.inference.operation.details';

/** Agents by their log events. */
const agents: readonly AgentEvents[] = [
  { name: 'claude', isOwn: isClaudeEvent, isCall: (event) => event === 'claude_code.api_request' },
  {
    name: 'codex',
    isOwn: (event) => event.startsWith('codex.'),
    isCall: (event, attributes) =>
      event === 'codex.sse_event' && textAttribute(attributes, 'event.kind') === 'response.completed',
  },
  {
    name: 'gemini',
    isOwn: (event) => event.startsWith('gemini_cli.'),
    isCall: (event) => event === 'gemini_cli.api_response',
  },
  {
    name: 'qwen',
    isOwn: (event) => event.startsWith('qwen-code.'),
    isCall: (event) => event === 'qwen-code.api_response',
  },
  { name: 'agent', isOwn: (event) => event === detailsEvent, isCall: () => true },
];

interface Session {
  /** Of the first file with the session. */
  readonly draft: Draft;
  readonly agent: string;
  /** '' if absent. */
  readonly conversation: string;
  startTimeMs: number | null;
  readonly services: Set<string>;
  /** Both contain the same data: if there are events, the metrics are not added to them. */
  readonly byEvents: Map<string, SpentByModel>;
  readonly byMetrics: Map<string, SpentByModel>;
  /** For calls with their own ids, which spans may contain as well. */
  isDetailed?: boolean;
}

/** Collects the sessions of one build, and adds each as a task. */
export function collectSessionUsage(): SessionUsage {
  const sessions = new Map<string, Session>();
  const sessionOf = (agent: string, attributes: Attributes, draft: Draft): Session => {
    const conversation = conversationOf(attributes) ?? '';
    const id = `${agent} ${conversation}`;
    const known = sessions.get(id);
    if (known !== undefined) return known;
    const spent = { byEvents: new Map(), byMetrics: new Map(), services: new Set<string>() };
    const session: Session = { draft, agent, conversation, startTimeMs: null, ...spent };
    // Usage without a session is counted with the first session.
    if (sessions.size >= draft.limits.tasks) return sessions.values().next().value ?? session;
    sessions.set(id, session);
    return session;
  };
  return {
    addEvent: ({ name, timeMs, attributes }, service, draft) => {
      const agent = name === null ? undefined : agents.find(({ isOwn }) => isOwn(name));
      if (name === null || agent === undefined) return;
      const called = agent.name === 'agent' ? textAttribute(attributes, 'gen_ai.agent.name') : null;
      const session = sessionOf(called ?? agent.name, attributes, draft);
      if (timeMs !== null) session.startTimeMs = Math.min(session.startTimeMs ?? timeMs, timeMs);
      if (!agent.isCall(name, attributes)) return;
      if (name === detailsEvent) session.isDetailed = true;
      else if (service !== null && agent.name !== 'claude') session.services.add(service);
      addUsage(session.byEvents, readUsage(attributes));
    },
    addStream: ({ draft, point, value }) => {
      const { metric, attributes } = point;
      const model = textAttribute(attributes, 'model');
      if (metric === 'claude_code.cost.usage')
        addUsage(sessionOf('claude', attributes, draft).byMetrics, { model, tokens: null, costUsd: value });
      const tokens = metric === 'claude_code.token.usage' ? tokensOf(attributes, value) : null;
      if (tokens !== null)
        addUsage(sessionOf('claude', attributes, draft).byMetrics, { model, tokens, costUsd: null });
    },
    finish: (isTraced) => finishSessions(sessions, isTraced),
  };
}

function finishSessions(sessions: ReadonlyMap<string, Session>, isTraced: boolean): CountedSessions {
  let isClaudeCounted = false;
  const counted = [...sessions.values()].filter(({ byEvents }) => byEvents.size > 0);
  const countedAgents = new Set(counted.map(({ agent }) => agent));
  const unnamed = new Set(counted.filter((each) => each.conversation === '').map(({ agent }) => agent));
  const named = new Set(counted.filter(({ isDetailed }) => !isDetailed).map((each) => each.conversation));
  for (const session of sessions.values()) {
    const { draft, agent, conversation, byEvents, byMetrics, startTimeMs, isDetailed } = session;
    // Metrics or events may omit their session: both contain the same data.
    const isCounted = conversation === '' ? countedAgents.has(agent) : unnamed.has(agent);
    if (byEvents.size === 0 && isCounted) continue;
    // Gemini CLI also reports each call in its own event.
    if (isDetailed && (isTraced || named.has(conversation))) continue;
    const usages = [...(byEvents.size > 0 ? byEvents : byMetrics).values()];
    if (usages.length === 0) continue;
    addSession(draft, usages, { id: conversation, name: agent, startTimeMs });
    isClaudeCounted ||= agent === 'claude';
  }
  return { isClaudeCounted, services: new Set(counted.flatMap(({ services }) => [...services])) };
}

/** A name of Claude Code's events, metrics and spans. */
export function isClaudeEvent(name: string): boolean {
  return name.startsWith('claude_code.');
}

function tokensOf(attributes: Attributes, value: number): Tokens | null {
  const none = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
  const type = textAttribute(attributes, 'type');
  return type !== null && Object.hasOwn(none, type) ? { ...none, [type]: value } : null;
}

/** Adds the usage of a model; above 100 models further ones are left out. */
export function addUsage(usages: Map<string, SpentByModel>, usage: SpentByModel): void {
  const { model, tokens, costUsd } = knownUsage(usage);
  const key = model ?? '';
  const known = usages.get(key);
  if (known === undefined && usages.size >= 100) return;
  usages.set(key, {
    model,
    tokens: addTokens(known?.tokens ?? null, tokens),
    costUsd: costUsd === null ? (known?.costUsd ?? null) : (known?.costUsd ?? 0) + costUsd,
  });
}

/** Negative amounts are unknown. */
export function knownUsage({ model, tokens, costUsd }: SpentByModel): SpentByModel {
  return { model, tokens: knownTokens(tokens), costUsd: positive(costUsd) };
}

/** Sums; null is unknown. */
export function addTokens(a: Tokens | null, b: Tokens | null): Tokens | null {
  if (a === null || b === null) return a ?? b;
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheCreation: a.cacheCreation + b.cacheCreation,
  };
}

type SessionDraft = Pick<TaskDraft, 'name'> &
  Partial<Omit<TaskDraft, 'id'>> & {
    /** Its id in the agent's other logs; '' without one. */
    readonly id: string;
    /** A process that continues it begins with the totals of the previous one. */
    readonly totalsContinue?: boolean;
  };

/**
 * One task for a session with the usage of its main model, and one below it for each other model, so that neither the
 * sums nor the models' shares are counted twice. The main model is the one with the highest cost.
 */
export function addSession(
  draft: Draft,
  usages: readonly SpentByModel[],
  { id, totalsContinue = false, ...known }: SessionDraft,
): void {
  const [main, ...others] = [...usages].sort(
    (a, b) => (b.costUsd ?? 0) - (a.costUsd ?? 0) || totalOf(b) - totalOf(a),
  );
  const session = draft.addTask({ ...known, kind: 'agent', ...main });
  const shares = others.map((usage) =>
    draft.addTask({
      parentId: session.id,
      name: `${known.name} / ${usage.model ?? 'model'}`,
      kind: 'model',
      ...usage,
    }),
  );
  draft.nameSession({
    id: `${known.name} ${id}`,
    taskIds: [session, ...shares].map((task) => task.id),
    totalsContinue,
  });
}

function totalOf({ tokens }: SpentByModel): number {
  return tokens === null ? 0 : tokens.input + tokens.output + tokens.cacheRead + tokens.cacheCreation;
}
