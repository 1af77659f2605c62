/** What a build uses to tell about itself, and to ask what was told. */
export { summarizeSamples } from '../metrics/machine.ts';
export type { MachineSample } from '../model.ts';
export type { Alert } from './alert.ts';
export { BuildEnvironment } from './build-environment.ts';
export { type EmitTexts, emitFlags, runEmit } from './emit.ts';
export {
  EventCollector,
  type EventCollectorOptions,
  type EventListener,
  type EventStatistics,
} from './event-collector.ts';
export type { EventFilter } from './event-filter.ts';
export { AlertLevel, EventType, Severity } from './event-type.ts';
export {
  BuildEvent,
  type BuildEventOptions,
  ErrorEvent,
  type ErrorEventOptions,
  Event,
  type EventOptions,
  PerformanceEvent,
  type PerformanceEventOptions,
  SecurityEvent,
  type SecurityEventOptions,
  TaskEvent,
  type TaskEventOptions,
} from './events.ts';
export { exportEvents } from './events-csv.ts';
export { type ExecOptions, type ExecOutcome, runExec } from './exec.ts';
export {
  type HealthCheckpoint,
  type HealthCounts,
  HealthMonitor,
  type HealthMonitorOptions,
  HealthStatus,
  type HealthTrend,
} from './health-monitor.ts';
export { exportMeasurements, type Measurement } from './measurement.ts';
export {
  type EventSource,
  type Metric,
  type MetricOptions,
  MetricsAnalyzer,
  MetricType,
  type Period,
  periods,
  type RangeOptions,
  type TopError,
} from './metrics-analyzer.ts';
export {
  type MeasurementFilter,
  type OperationOptions,
  type OutcomeOptions,
  PerformanceTracker,
  type PerformanceTrackerOptions,
} from './performance-tracker.ts';
export { showAlerts, showDashboard, showEvents, showPerformance, showSummary } from './print-events.ts';
export type { View } from './print-format.ts';
export { exportSessionsCsv, exportSessionsJson, showBuildSummary, showRecent } from './print-sessions.ts';
export { type Sampler, type SamplerOptions, startSampler } from './sampler.ts';
export { type RecordSettings, readRecordSettings } from './settings.ts';
export type { MetricsSummary, ModelUsage } from './summarize-events.ts';
export type { OperationMetrics, PerformanceMetrics } from './summarize-measurements.ts';
export {
  type BuildStartOptions,
  type TargetOutcome,
  TelemetryCollector,
} from './telemetry-collector.ts';
export type { Operator, Threshold, ThresholdOptions } from './threshold.ts';
export {
  type AlertHandler,
  type AlertStatistics,
  ThresholdMonitor,
  type ThresholdMonitorOptions,
} from './threshold-monitor.ts';
export { Timer } from './timer.ts';
export { runWatch, type WatchOptions } from './watch.ts';
