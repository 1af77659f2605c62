/** Every metric that this product knows, in one list. */
import type { MetricSpec } from '../model/metric-point.ts';
import { agentMetrics } from './agent-metrics.ts';
import { builderMetrics, pipelineMetrics } from './pipeline-metrics.ts';

export const metricSpecs: readonly MetricSpec[] = [...pipelineMetrics, ...builderMetrics, ...agentMetrics];
