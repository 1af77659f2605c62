/** The part of a job summary after its report: problems of the services, or why there is no report. */
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { writeProblem } from './markdown.ts';

/** Markdown; '' without problems. Without a report it has a title. */
export function renderNotices(report: Report | null, notices: readonly Problem[]): string {
  if (notices.length === 0) return '';
  const title =
    report === null ? '### Build Telemetry: nothing was checked' : '#### Problems while reporting';
  return `\n${title}\n\n${notices.map((notice) => `- ${writeProblem(notice)}`).join('\n')}\n`;
}
