/**
 * The library, free of GitHub code: the recorder for builds, and the engine that judges them. Types of the engine
 * with the name of a recorder class are under `model`.
 */
export {
  MetricsCollector,
  type MetricsCollectorOptions,
  metricsCollector,
} from './agents/metrics-collector.ts';
export type {
  AgentError,
  AgentExecution,
  ContextUsage,
  TaskOutcome,
  TokensUsed,
  ToolUsage,
} from './agents/work-events.ts';
export { type AnalysisInput, analyze } from './analyze.ts';
export {
  type AnalyticsReport,
  findBottlenecks,
  type SessionRegression as Regression,
  type SessionRegression,
  type TargetAnalytics,
  TelemetryAnalyzer,
  type Trend,
} from './builder/analyze-sessions.ts';
export { BuildEnvironment } from './builder/build-environment.ts';
export {
  type BuildSession,
  sessionsOfHistory,
  type TargetMetrics,
} from './builder/build-session.ts';
export { FlameGraphBuilder } from './builder/flame-graph-builder.ts';
export { sessionToBuild } from './builder/session-build.ts';
export {
  type BuildStartOptions,
  type TargetOutcome,
  TelemetryCollector,
} from './builder/telemetry-collector.ts';
export {
  TelemetryConfig,
  TelemetryStorage,
  type TelemetryStorageOptions,
} from './builder/telemetry-storage.ts';
export type { RaisedAlert as Alert } from './buildrunner/alert-record.ts';
export {
  type CalculatedMetric as Metric,
  type EventSource,
  type MetricOptions,
  MetricsAnalyzer,
  MetricType,
  type Period,
  periods,
  type RangeOptions,
  type TopError,
} from './buildrunner/metrics-analyzer.ts';
export {
  type MeasurementFilter,
  type OperationOptions,
  type OutcomeOptions,
  PerformanceTracker,
  type PerformanceTrackerOptions,
} from './buildrunner/performance-tracker.ts';
export type { OperationMetrics, PerformanceMetrics } from './buildrunner/summarize-measurements.ts';
export type { MetricsSummary, ModelUsage } from './buildrunner/summarize-work.ts';
export type { Operator, Threshold, ThresholdOptions } from './buildrunner/threshold.ts';
export {
  type AlertFilter,
  type AlertHandler,
  type AlertStatistics,
  ThresholdMonitor,
  type ThresholdMonitorOptions,
} from './buildrunner/threshold-monitor.ts';
export { Timer } from './buildrunner/timer.ts';
export { BuildRecorder, type BuildRecorderOptions, type RecordingEnd } from './capture/build-recorder.ts';
export { ReplayEngine, type ReplayEngineOptions, type ReplayResult } from './capture/replay-engine.ts';
export { type Detection, type DetectOptions, detect } from './detect/detect.ts';
export { diffBuilds, type NamedBuild } from './diff/diff-builds.ts';
export { JSONExporter, type JSONOptions } from './exporters/json-exporter.ts';
export { OpenTelemetryExporter, type OpenTelemetryOptions } from './exporters/opentelemetry-exporter.ts';
export {
  type PeriodicExport,
  type PeriodicExportOptions,
  startPeriodicExport,
} from './exporters/periodic-export.ts';
export { PrometheusExporter, type PrometheusOptions } from './exporters/prometheus-exporter.ts';
export type { FileFacts, Format, Limits, ReadOptions, ReadOutcome, Source } from './formats/read-build.ts';
export { formats, inspectSource, readBuild, writeNdjson } from './formats/read-build.ts';
export { summarizeSamples } from './metrics/summarize-samples.ts';
export type { Build, BuildContext } from './model/build.ts';
export type { Change } from './model/change.ts';
export type { History, HistoryStore, LoadedHistory, StoredBuild, TaskSeries } from './model/history.ts';
export type { MachineSample } from './model/machine.ts';
export type { MetricKind, MetricPoint, MetricSpec } from './model/metric-point.ts';
export type * as model from './model/model.ts';
export type { Problem } from './model/problem.ts';
export type { BuildRecording } from './model/recording.ts';
export type { Report } from './model/report.ts';
export type { EnvironmentSnapshot } from './model/session.ts';
export type { Task } from './model/task.ts';
export { METRIC_NAMES } from './points/agent-metrics.ts';
export { dashboardData, type PointSummary } from './query/dashboard-data.ts';
export type { MetricQuery } from './query/query-points.ts';
export type { Bucket } from './query/time-buckets.ts';
export { type EmitTexts, emitFlags, runEmit } from './recorder/emit.ts';
export {
  EventCollector,
  type EventCollectorOptions,
  type EventListener,
  type EventStatistics,
} from './recorder/event-collector.ts';
export type { EventFilter } from './recorder/event-filter.ts';
export { AlertLevel, EventType, Severity } from './recorder/event-type.ts';
export {
  BuildEvent,
  type BuildEventOptions,
  ErrorEvent,
  type ErrorEventOptions,
  type EventOptions,
  PerformanceEvent,
  type PerformanceEventOptions,
  RecordedEvent as Event,
  registerEventClass,
  SecurityEvent,
  type SecurityEventOptions,
  TaskEvent,
  type TaskEventOptions,
} from './recorder/events.ts';
export { exportEvents } from './recorder/events-csv.ts';
export { type ExecOptions, type ExecOutcome, runExec } from './recorder/exec.ts';
export {
  type HealthCheckpoint,
  type HealthCounts,
  HealthMonitor,
  type HealthMonitorOptions,
  HealthStatus,
  type HealthTrend,
} from './recorder/health-monitor.ts';
export { exportMeasurements, type Measurement } from './recorder/measurement.ts';
export { type RecordSettings, readRecordSettings } from './recorder/recorder-settings.ts';
export { type Sampler, type SamplerOptions, startSampler } from './recorder/sampler.ts';
export { runWatch, type WatchOptions } from './recorder/watch.ts';
export { BuildSteps } from './recording/build-steps.ts';
export { RecordingFault } from './recording/recording-file.ts';
export { type Replayed, replayRecording, type WhatIf } from './recording/replay-recording.ts';
export { renderEventsCsv, renderTasksCsv } from './render/csv.ts';
export { renderHtml } from './render/html/html.ts';
export { renderJson } from './render/json.ts';
export { renderFlamegraph } from './render/profile/flamegraph.ts';
export { renderFolded } from './render/profile/folded.ts';
export { renderSpeedscope } from './render/profile/speedscope.ts';
export { renderChromeTrace } from './render/profile/write-chrome-trace.ts';
export { renderSummary } from './render/summary.ts';
export { renderTerminal } from './render/terminal/check-report.ts';
export {
  showAlerts,
  showDashboard,
  showEvents,
  showPerformance,
  showSummary,
} from './render/terminal/print-events.ts';
export type { View } from './render/terminal/print-format.ts';
export {
  exportSessionsCsv,
  exportSessionsJson,
  showBuildSummary,
  showRecent,
} from './render/terminal/print-sessions.ts';
export { TelemetryExporter } from './render/terminal/telemetry-exporter.ts';
export { type Config, readConfig } from './settings/config.ts';
export { folderStore } from './stores/folder-store.ts';
export { version } from './version.ts';
