/** All files of a report: the action uploads them, the command line writes the requested ones. */
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { renderEventsCsv, renderTasksCsv } from './csv.ts';
import { streamHtml } from './html/html.ts';
import { streamJson } from './json.ts';
import type { Links } from './links.ts';
import { renderFlamegraph } from './profile/flamegraph.ts';
import { renderFolded } from './profile/folded.ts';
import { renderSpeedscope } from './profile/speedscope.ts';
import { renderChromeTrace } from './profile/write-chrome-trace.ts';

export interface ReportFile {
  /** Its file name. */
  readonly name: string;
  /** The flag of `check` for it. */
  readonly flag: string;
  /** Its artifact. */
  readonly artifact: 'html' | 'json' | 'csv' | 'profile';
  readonly description: string;
  /** In parts if it may be long; '' if there is nothing to write. */
  readonly render: (report: Report, notices: readonly Problem[], links?: Links) => string | Iterable<string>;
}

export const reportFiles: readonly ReportFile[] = [
  {
    name: 'report.json',
    flag: 'report',
    artifact: 'json',
    description: 'Write the JSON report (docs/report.schema.json).',
    render: streamJson,
  },
  {
    name: 'report.html',
    flag: 'html',
    artifact: 'html',
    description: 'Write the HTML report.',
    render: streamHtml,
  },
  {
    name: 'tasks.csv',
    flag: 'tasks-csv',
    artifact: 'csv',
    description: 'Write the tasks as CSV.',
    render: renderTasksCsv,
  },
  {
    name: 'events.csv',
    flag: 'events-csv',
    artifact: 'csv',
    description: 'Write the events as CSV.',
    render: renderEventsCsv,
  },
  {
    name: 'flamegraph.svg',
    flag: 'flamegraph',
    artifact: 'profile',
    description: 'Write an interactive flamegraph as SVG.',
    render: (report) => renderFlamegraph(report),
  },
  {
    name: 'stacks.folded',
    flag: 'folded',
    artifact: 'profile',
    description: 'Write folded stacks, for flamegraph.pl and inferno.',
    render: renderFolded,
  },
  {
    name: 'speedscope.json',
    flag: 'speedscope',
    artifact: 'profile',
    description: 'Write a profile for speedscope.app.',
    render: renderSpeedscope,
  },
  {
    name: 'trace.json',
    flag: 'chrome-trace',
    artifact: 'profile',
    description: 'Write the timeline as a Chrome trace, for ui.perfetto.dev.',
    render: renderChromeTrace,
  },
];
