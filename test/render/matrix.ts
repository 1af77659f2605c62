/** The comment that the jobs of a matrix write together, each with its own section. */
import type { Report } from '../../src/model/report.ts';
import { renderComment } from '../../src/render/comment.ts';
import { mergeLeg } from '../../src/render/comment-legs.ts';
import type { Links } from '../../src/render/links.ts';
import { writeFirstAction } from '../../src/render/markdown.ts';
import { standingOf } from '../../src/words/standing.ts';
import { sampleReports } from './sample-reports.ts';

/** As the jobs write it, one after another. */
export function writeComment(reports: readonly (readonly [string, Report])[], links: Links): string {
  return reports.reduce<string>((body, [name, report], order) => {
    const text = renderComment({ ...report, name }, { links, notices: [] });
    const advice = writeFirstAction(report, links);
    const { headline } = report;
    const standing = standingOf(report);
    const run = { runId: '1', attempt: 1, commit: null };
    const leg = { key: name, job: '', standing, headline, advice, order, body: text, ...run };
    return mergeLeg(body === '' ? null : body, leg, '<!-- build-telemetry:CI -->');
  }, '');
}

/** Twelve jobs: three of them with changes, two without a baseline, one incomplete. */
export const matrix = ['ubuntu', 'windows', 'macos'].flatMap((os, o) =>
  ['20', '22', '24', '26'].map((node, n): readonly [string, Report] => {
    const states: Record<string, Report> = {
      '0.3': sampleReports.confirmed,
      '1.1': sampleReports.suspect,
      '2.0': sampleReports.critical,
      '2.2': sampleReports.learning,
      '2.3': sampleReports.missing,
      '0.1': sampleReports.tracked,
      '1.2': sampleReports.incomplete,
    };
    return [`CI/test (${os}, ${node})`, states[`${o}.${n}`] ?? sampleReports.clean];
  }),
);
