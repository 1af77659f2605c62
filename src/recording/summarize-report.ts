/** The stored summary of a report, and the differences between two of them. */
import type { RecordedReport } from '../model/recording.ts';
import type { Report } from '../model/report.ts';
import { hashText } from './recording-file.ts';

/** @param json the JSON report */
export function summarizeReport(report: Report, json: string): RecordedReport {
  return {
    sha256: hashText(json),
    verdict: report.verdict,
    headline: report.headline,
    alerts: report.alerts.map(({ level, message }) => `${level}: ${message}`),
    parts: hashParts(json),
  };
}

/**
 * The JSON report has one record per line and its keys indented by two spaces: the lines of each key are one part.
 */
function hashParts(json: string): Record<string, string> {
  const starts = [...json.matchAll(/^ {2}"([^"]+)": /gm)];
  return Object.fromEntries(
    starts.map((start, at) => {
      const text = json.slice(start.index, starts[at + 1]?.index ?? json.length).replace(/[,}\s]+$/, '');
      return [start[1] as string, hashText(text).slice(0, 16)];
    }),
  );
}

/** One difference between two reports; '' if one of them lacks it. */
export interface ReportDifference {
  readonly part: string;
  readonly before: string;
  readonly now: string;
}

/** Verdict, headline and alerts as text, then the other parts by name. */
export function compareReports(before: RecordedReport, now: RecordedReport): ReportDifference[] {
  if (before.sha256 === now.sha256) return [];
  const differences: ReportDifference[] = [];
  for (const part of ['verdict', 'headline'] as const)
    if (before[part] !== now[part]) differences.push({ part, before: before[part], now: now[part] });
  for (const alert of before.alerts.filter((each) => !now.alerts.includes(each)))
    differences.push({ part: 'alert', before: alert, now: '' });
  for (const alert of now.alerts.filter((each) => !before.alerts.includes(each)))
    differences.push({ part: 'alert', before: '', now: alert });
  const listed = ['verdict', 'headline', 'alerts'];
  const names = [...new Set([...Object.keys(before.parts), ...Object.keys(now.parts)])].filter(
    (name) => !listed.includes(name) && before.parts[name] !== now.parts[name],
  );
  return [...differences, ...names.map((part) => ({ part, before: '', now: '' }))];
}
