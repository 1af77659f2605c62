/** Golden Armada's collector of metrics: each call updates the metrics and is written into the event log. */
import { isFields } from '../ingest/read-fields.ts';
import { checkNumber } from '../model/check-number.ts';
import type { Labels, MetricKind, MetricPoint, MetricSpec } from '../model/metric-point.ts';
import { agentMetrics } from '../points/agent-metrics.ts';
import { measureErrorRates } from '../points/error-rates.ts';
import { MetricRegistry, type RegistryOptions } from '../points/metric-registry.ts';
import { EventCollector, type EventCollectorOptions } from '../recorder/event-collector.ts';
import type { RecordedEvent } from '../recorder/events.ts';
import { warnOfProblem } from '../recorder/flush-buffer.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { contextMetric, observeEvent } from './observe-event.ts';
import { metricKinds, readOwnMetric } from './own-metric.ts';
import {
  type AgentError,
  type AgentExecution,
  agentEvent,
  agentStart,
  type ContextUsage,
  errorEvent,
  measureEvent,
  type TaskOutcome,
  type ToolUsage,
  taskEvent,
  toolEvent,
} from './work-events.ts';

export interface MetricsCollectorOptions
  extends Pick<EventCollectorOptions, 'path' | 'buildId' | 'enabled'>,
    Pick<RegistryOptions, 'maxSeries' | 'maxPoints'> {
  /**
   * Called for wrong arguments, names that break the conventions, and logs that cannot be written; by default a
   * process warning.
   */
  readonly onProblem?: (error: Error) => void;
}

/** Never throws into the measured program. It reports a wrong argument once and ignores the call. */
export class MetricsCollector {
  readonly #options: MetricsCollectorOptions;
  readonly #registry: MetricRegistry;
  readonly #active = new Map<string, Set<string>>();
  readonly #work = new Set<string>();
  /** Metrics whose definition is in the log. */
  readonly #written = new Set<string>();
  readonly #isOn: boolean;
  #log: EventCollector | null = null;

  constructor(options: MetricsCollectorOptions = {}) {
    this.#options = options;
    this.#isOn = options.enabled ?? readRecordSettings().enabled;
    this.#registry = new MetricRegistry({ ...options, warn: (message) => this.#warn(message) });
    this.initializeDefaultMetrics();
  }

  /** Defines the metrics of the documents. Call `define` for further ones. */
  initializeDefaultMetrics(): void {
    for (const spec of agentMetrics) this.#registry.define(spec);
  }

  /** Adds a custom metric; its name and labels should follow Prometheus' conventions. */
  define(
    spec: Pick<MetricSpec, 'name' | 'help'> & { readonly kind: MetricKind } & Partial<MetricSpec>,
  ): void {
    this.#guard(() => {
      checkObject(spec, 'define');
      checkText(spec.name, 'name');
      if (!metricKinds.includes(spec.kind))
        throw new TypeError(`\`${spec.kind}\` is not a kind of metric: use ${metricKinds.join(', ')}.`);
      this.#registry.define({ unit: '1', labels: [], ...spec });
    });
  }

  /** Adds a value to a custom metric: an increment, a gauge's value, or an observation. */
  record(name: string, value: number, labels: Labels = {}): void {
    this.#take(() => {
      checkText(name, 'name');
      if (!Number.isFinite(value)) throw new TypeError(`\`${name}\` cannot have the value ${value}.`);
      checkLabels(labels, name);
      const spec = this.#written.has(name) ? undefined : this.specs.find((each) => each.name === name);
      this.#written.add(name);
      return measureEvent(name, value, labels, { spec });
    });
  }

  /** An agent starts; `trackAgentExecution` with the same id ends it. Updates `active_agents`. */
  startAgent(work: Pick<AgentExecution, 'agentId' | 'agentType'>): void {
    this.#take(() => {
      checkObject(work, 'startAgent');
      return agentStart(checkText(work.agentId, 'agentId'), checkText(work.agentType, 'agentType'));
    });
  }

  /** Updates `agent_execution_total`, its duration, tokens and cost. */
  trackAgentExecution(work: AgentExecution): void {
    this.#take(() => {
      checkObject(work, 'trackAgentExecution');
      checkText(work.agentType, 'agentType');
      checkOutcome(work);
      checkTokens(work.tokens);
      if (isGiven(work.costUsd)) checkNumber(work.costUsd, 'costUsd');
      for (const name of ['agentId', 'phase', 'model'] as const)
        if (isGiven(work[name])) checkText(work[name], name);
      return agentEvent(work);
    });
  }

  /** Updates the four metrics of tools. */
  trackToolUsage(work: ToolUsage): void {
    this.#take(() => {
      checkObject(work, 'trackToolUsage');
      checkText(work.tool, 'tool');
      checkOutcome(work);
      return toolEvent(work);
    });
  }

  /** Sets the three metrics of context windows. */
  trackContextUsage(usage: ContextUsage): void {
    this.#take(() => {
      checkObject(usage, 'trackContextUsage');
      const { used, total, agentId, sessionId } = usage;
      const labels = {
        agent_id: checkText(agentId, 'agentId'),
        session_id: sessionId ?? '',
        total: checkNumber(total, 'total'),
      };
      return measureEvent(contextMetric, checkNumber(used, 'used'), labels, { sessionId });
    });
  }

  /** Updates `error_total`, and with it `error_rate`. */
  trackError(work: AgentError): void {
    this.#take(() => {
      checkObject(work, 'trackError');
      checkText(work.component, 'component');
      checkText(work.errorType, 'errorType');
      return errorEvent(work);
    });
  }

  /** Updates `task_duration_seconds`, and the successes or failures. */
  trackTask(work: TaskOutcome): void {
    this.#take(() => {
      checkObject(work, 'trackTask');
      const type = checkText(work.taskType, 'taskType');
      if (['agent', 'tool', 'model'].includes(type))
        throw new TypeError(`A task of the type \`${type}\` has its own function: use another type.`);
      checkOutcome(work);
      return taskEvent(work);
    });
  }

  /** Sets `task_queue_size` of a priority. */
  setQueueSize(priority: string, size: number): void {
    this.#take(() =>
      measureEvent('task_queue_size', checkNumber(size, 'size'), {
        priority: checkText(priority, 'priority'),
      }),
    );
  }

  /** Reads an event that another process wrote into the log; it is not written again. */
  observe(event: RecordedEvent): void {
    const timeMs = event.timestamp.getTime();
    const own = readOwnMetric(event);
    if (own !== null) this.#registry.define(own);
    observeEvent(
      event,
      (name, labels, value) => this.#registry.observe(name, labels, value, timeMs),
      this.#active,
    );
  }

  /** Every stored data point, oldest first; `error_rate` is computed now. */
  getAllMetrics(): MetricPoint[] {
    const points = this.#registry.points();
    return [...points, ...measureErrorRates(points, Date.now())];
  }

  getMetricsByName(name: string): MetricPoint[] {
    return this.getAllMetrics().filter((point) => point.name === name);
  }

  /** The definition of each metric. */
  get specs(): readonly MetricSpec[] {
    return this.#registry.specs;
  }

  /** Deletes data points and totals in memory, of one metric or of all; the log stays. */
  clear(name?: string): void {
    this.#registry.clear(name);
  }

  /** Writes the buffer into the log; this also happens after a second and at the end of the process. */
  flush(): void {
    this.#log?.flush();
  }

  #take(make: () => RecordedEvent): void {
    if (!this.#isOn) return;
    this.#guard(() => {
      const event = make();
      this.observe(event);
      this.#openLog().collect(event);
    });
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#warn((error as Error).message);
    }
  }

  /** Opened on the first write: a program that only imports this library writes nothing. */
  #openLog(): EventCollector {
    const { path, buildId } = this.#options;
    this.#log ??= new EventCollector({
      enabled: true,
      onProblem: (error) => this.#warn(error.message),
      ...(path === undefined ? {} : { path }),
      ...(buildId === undefined ? {} : { buildId }),
    });
    return this.#log;
  }

  #warn(message: string): void {
    if (this.#work.has(message)) return;
    if (this.#work.size < 1000) this.#work.add(message);
    (this.#options.onProblem ?? warnOfProblem)(new Error(message));
  }
}

function checkObject(given: unknown, name: string): void {
  if (!isFields(given)) throw new TypeError(`\`${name}\` takes an object, not ${show(given)}.`);
}

/** The fields that all kinds of work have. */
function checkOutcome({
  duration,
  success,
  errorType,
}: {
  readonly duration: unknown;
  readonly success: unknown;
  readonly errorType?: unknown;
}): void {
  checkNumber(duration, 'duration');
  if (typeof success !== 'boolean')
    throw new TypeError(`\`success\` is ${show(success)}: write true or false.`);
  if (isGiven(errorType)) checkText(errorType, 'errorType');
}

function checkTokens(tokens: AgentExecution['tokens']): void {
  if (typeof tokens !== 'object' || tokens === null) {
    if (isGiven(tokens)) checkNumber(tokens, 'tokens');
    return;
  }
  for (const [type, count] of Object.entries(tokens))
    if (isGiven(count)) checkNumber(count, `tokens.${type}`);
}

function checkLabels(labels: unknown, name: string): void {
  const values = isFields(labels) ? Object.values(labels) : [null];
  if (!values.every((value) => ['string', 'number', 'boolean'].includes(typeof value)))
    throw new TypeError(`The labels of \`${name}\` are not an object of texts, numbers and booleans.`);
}

/** A text in quotes: `"5"` is not 5. */
function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function checkText(value: unknown, name: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new TypeError(`\`${name}\` is ${String(value)}: write a text.`);
}

/** The collector of this process. */
export const metricsCollector = new MetricsCollector();
