/** Counts once the tokens and costs that an agent's span states for the calls inside it as well. */
import { addKnown, sumTokens } from '../../metrics/final-tasks.ts';
import type { Tokens } from '../../model/task.ts';
import { addTokens } from '../claude/claude-usage.ts';
import type { HeldSpan } from './otlp-span.ts';
import { parentSpanOf, type Spans } from './otlp-traces.ts';

interface Amounts {
  readonly tokens: Tokens | null;
  readonly costUsd: number | null;
}

/** Leaves each span the part of its usage that the spans inside it do not contain. */
export function countUsageOnce(spans: Spans): void {
  const inside = groupByOuter(spans);
  const order = [...(inside.get(null) ?? [])];
  for (const span of order) for (const part of inside.get(span) ?? []) order.push(part);
  /** Of each span with all spans inside it. */
  const sums = new Map<HeldSpan, Amounts>();
  for (const span of order.toReversed()) {
    // Spans of this product contain only their own usage.
    const parts = (inside.get(span) ?? []).filter(({ own }) => own === null);
    const used = parts.flatMap((part) => sums.get(part) ?? []);
    const below = {
      tokens: used.reduce<Tokens | null>((sum, { tokens }) => addTokens(sum, tokens), null),
      costUsd: addKnown(used.map(({ costUsd }) => costUsd)),
    };
    if (span.own === null) span.usage = { ...span.usage, ...restOf(span.usage, below, parts, sums) };
    sums.set(span, {
      tokens: addTokens(below.tokens, span.usage.tokens),
      costUsd: addKnown([below.costUsd, span.usage.costUsd]),
    });
  }
}

/** Spans with usage, by the next outer span with usage; null: none. Cycles have no outermost span. */
function groupByOuter(spans: Spans): ReadonlyMap<HeldSpan | null, readonly HeldSpan[]> {
  const known = new Map<HeldSpan, HeldSpan | null>();
  const outerOf = (span: HeldSpan): HeldSpan | null => {
    const path: HeldSpan[] = [];
    let at: HeldSpan | undefined = span;
    let outer: HeldSpan | null = null;
    while (at !== undefined && !known.has(at)) {
      known.set(at, null);
      path.push(at);
      at = parentSpanOf(at, spans);
      if (at !== undefined && hasUsage(at)) outer = at;
      if (outer !== null) break;
    }
    if (outer === null && at !== undefined) outer = known.get(at) ?? null;
    for (const each of path) known.set(each, outer);
    return outer;
  };
  return Map.groupBy([...spans.values()].filter(hasUsage), outerOf);
}

export function hasUsage({ usage }: HeldSpan): boolean {
  return usage.tokens !== null || usage.costUsd !== null;
}

type Sums = ReadonlyMap<HeldSpan, Amounts>;

function restOf(stated: Amounts, below: Amounts, parts: readonly HeldSpan[], sums: Sums): Amounts {
  const { tokens, costUsd } = stated;
  const rest = (costUsd ?? 0) - (below.costUsd ?? 0);
  // A difference of this size is only rounding.
  const isRest = below.costUsd === null || rest > (costUsd ?? 0) * 1e-9;
  return {
    tokens: callsContainAll('tokens', parts, sums) ? null : restOfTokens(tokens, below.tokens),
    costUsd: costUsd === null || !isRest || callsContainAll('costUsd', parts, sums) ? null : rest,
  };
}

/**
 * The calls of an agent itself contain all of its usage: an agent may also state what another agent used, or what was
 * used before. Agents inside it are only a part.
 */
function callsContainAll(which: keyof Amounts, parts: readonly HeldSpan[], sums: Sums): boolean {
  const calls = parts.filter(({ kind }) => kind !== 'agent');
  return calls.length > 0 && calls.every((call) => (sums.get(call)?.[which] ?? null) !== null);
}

function restOfTokens(stated: Tokens | null, below: Tokens | null): Tokens | null {
  if (stated === null || below === null) return stated;
  const total = (sumTokens({ tokens: stated }) ?? 0) - (sumTokens({ tokens: below }) ?? 0);
  if (total <= 0) return null;
  const rest = {
    input: stated.input - below.input,
    output: stated.output - below.output,
    cacheRead: stated.cacheRead - below.cacheRead,
    cacheCreation: stated.cacheCreation - below.cacheCreation,
  };
  if (Object.values(rest).every((count) => count >= 0)) return rest;
  // They distinguish other kinds of tokens.
  const output = Math.min(total, Math.max(0, rest.output));
  return { input: total - output, output, cacheRead: 0, cacheCreation: 0 };
}
