/**
 * Draws the trace of docs/traces.md: the built action exports a run to a real OpenTelemetry Collector, and what that
 * received is kept as JSON and drawn. `npm run gallery:trace`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCollector } from './check-peers/collector.ts';
import { exportRun } from './check-peers/export-traces.ts';
import { root } from './check-peers/peer.ts';
import { readOtlpSpans, type SpanFacts } from './check-peers/span-facts.ts';

const width = 900;
const left = 270;
const rowHeight = 26;
const colours = { failed: '#cf222e', cancelled: '#8250df', waited: '#afb8c1', other: '#0969da' } as const;

const folder = mkdtempSync(join(tmpdir(), 'trace-picture-'));
const collector = await startCollector(folder);
try {
  await exportRun(folder, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  });
  const received = readFileSync(await collector.stop(), 'utf8');
  writeFileSync(join(root, 'docs/gallery/trace.otlp.jsonl'), received);
  writeFileSync(join(root, 'docs/gallery/trace.svg'), draw(readOtlpSpans(JSON.parse(received))));
} finally {
  collector.kill();
  rmSync(folder, { recursive: true, force: true });
}

function draw(spans: readonly SpanFacts[]): string {
  const rows = listRows(spans, '', 0);
  const start = Math.min(...spans.map(startOf));
  const scale = (width - left - 80) / (Math.max(...spans.map(endOf)) - start);
  const lines = rows.map(({ span, depth }, row) => {
    const x = left + (startOf(span) - start) * scale;
    const length = Math.max(2, (endOf(span) - startOf(span)) * scale);
    const y = row * rowHeight;
    const seconds = `${Math.round((endOf(span) - startOf(span)) / 1000)} s`;
    return `<text x="${10 + depth * 16}" y="${y + 17}">${escapeText(span.name)}</text><rect x="${x.toFixed(1)}" y="${y + 5}" width="${length.toFixed(1)}" height="16" rx="2" fill="${colourOf(span)}"/><text x="${(x + length + 6).toFixed(1)}" y="${y + 17}" fill="#59636e">${seconds}${saidOf(span)}</text>`;
  });
  const height = rows.length * rowHeight + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="#1f2328"><title>The trace of one workflow run</title><rect width="${width}" height="${height}" fill="#ffffff"/>
${lines.join('\n')}
</svg>
`;
}

interface Row {
  readonly span: SpanFacts;
  readonly depth: number;
}

function listRows(spans: readonly SpanFacts[], parent: string, depth: number): Row[] {
  const own = spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .sort((a, b) => startOf(a) - startOf(b) || endOf(a) - endOf(b));
  return own.flatMap((span) => [{ span, depth }, ...listRows(spans, span.spanId, depth + 1)]);
}

function startOf({ start }: SpanFacts): number {
  return Number(BigInt(start) / 1_000_000n);
}

function endOf({ end }: SpanFacts): number {
  return Number(BigInt(end) / 1_000_000n);
}

function resultOf({ attributes }: SpanFacts): string {
  return /"(failure|cancellation|queue[^"]*)"/.exec(JSON.stringify(attributes))?.[1] ?? '';
}

function colourOf(span: SpanFacts): string {
  if (/queue|wait/i.test(span.name)) return colours.waited;
  if (resultOf(span) === 'failure') return colours.failed;
  return resultOf(span) === 'cancellation' ? colours.cancelled : colours.other;
}

function saidOf(span: SpanFacts): string {
  const suffix = { failure: ', failed', cancellation: ', cancelled' }[resultOf(span)];
  return suffix ?? '';
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
