/** The library: the same engine as the action and the command line, free of GitHub code. */
export { type AnalysisInput, analyze } from './analyze.ts';
export { type Config, readConfig } from './config.ts';
export { type Detection, type DetectOptions, detect } from './detect/index.ts';
export type { FileFacts, Format, Limits, ReadOptions, ReadOutcome, Source } from './ingest/index.ts';
export { formats, inspectSource, readBuild, writeNdjson } from './ingest/index.ts';
export { folderStore } from './io/folder-store.ts';
export type * from './model.ts';
export { renderEventsCsv, renderTasksCsv } from './render/csv.ts';
export { renderHtml } from './render/html.ts';
export { renderJson } from './render/json.ts';
export { renderSummary } from './render/summary.ts';
export { renderTerminal } from './render/terminal.ts';
export { version } from './version.ts';
