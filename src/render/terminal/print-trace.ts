/** A trace as a waterfall: each span below its parent, with a bar for its time. */
import { plural } from '../../model/counts.ts';
import { formatDuration } from '../../words/numbers.ts';
import { cutText, measureText } from './fit-text.ts';
import { shownText } from './print-format.ts';

export interface TraceSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** null for a root; the parent may be in another process. */
  readonly parentId: string | null;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly hasFailed: boolean;
}

/** Maximum number of spans: more do not fit on a screen. */
const maxSpans = 200;
const nameWidth = 40;
const timeWidth = 9;

/** @param width columns of the screen */
export function printTrace(spans: readonly TraceSpan[], width: number): string {
  const { startMs, endMs } = rangeOfSpans(spans);
  const columns = Math.max(
    10,
    Math.min(100, Number.isFinite(width) ? width : 100) - nameWidth - timeWidth - 5,
  );
  const scale = columns / Math.max(endMs - startMs, Number.MIN_VALUE);
  const lines = orderSpans(spans)
    .slice(0, maxSpans)
    .map(({ span, depth }) => {
      const from = Math.min(columns - 1, Math.floor((span.startMs - startMs) * scale));
      const length = Math.max(1, Math.min(columns - from, Math.round(span.durationMs * scale)));
      const bar = `${' '.repeat(from)}${(span.hasFailed ? '▒' : '█').repeat(length)}`.padEnd(columns);
      const sign = span.hasFailed ? '✗' : ' ';
      const text = cutText(`${'  '.repeat(Math.min(depth, 12))}${shownText(span.name, 200)}`, nameWidth);
      const name = text + ' '.repeat(Math.max(0, nameWidth - measureText(text)));
      return `${sign} ${name} ${bar} ${formatDuration(span.durationMs).padStart(timeWidth)}`;
    });
  const more = spans.length > maxSpans ? [`… and ${plural(spans.length - maxSpans, 'more span')}`] : [];
  return `${[...lines, ...more].join('\n')}\n`;
}

/** From the first start to the last end: a trace may have more spans than a call has arguments. */
export function rangeOfSpans(spans: readonly TraceSpan[]): {
  readonly startMs: number;
  readonly endMs: number;
} {
  let [startMs, endMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const span of spans) {
    startMs = Math.min(startMs, span.startMs);
    endMs = Math.max(endMs, span.startMs + span.durationMs);
  }
  return { startMs, endMs };
}

/** Parents before their children, each in the order of start; a cycle of parents begins anywhere. */
function orderSpans(spans: readonly TraceSpan[]): { span: TraceSpan; depth: number }[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const children = Map.groupBy(spans, ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : '',
  );
  const ordered: { span: TraceSpan; depth: number }[] = [];
  const seen = new Set<TraceSpan>();
  // Without recursion: a chain of spans may be deeper than the stack.
  const visit = (root: TraceSpan): void => {
    const waiting = [{ span: root, depth: 0 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { span, depth } = next;
      if (seen.has(span)) continue;
      seen.add(span);
      ordered.push(next);
      for (const child of (children.get(span.spanId) ?? []).toSorted(byStart).reverse())
        waiting.push({ span: child, depth: depth + 1 });
    }
  };
  for (const root of (children.get('') ?? []).toSorted(byStart)) visit(root);
  for (const span of spans.toSorted(byStart)) visit(span);
  return ordered;
}

function byStart(a: TraceSpan, b: TraceSpan): number {
  return a.startMs - b.startMs || b.durationMs - a.durationMs;
}
