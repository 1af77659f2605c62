/**
 * The library, free of GitHub code: what a build uses to tell about itself, and the engine that judges it.
 * Types of the engine that share a name with a class of the recorder stand under `model`.
 */
export { type AnalysisInput, analyze } from './analyze.ts';
export { type Config, readConfig } from './config.ts';
export { type Detection, type DetectOptions, detect } from './detect/index.ts';
export type { FileFacts, Format, Limits, ReadOptions, ReadOutcome, Source } from './ingest/index.ts';
export { formats, inspectSource, readBuild, writeNdjson } from './ingest/index.ts';
export { folderStore } from './io/folder-store.ts';
export {
  type AnalyticsReport,
  findBottlenecks,
  type SessionRegression,
  type TargetAnalytics,
  TelemetryAnalyzer,
  type Trend,
} from './metrics/analyze-sessions.ts';
export {
  type BuildSession,
  type EnvironmentSnapshot,
  sessionsOfHistory,
  type TargetMetrics,
} from './metrics/build-session.ts';
export { sessionToBuild } from './metrics/session-build.ts';
export type * as model from './model.ts';
export type {
  Build,
  BuildContext,
  Change,
  History,
  HistoryStore,
  LoadedHistory,
  Problem,
  Report,
  StoredBuild,
  Task,
  TaskSeries,
} from './model.ts';
export * from './record/index.ts';
export { renderEventsCsv, renderTasksCsv } from './render/csv.ts';
export { renderHtml } from './render/html.ts';
export { renderJson } from './render/json.ts';
export { renderChromeTrace } from './render/profile/chrome-trace.ts';
export { renderFlamegraph } from './render/profile/flamegraph.ts';
export { renderFolded } from './render/profile/folded.ts';
export { renderSpeedscope } from './render/profile/speedscope.ts';
export { renderSummary } from './render/summary.ts';
export { renderTerminal } from './render/terminal.ts';
export { version } from './version.ts';
