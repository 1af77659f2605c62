/** Processors of ended spans: into files, memory, and any number of exporters. */

import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import { listFolder } from '../io/read-or-empty.ts';
import { dayMs } from '../model/time-units.ts';
import { createFlushBuffer, type FlushBuffer } from '../recorder/flush-buffer.ts';
import { appendLines } from '../recorder/log-file.ts';
import { writeOtlp } from '../traces/write-otlp.ts';

/** Passes each span to all processors of a growing list. */
export class SpanFanout implements SpanProcessor {
  readonly #processors: SpanProcessor[] = [];

  add(processor: SpanProcessor): void {
    this.#processors.push(processor);
  }

  onStart(...started: Parameters<SpanProcessor['onStart']>): void {
    for (const each of this.#processors) each.onStart(...started);
  }

  onEnd(span: ReadableSpan): void {
    for (const each of this.#processors) each.onEnd(span);
  }

  async forceFlush(): Promise<void> {
    await Promise.allSettled(this.#processors.map((each) => each.forceFlush()));
  }

  async shutdown(): Promise<void> {
    await Promise.allSettled(this.#processors.map((each) => each.shutdown()));
  }
}

/** Keeps the newest spans in memory, for requests of a trace. */
export class RecentSpans implements SpanProcessor {
  readonly #spans: ReadableSpan[] = [];
  readonly #most: number;

  /** @param most maximum number of spans */
  constructor(most = 10_000) {
    this.#most = most;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    this.#spans.push(span);
    // In large steps: removing the first items of a long list is expensive.
    if (this.#spans.length > this.#most * 1.5) this.#spans.splice(0, this.#spans.length - this.#most);
  }

  /** The ended spans, in that order. */
  ofTrace(traceId: string): ReadableSpan[] {
    return this.#spans.filter((span) => span.spanContext().traceId === traceId);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {
    this.#spans.length = 0;
  }
}

/**
 * Appends spans to a file of this process, one OTLP/JSON request per line, a second after their end at the latest; the
 * rest is written at the end of the process.
 */
export class SpanFile implements SpanProcessor {
  readonly #buffer: FlushBuffer<ReadableSpan>;

  constructor(folder: string, retentionDays: number, onProblem: (error: Error) => void) {
    const start = new Date().toISOString().replaceAll(/[:.]/g, '-');
    const path = join(folder, `${start}-${process.pid}.otlp.jsonl`);
    let isOpen = false;
    this.#buffer = createFlushBuffer({
      size: 512,
      intervalMs: 1000,
      write: (spans) => {
        if (!isOpen) removeOldFiles(folder, retentionDays);
        isOpen = true;
        appendLines(path, writeOtlp(spans));
      },
      onProblem: (error) => onProblem(error as Error),
    });
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    this.#buffer.add(span);
  }

  async forceFlush(): Promise<void> {
    this.#buffer.flush();
  }

  async shutdown(): Promise<void> {
    this.#buffer.flush();
  }
}

/** Other processes may remove them at the same time. */
function removeOldFiles(folder: string, retentionDays: number): void {
  const oldest = Date.now() - retentionDays * dayMs;
  for (const { name } of listFolder(folder)) {
    const path = join(folder, name);
    const writtenMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest;
    if (name.endsWith('.otlp.jsonl') && writtenMs < oldest) rmSync(path, { force: true });
  }
}
