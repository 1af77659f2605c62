import { expect, expectTypeOf, it } from 'vitest';
import type {
  Alert,
  AnalyticsReport,
  BuildSession,
  EventFilter,
  HealthCheckpoint,
  Metric,
  MetricsSummary,
  PerformanceMetrics,
  Regression,
  TargetAnalytics,
  Threshold,
} from '../../src/index.ts';
import * as library from '../../src/index.ts';

/** The types among the documents' names; the compiler does not notice missing ones. */
type DocumentedTypes = [
  Alert,
  AnalyticsReport,
  BuildSession,
  EventFilter,
  HealthCheckpoint,
  Metric,
  MetricsSummary,
  PerformanceMetrics,
  Regression,
  TargetAnalytics,
  Threshold,
];

it('the package exports every name of the documents', () => {
  const names = `Event EventType TaskEvent BuildEvent ErrorEvent PerformanceEvent SecurityEvent Severity EventCollector
    MetricsAnalyzer MetricType ThresholdMonitor AlertLevel PerformanceTracker Timer TelemetryCollector TelemetryAnalyzer
    TelemetryStorage TelemetryConfig TelemetryExporter FlameGraphBuilder BuildEnvironment HealthMonitor HealthStatus`;
  expect(names.split(/\s+/).filter((name) => !(name in library))).toEqual([]);
  expectTypeOf<DocumentedTypes>().not.toBeAny();
});
