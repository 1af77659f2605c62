/** Agents that work minute by minute: of four types, with tools, contexts, errors, and tasks that wait. */
import type { MetricsCollector } from '../../src/agents/metrics-collector.ts';
import { seededRandom } from '../stores/interleave.ts';

/** Most executions in a minute, seconds of one, tokens of one, and the model. */
const types = {
  coder: [5, 40, 9000, 'large'],
  reviewer: [3, 15, 4000, 'large'],
  tester: [3, 60, 2500, 'small'],
  planner: [1, 90, 12_000, 'large'],
} as const;
/** Most calls in a minute, milliseconds of one, and how many of a hundred fail. */
const tools = { Read: [40, 20, 1], Edit: [18, 60, 4], Bash: [14, 4000, 12], Grep: [22, 90, 2] } as const;
const errorTypes = ['timeout', 'rate_limit', 'tool_error', 'context_overflow'];
const windowTokens = 200_000;

/** What happens in one minute; agents that it starts are at work until the next one. */
export function simulateMinute(collector: MetricsCollector, minute: number): void {
  const random = seededRandom(minute + 1);
  const below = (most: number): number => Math.ceil(most * random());
  for (const [agentType, [most, seconds, tokens, model]] of Object.entries(types))
    for (let number = below(most); number > 0; number--) {
      const execution = { agentId: `${agentType}-${number}`, agentType, phase: 'work', model };
      const success = random() > 0.06;
      const duration = seconds * 1000 * (0.5 + random());
      collector.trackAgentExecution({ ...execution, duration, tokens: below(tokens), success });
      collector.trackTask({ taskType: agentType, duration, success });
      if (!success)
        collector.trackError({
          component: agentType,
          errorType: errorTypes[Math.floor(errorTypes.length * random() ** 2)] as string,
          severity: 'error',
        });
      const used = windowTokens * (0.2 + 0.6 * ((minute % (17 + number)) / (17 + number)));
      collector.trackContextUsage({ used, total: windowTokens, agentId: execution.agentId });
      if (random() < 0.5) collector.startAgent(execution);
    }
  for (const [tool, [most, ms, failing]] of Object.entries(tools))
    for (let call = below(most); call > 0; call--)
      collector.trackToolUsage({
        tool,
        duration: ms * (0.3 + 2 * random()),
        success: 100 * random() > failing,
      });
  for (const [at, priority] of ['high', 'normal', 'low'].entries())
    collector.setQueueSize(
      priority,
      Math.round((1 + at) * (2 + 2 * Math.sin((minute + 9 * at) / 8)) * random()),
    );
}
