/** Processors of ended spans: into files, memory, and any number of exporters. */

import { appendFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import { makeFolder } from '../io/make-folder.ts';
import { dayMs } from '../model/time-units.ts';
import { cancelFlushAtExit, flushAtExit } from '../recorder/flush-at-exit.ts';
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

const batch = 512;

/**
 * Appends spans to a file of this process, one OTLP/JSON request per line; the rest is written at the end of the
 * process.
 */
export class SpanFile implements SpanProcessor {
  readonly #folder: string;
  readonly #path: string;
  readonly #retentionDays: number;
  readonly #onProblem: (error: Error) => void;
  #waiting: ReadableSpan[] = [];
  #isOpen = false;

  constructor(folder: string, retentionDays: number, onProblem: (error: Error) => void) {
    this.#folder = folder;
    this.#path = join(
      folder,
      `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${process.pid}.otlp.jsonl`,
    );
    this.#retentionDays = retentionDays;
    this.#onProblem = onProblem;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (this.#waiting.length === 0) flushAtExit(this.flush);
    this.#waiting.push(span);
    if (this.#waiting.length >= batch) this.flush();
  }

  flush = (): void => {
    cancelFlushAtExit(this.flush);
    const spans = this.#waiting;
    this.#waiting = [];
    if (spans.length === 0) return;
    try {
      if (!this.#isOpen) this.#open();
      appendFileSync(this.#path, writeOtlp(spans));
    } catch (error) {
      this.#onProblem(error as Error);
    }
  };

  async forceFlush(): Promise<void> {
    this.flush();
  }

  async shutdown(): Promise<void> {
    this.flush();
  }

  /** Old traces are removed when a new file begins. */
  #open(): void {
    this.#isOpen = true;
    makeFolder(this.#folder);
    const oldest = Date.now() - this.#retentionDays * dayMs;
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      if (name.endsWith('.otlp.jsonl') && statSync(path).mtimeMs < oldest) rmSync(path, { force: true });
    }
  }
}
