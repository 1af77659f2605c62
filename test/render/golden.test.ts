/** Every renderer on every report of the zoo. */
import { describe, it } from 'vitest';
import { planAnnotations } from '../../src/github/annotations.ts';
import type { Report } from '../../src/model/report.ts';
import { renderComment, renderResolved } from '../../src/render/comment.ts';
import { renderEventsCsv, renderTasksCsv } from '../../src/render/csv.ts';
import { renderHtml } from '../../src/render/html/html.ts';
import { renderJson } from '../../src/render/json.ts';
import { renderSummary } from '../../src/render/summary.ts';
import { renderTerminal } from '../../src/render/terminal/check-report.ts';
import { expectGolden } from './golden.ts';
import { matrix, writeComment } from './matrix.ts';
import { sampleNotices, sampleReports } from './sample-reports.ts';

const links = {
  run: 'https://github.com/octo/repo/actions/runs/1',
  artifact: 'https://github.com/octo/repo/actions/runs/1/artifacts/2',
  repository: 'https://github.com/octo/repo',
};
/** As posted: below the hidden line by which the comment is found again. */
const posted = (comment: string): string => `<!-- build-telemetry:CI -->\n${comment}`;

/** By the ending of the golden file. */
const renderers: Readonly<Record<string, (report: Report) => string>> = {
  'comment.md': (report) => posted(renderComment(report, { links, notices: [] })),
  'summary.md': (report) => renderSummary(report, sampleNotices),
  'terminal.txt': (report) => renderTerminal(report, { width: 100, color: false }),
  'annotations.txt': (report) =>
    planAnnotations(report)
      .map(
        ({ level, title, message, file, startLine }) =>
          `${level} ${title}: ${file === undefined ? '' : `${file}:${startLine}: `}${message}\n`,
      )
      .join(''),
};

/** What grows with every task. */
const longRenderers: typeof renderers = {
  html: (report) => withoutAssets(renderHtml(report)),
  json: renderJson,
  'tasks.csv': renderTasksCsv,
  'events.csv': renderEventsCsv,
};

/** Style, script and their hashes are the same in every page; the browser's tests check them. */
function withoutAssets(text: string): string {
  return text
    .replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
    .replace(/<script>[\s\S]*?<\/script>/, '<script></script>')
    .replaceAll(/'sha256-[^']+'/g, "'sha256-…'");
}

describe.each(Object.entries(sampleReports))('%s', (name, report) => {
  // 5,000 rows show nothing that 40 do not; the browser opens the page of 10,000.
  const all = name === 'many-tasks' || name === 'grouped' ? renderers : { ...renderers, ...longRenderers };
  it.each(Object.entries(all))('as %s', (ending, render) =>
    expectGolden(`${name}.${ending}`, render(report)),
  );
});

it('resolves', () =>
  expectGolden('resolved.comment.md', posted(renderResolved(sampleReports.pass, { links, notices: [] }))));
it('sums up a matrix', () => expectGolden('matrix.comment.md', writeComment(matrix, links)));
it('colours', () =>
  expectGolden(
    'regression.terminal.ansi',
    renderTerminal(sampleReports.regression, { width: 120, color: true }),
  ));
