/**
 * Sends ended spans to an exporter in batches, one after the other. OpenTelemetry's own processor silently drops spans
 * when more than 2,048 end before it can send, and its flush does not wait for a batch that is already on its way.
 */
import { context } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode, suppressTracing } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import { withDeadline } from '../io/deadline.ts';
import { formatCount } from '../model/counts.ts';
import { withoutSecrets } from './otlp-fault.ts';

const batch = 512;
const delayMs = 5_000;
/** As in OpenTelemetry's own processor: an exporter that never answers must not hold up the program or later spans. */
const answerMs = 30_000;

export class SpanQueue implements SpanProcessor {
  readonly #exporter: SpanExporter;
  readonly #onProblem: (error: Error) => void;
  readonly #most: number;
  #waiting: ReadableSpan[] = [];
  /** Numbers of spans that came, and that were sent or given up. */
  #added = 0;
  #done = 0;
  #sending: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isFull = false;
  #isOver = false;

  /**
   * @param onProblem called for each fault
   * @param most maximum number of spans that wait
   */
  constructor(exporter: SpanExporter, onProblem: (error: Error) => void, most = 100_000) {
    this.#exporter = exporter;
    this.#onProblem = onProblem;
    this.#most = most;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (this.#isOver) return;
    if (this.#waiting.length >= this.#most) return this.#drop();
    this.#added += 1;
    this.#waiting.push(span);
    if (this.#waiting.length >= batch && this.#sending === null) void this.forceFlush();
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.forceFlush();
    }, delayMs).unref();
  }

  /** Sends the spans that have ended until now. */
  async forceFlush(): Promise<void> {
    const last = this.#added;
    while (this.#done < last) {
      this.#sending ??= this.#sendNext();
      await this.#sending;
    }
  }

  async shutdown(): Promise<void> {
    this.#isOver = true;
    await this.forceFlush();
    await this.#exporter.shutdown();
  }

  async #sendNext(): Promise<void> {
    this.#isFull = false;
    const spans = this.#waiting.splice(0, batch);
    const { code, error } = await this.#export(spans);
    this.#sending = null;
    this.#done += spans.length;
    const isSent = code === ExportResultCode.SUCCESS;
    // Each further batch would keep the program alive until its own timeout.
    if (!isSent) this.#done += this.#waiting.splice(0).length;
    // A receiver may accept a batch and reject some of its spans.
    if (!isSent || error) this.#onProblem(withoutSecrets(error ?? new Error('no answer')));
  }

  #drop(): void {
    if (this.#isFull) return;
    this.#isFull = true;
    this.#onProblem(
      new Error(`more than ${formatCount(this.#most)} spans waited: further ones were not sent`),
    );
  }

  /** Faults never reach the program. */
  async #export(spans: ReadableSpan[]): Promise<ExportResult> {
    try {
      const answer = new Promise<ExportResult>((resolve) =>
        context.with(suppressTracing(context.active()), () => this.#exporter.export(spans, resolve)),
      );
      const result = await withDeadline(answer, answerMs);
      if (result !== 'timeout') return result;
      return { code: ExportResultCode.FAILED, error: new Error(`no answer within ${answerMs / 1000} s`) };
    } catch (error) {
      return { code: ExportResultCode.FAILED, error: error as Error };
    }
  }
}
