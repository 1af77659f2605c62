/** An agent's task loop that records the model, tokens and cost of each task, and checks thresholds. */
import {
  BuildEvent,
  ErrorEvent,
  EventCollector,
  EventType,
  MetricsAnalyzer,
  showSummary,
  TaskEvent,
  ThresholdMonitor,
} from 'build-telemetry';

/** Dollars for a million tokens. */
const prices = { haiku: 1, sonnet: 3, opus: 15 };

/** In place of a model's API: the small model fails at hard tasks. */
async function callModel(model, task) {
  if (model === 'haiku' && task.hard)
    throw Object.assign(new Error('The answer does not parse.'), { name: 'ParseError' });
  return { text: `${task.id} done`, tokens: task.hard ? 4000 : 1200 };
}

const sessionId = `session-${process.pid}`;
const events = new EventCollector();
const analyzer = new MetricsAnalyzer(events);
const monitor = new ThresholdMonitor(analyzer);
monitor.addThreshold({
  name: 'expensive_tasks',
  metricName: 'avg_cost_per_task',
  operator: 'gt',
  value: 0.005,
  level: 'WARNING',
  description: 'Average task cost exceeds $0.005',
});
monitor.addAlertHandler((alert) =>
  process.stdout.write(`ALERT [${alert.level}] ${alert.message}: ${alert.action}\n`),
);
events.addListener((event) => {
  if (event.eventType === EventType.MODEL_FALLBACK)
    process.stdout.write(`falling back to ${event.modelUsed}\n`);
});

async function runTask(task) {
  const about = { taskId: task.id, taskName: task.name, taskType: 'agent', sessionId };
  events.collect(new TaskEvent({ ...about, eventType: EventType.TASK_STARTED }));
  const start = performance.now();
  for (const model of ['haiku', 'sonnet']) {
    events.collect(new TaskEvent({ ...about, eventType: EventType.MODEL_SELECTED, modelUsed: model }));
    try {
      const { tokens } = await callModel(model, task);
      const costUsd = (tokens * prices[model]) / 1e6;
      const spent = { modelUsed: model, tokensUsed: tokens, costUsd, durationMs: performance.now() - start };
      events.collect(
        new TaskEvent({ ...about, ...spent, eventType: EventType.TASK_COMPLETED, success: true }),
      );
      return;
    } catch (error) {
      const why = { errorType: error.name, errorMessage: error.message, taskId: task.id, sessionId };
      events.collect(
        new ErrorEvent({ ...why, eventType: EventType.ERROR_OCCURRED, recovered: model === 'haiku' }),
      );
      if (model === 'haiku') {
        events.collect(new TaskEvent({ ...about, eventType: EventType.MODEL_FALLBACK, modelUsed: 'sonnet' }));
      }
    }
  }
  events.collect(
    new TaskEvent({
      ...about,
      eventType: EventType.TASK_FAILED,
      success: false,
      durationMs: performance.now() - start,
    }),
  );
}

const tasks = Array.from({ length: 10 }, (_, i) => ({
  id: `task-${i + 1}`,
  name: ['Plan', 'Edit', 'Test', 'Review', 'Document'][i % 5],
  hard: i % 5 === 2,
}));
events.collect(
  new BuildEvent({
    eventType: EventType.BUILD_STARTED,
    buildId: sessionId,
    sessionId,
    totalTasks: tasks.length,
  }),
);
for (const task of tasks) await runTask(task);
events.collect(
  new BuildEvent({
    eventType: EventType.BUILD_COMPLETED,
    buildId: sessionId,
    sessionId,
    totalTasks: tasks.length,
  }),
);

monitor.checkThresholds();
process.stdout.write(`\n${showSummary(analyzer.calculateSummary('hour')).text}`);
for (const error of analyzer.getTopErrors({ limit: 3 })) {
  process.stdout.write(`${error.errorType}: ${error.count} times, such as "${error.example.message}"\n`);
}
