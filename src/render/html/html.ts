/**
 * The HTML report: one file without network requests, in the order: is it worse, what, since when, why. The
 * Content-Security-Policy contains the hashes of its style and script, so nothing else can run:
 * https://www.w3.org/TR/CSP3/
 */
import { hash } from 'node:crypto';
import { formatCount } from '../../model/counts.ts';
import type { Problem } from '../../model/problem.ts';
import type { Report } from '../../model/report.ts';
import { describeBelowHeadline } from '../../words/below-headline.ts';
import { countAllFailures } from '../../words/describe-failures.ts';
import { describeMedian } from '../../words/describe-median.ts';
import { formatDuration, formatMoney, formatPercent, formatUnit, shortCommit } from '../../words/numbers.ts';
import { isMeasuredAlone } from '../../words/phrases.ts';
import { phraseStanding, standingOf } from '../../words/standing.ts';
import { escapeHtml, escapeName, safeUrl, streamForScript } from '../escape.ts';
import { commitUrl, compareUrl, type Links, pullRequestUrl, runUrl } from '../links.ts';
import { chartScript, reportScript } from '../page.generated.ts';
import { growFlame } from '../profile/flamegraph.ts';
import { listWork } from '../profile/work-tree.ts';
import { writeAlerts } from './alerts-section.ts';
import { proseHtml, writePhrase, writeSection } from './elements.ts';
import { countHiddenEvents, listEvents } from './events-section.ts';
import { writeFailures } from './failures-section.ts';
import { listFrames, writeFlame } from './flame-section.ts';
import { listGroups } from './groups-section.ts';
import { listHealth, listSamples, writeHealth } from './health-section.ts';
import type { PageData, TableData } from './page-data.ts';
import { writeHead } from './page-head.ts';
import {
  writeCauses,
  writeChanges,
  writeEnvironment,
  writeErrors,
  writeFlaky,
  writeMeasurements,
  writeModels,
  writeProblems,
  writeSteps,
  writeThresholds,
} from './sections.ts';
import { pageStyle } from './style.ts';
import { writeDataTable } from './table-section.ts';
import { countHiddenTasks, listTasks } from './tasks-section.ts';
import { layTimeline, writeTimeline } from './timeline-section.ts';
import { listBuilds, listTrend, writeComparison, writeTrend } from './trend-section.ts';

/** A complete HTML document. */
export function renderHtml(report: Report, notices: readonly Problem[] = [], links: Links = {}): string {
  return [...streamHtml(report, notices, links)].join('');
}

/** The same in parts. */
export function streamHtml(
  report: Report,
  notices: readonly Problem[] = [],
  links: Links = {},
): Iterable<string> {
  const trend = listTrend(report);
  const works = listWork(report);
  const timeline = layTimeline(report, works);
  const health = listHealth(report);
  const flame = growFlame(report, works);
  const tables = {
    tasks: listTasks(report),
    events: listEvents(report),
    builds: listBuilds(report),
    frames: listFrames(flame),
    groups: listGroups(flame),
    samples: listSamples(report, health),
  };
  const data: PageData = { tables: dropEmpty(tables), trend, timeline, health };
  const groups = foldTable('groups', 'Tasks by package, file and suite', tables.groups);
  const sections: Section[] = [
    ['failures', 'Failed', writeFailures(report, links)],
    ['changes', 'What changed', writeChanges(report, links)],
    ['trend', 'Trend', writeTrend(trend, tables.builds)],
    ['alerts', 'Alerts', writeAlerts(report)],
    ['errors', 'Errors by type', writeErrors(report)],
    ['tasks', 'Tasks', writeTable('tasks', 'Tasks', tables.tasks) + countHiddenTasks(report) + groups],
    ['flaky', 'Flaky tasks', writeFlaky(report)],
    ['timeline', 'Timeline and critical path', writeTimeline(report, works, timeline)],
    ['flamegraph', 'Flamegraph', writeFlame(flame, tables.frames)],
    ['compare', 'Compare builds', writeComparison(report)],
    ['models', 'Cost and tokens by model', writeModels(report)],
    ['thresholds', 'Thresholds', writeThresholds(report)],
    ['health', 'Health of the machine', writeHealth(report, health, tables.samples)],
    ['measurements', 'Measurements', writeMeasurements(report)],
    ['events', 'Events', writeTable('events', 'Events', tables.events) + countHiddenEvents(report)],
    ['environment', 'Environment', writeEnvironment(report)],
    ['problems', 'Notes', writeProblems([...notices, ...report.problems])],
  ];
  return writePage(report, links, sections, data);
}

type Section = readonly [id: string, title: string, body: string];

function* writePage(
  report: Report,
  links: Links,
  sections: readonly Section[],
  data: PageData,
): Generator<string> {
  const filled = sections.filter(([, , body]) => body !== '');
  const anchors = filled.map(([id, title]) => `<a href="#${id}">${title}</a>`).join('\n');
  const script = `${chartScript()}${reportScript()}`;
  const title = `${escapeName(report.name, 80)}: ${report.verdict} · Build Telemetry`;
  const style = pageStyle();
  const sources = [`style-src '${hashForPolicy(style)}'`, `script-src '${hashForPolicy(script)}'`];
  yield `${writeHead(title, sources, `<style>${style}</style>`)}
<body>
<a class="skip" href="#content">Skip to content</a>
<header>
${writeVerdict(report, links)}
${writeSection('why', 'Why', writeCauses(report))}
${writeSection('steps', 'What to do', writeSteps(report, links))}
${writeCards(report)}
<nav aria-label="Sections">${anchors}</nav>
</header>
<main id="content">
`;
  for (const [id, heading, body] of filled) yield `${writeSection(id, heading, body)}\n`;
  yield `</main>
<footer>Build Telemetry ${escapeHtml(report.toolVersion, 20)}</footer>
<script type="application/json" id="data">`;
  yield* streamForScript(data);
  yield `</script>
<script>${script}</script>
</body>
</html>
`;
}

function writeTable(id: string, caption: string, rows: TableData | null): string {
  return rows === null ? '' : writeDataTable(id, caption, rows);
}

function foldTable(id: string, caption: string, rows: TableData | null): string {
  const table = writeTable(id, caption, rows);
  return table === '' ? '' : `<details><summary>${caption}</summary>${table}</details>`;
}

function dropEmpty(tables: Readonly<Record<string, TableData | null>>): Record<string, TableData> {
  return Object.fromEntries(Object.entries(tables).flatMap(([id, table]) => (table ? [[id, table]] : [])));
}

function hashForPolicy(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}

function writeVerdict(report: Report, links: Links): string {
  const standing = standingOf(report);
  const tone = {
    failed: 'fail',
    worse: 'warn',
    suspected: 'warn',
    open: 'pass',
    fine: 'pass',
    incomplete: 'none',
    unjudged: 'none',
    partial: 'none',
  }[standing];
  // The headline of a failed check begins with these words.
  const word = report.verdict === 'fail' ? '' : `<p class="word">${phraseStanding(report)}</p>\n`;
  const name = `<code>${escapeName(report.name, 120)}</code>`;
  const below = [name, writePhrase(describeBelowHeadline(report)).trim()].filter((part) => part !== '');
  return `<div class="verdict ${tone}">${word}<h1>${proseHtml(report.headline)}</h1>
<p>${below.join(' · ')}</p>${writeBackLinks(report, links)}</div>`;
}

/** From the report to the run, the pull request, the commits and the previous build. */
function writeBackLinks(report: Report, links: Links): string {
  const { commit, pullRequest } = report.build.context;
  const previous = report.trend.at(-2);
  const all: [string, string | null][] = [
    ['Run', safeUrl(links.run)],
    ['Job log', safeUrl(links.job)],
    [`Pull request #${pullRequest}`, pullRequestUrl(links, pullRequest)],
    [`Commit ${shortCommit(commit ?? '')}`, commitUrl(links, commit)],
    [
      'Commits since the previous build',
      previous?.commit ? compareUrl(links, previous.commit, commit) : null,
    ],
    ['Previous build and its report', runUrl(links, previous?.runId ?? null)],
  ];
  const shown = all.flatMap(([label, url]) => (url === null ? [] : [`<a href="${url}">${label}</a>`]));
  return shown.length === 0 ? '' : `<p class="links">${shown.join(' · ')}</p>`;
}

function writeCards(report: Report): string {
  const { metrics, build } = report;
  const failed = countAllFailures(report);
  const cards: [string, string, string?][] = [
    ['Duration', formatDuration(build.durationMs), describeMedian(report)],
    ['Result', `${build.result}${build.complete ? '' : ', incomplete'}`],
    ...(isMeasuredAlone(report)
      ? [['Measurements', formatCount(report.measurements.length)] as [string, string]]
      : [
          ['Tasks', formatCount(metrics.tasks)] as [string, string],
          ['Failed', formatCount(failed.all), failed.note] as [string, string, string],
        ]),
    ['Success rate', formatPercent(metrics.successRate)],
    ['Cache hits', formatPercent(metrics.cacheHitRate)],
    ['Cost', formatMoney(metrics.costUsd)],
    ['Tokens', formatUnit(metrics.tokens, 'tokens')],
  ];
  const known = cards.filter(([, value]) => value !== '—');
  return `<dl class="cards">${known.map(([label, value, note = '']) => `<div><dt>${label}</dt><dd>${value}${note && `<small>${note}</small>`}</dd></div>`).join('')}</dl>`;
}
