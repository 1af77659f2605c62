/**
 * The HTML report: one file that needs no network, in the order is it worse, what, since when, why.
 * Its own style and script are named by hash in a Content-Security-Policy, so that nothing else can run:
 * https://www.w3.org/TR/CSP3/
 */
import { createHash } from 'node:crypto';
import type { Problem, Report } from '../model.ts';
import { escapeHtml } from './escape.ts';
import { formatCount, formatDuration, formatMoney, formatPercent } from './format.ts';
import { drawTimeline } from './html/charts.ts';
import { proseHtml, writePhrase, writeSection } from './html/elements.ts';
import { pageScript } from './html/page.ts';
import {
  writeChanges,
  writeEnvironment,
  writeErrors,
  writeEvents,
  writeMeasurements,
  writeModels,
  writeProblems,
  writeThresholds,
  writeTrend,
  writeWhy,
} from './html/sections.ts';
import { pageStyle } from './html/style.ts';
import { writeTasks } from './html/tasks.ts';
import { adviseBaseline, describeBaseline } from './phrases.ts';

/** A whole HTML document. */
export function renderHtml(report: Report, notices: readonly Problem[] = []): string {
  const sections: [string, string, string][] = [
    ['changes', 'What changed', writeChanges(report)],
    ['trend', 'Since when', writeTrend(report)],
    ['why', 'Why, and what to do', writeWhy(report)],
    ['errors', 'Errors by type', writeErrors(report)],
    ['tasks-section', 'Tasks', writeTasks(report)],
    ['timeline', 'Timeline', drawTimeline(report)],
    ['models', 'Cost and tokens by model', writeModels(report)],
    ['thresholds', 'Thresholds', writeThresholds(report)],
    ['measurements', 'Measurements', writeMeasurements(report)],
    ['events', 'Events', writeEvents(report)],
    ['environment', 'Environment', writeEnvironment(report)],
    ['problems', 'Notes', writeProblems([...notices, ...report.problems])],
  ];
  const filled = sections.filter(([, , body]) => body !== '');
  const links = filled.map(([id, title]) => `<a href="#${id}">${title}</a>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(report.name, 80)}: ${report.verdict} · Build Telemetry</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
${writeVerdict(report)}
${writeCards(report)}
<nav aria-label="Sections">${links}</nav>
</header>
<main id="content">
${filled.map(([id, title, body]) => writeSection(id, title, body)).join('\n')}
</main>
<footer>Build Telemetry ${escapeHtml(report.toolVersion, 20)}</footer>
<script>${pageScript}</script>
</body>
</html>
`;
}

const policy = [
  "default-src 'none'",
  `style-src '${hash(pageStyle)}'`,
  `script-src '${hash(pageScript)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function writeVerdict(report: Report): string {
  const words = { pass: 'Pass', warn: 'Needs a look', fail: 'Fails the check' };
  const isCompared = report.verdict !== 'pass' || report.baseline.status === 'ready';
  const tone = isCompared ? report.verdict : 'none';
  const word = isCompared ? words[report.verdict] : 'Not compared yet';
  return `<div class="verdict ${tone}"><p class="word">${word}</p>
<h1>${proseHtml(report.headline)}</h1>
<p><code>${escapeHtml(report.name, 120)}</code> · ${writePhrase(describeBaseline(report))} ${writePhrase(adviseBaseline(report))}</p></div>`;
}

function writeCards(report: Report): string {
  const { metrics, build } = report;
  const cards: [string, string][] = [
    ['Duration', formatDuration(build.durationMs)],
    ['Result', `${build.result}${build.complete ? '' : ', incomplete'}`],
    ['Tasks', formatCount(metrics.tasks)],
    ['Failed', formatCount(metrics.failedTasks)],
    ['Success rate', formatPercent(metrics.successRate)],
    ['Cache hits', formatPercent(metrics.cacheHitRate)],
    ['Cost', formatMoney(metrics.costUsd)],
    ['Tokens', formatCount(metrics.tokens)],
  ];
  const known = cards.filter(([, value]) => value !== '—');
  return `<dl class="cards">${known.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}
