/** Judges a recorded build again, and reports which dependencies are missing or differ. */
import { analyze } from '../analyze.ts';
import { readSegments } from '../history/read-segments.ts';
import { noLimits, type SegmentFile } from '../history/segment.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { LoadedHistory } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { BuildRecording } from '../model/recording.ts';
import type { Report } from '../model/report.ts';
import { renderJson } from '../render/json.ts';
import { decideConfig } from '../settings/decide-config.ts';
import { readOptions } from '../settings/read-option-texts.ts';
import { version } from '../version.ts';
import { compareReports, type ReportDifference, summarizeReport } from './summarize-report.ts';

/** Another configuration than the recorded one. */
export interface WhatIf {
  readonly path: string;
  readonly text: string;
  /** Its options replace the recorded ones; otherwise those apply. */
  readonly overridesOptions: boolean;
}

export interface Replayed {
  readonly report: Report;
  /** The JSON report equals the recorded one, byte for byte. */
  readonly isSame: boolean;
  /** The missing or different dependencies of the report, as text. */
  readonly dependencies: readonly string[];
  readonly differences: readonly ReportDifference[];
  /** Problems of the configuration; with an error it cannot be used for judging. */
  readonly problems: readonly Problem[];
}

/** @param files the available history; null: none was found */
export function replayRecording(
  recording: BuildRecording,
  files: readonly SegmentFile[] | null,
  whatIf: WhatIf | null = null,
): Replayed {
  const { judgement, build } = recording;
  const history = restoreHistory(recording, files ?? []);
  const { config, options, problems } = readSettings(judgement, whatIf);
  const owners = new Map(judgement.owners.map(([name, file, list]) => [JSON.stringify([name, file]), list]));
  const report = analyze({
    build,
    loaded: history.loaded,
    config,
    options,
    baselineBranch: judgement.baselineBranch,
    problems: judgement.problems,
    ownersOf: (name, file) => owners.get(JSON.stringify([name, file])) ?? [],
  });
  const now = summarizeReport(report, renderJson(report));
  const isSame = now.sha256 === judgement.report.sha256;
  const dependencies = [
    ...describeVersion(recording),
    ...describeRestored(recording, history, files !== null, isSame),
    ...(whatIf === null ? [] : [`Other configuration: ${whatIf.path}.`]),
  ];
  return {
    report,
    isSame,
    dependencies,
    differences: compareReports(judgement.report, now),
    problems,
  };
}

/** As recorded, or from another configuration. */
function readSettings(
  { configuration, options: recorded }: BuildRecording['judgement'],
  whatIf: WhatIf | null,
) {
  const settings =
    whatIf === null
      ? decideConfig(configuration.text, configuration, configuration.path)
      : decideConfig(whatIf.text, { baseText: null }, whatIf.path);
  const own = whatIf?.overridesOptions === true ? settings.options.texts : {};
  const texts = Object.fromEntries(
    Object.entries(recorded).map(([name, text]) => [name, own[name] ?? text ?? '']),
  );
  const { options, problems } = readOptions([{ where: 'config', texts }]);
  return { config: settings.config, options, problems: [...settings.problems, ...problems] };
}

interface Restored {
  readonly loaded: LoadedHistory;
  readonly goneBuilds: number;
  readonly goneSegments: number;
  readonly damaged: readonly string[];
}

/**
 * The stored builds that the judgement used, from the segments that it read; if those were merged since, from the
 * current segments with these builds.
 */
function restoreHistory({ judgement }: BuildRecording, files: readonly SegmentFile[]): Restored {
  const { segments, builds, status, problems } = judgement.history;
  const named = new Set(segments);
  const known = new Set(builds);
  const recorded = files.filter(({ name }) => named.has(name));
  const isWhole = named.size > 0 && recorded.length === named.size;
  const read = readSegments(isWhole ? recorded : files, noLimits, ({ id }) => known.has(id));
  return {
    loaded: {
      status: read.history.builds.length > 0 ? 'found' : status === 'found' ? 'missing' : status,
      history: read.history,
      problems,
    },
    goneBuilds: known.size - read.history.builds.length,
    goneSegments: named.size - recorded.length,
    damaged: [...read.corrupt, ...read.kept],
  };
}

function describeVersion({ toolVersion }: BuildRecording): string[] {
  if (toolVersion === version) return [];
  return [`Other version: recorded with ${toolVersion}, replayed with ${version}.`];
}

function describeRestored(
  { judgement }: BuildRecording,
  { goneBuilds, goneSegments, damaged }: Restored,
  isFound: boolean,
  isSame: boolean,
): string[] {
  const { builds } = judgement.history;
  if (builds.length === 0) return [];
  if (!isFound)
    return [`History gone: ${plural(builds.length, 'stored build')} that the report compared with.`];
  const messages = damaged.map((name) => `History damaged: ${name} cannot be read.`);
  if (goneBuilds > 0)
    messages.push(
      `History pruned: it no longer has ${formatCount(goneBuilds)} of ${plural(builds.length, 'stored build')}.`,
    );
  else if (goneSegments > 0 && !isSame)
    messages.push(`History rewritten: ${plural(goneSegments, 'segment')} of it now have other rows.`);
  return messages;
}
