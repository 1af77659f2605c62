/** Every renderer over the whole zoo. */
import { describe, it } from 'vitest';
import { renderComment, renderResolved } from '../../src/render/comment.ts';
import { renderEventsCsv, renderTasksCsv } from '../../src/render/csv.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderJson } from '../../src/render/json.ts';
import { renderSummary } from '../../src/render/summary.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { expectGolden } from './golden.ts';
import { notices, zoo } from './zoo.ts';

const links = {
  run: 'https://github.com/octo/repo/actions/runs/1',
  artifact: 'https://github.com/octo/repo/actions/runs/1/artifacts/2',
  repository: 'https://github.com/octo/repo',
};
const marker = '<!-- build-telemetry:CI -->';

describe.each(Object.entries(zoo))('%s', (name, report) => {
  it('as comment', () =>
    expectGolden(`${name}.comment.md`, renderComment(report, { marker, links, notices: [] })));
  it('as summary', () => expectGolden(`${name}.summary.md`, renderSummary(report, notices)));
  it('as terminal text', () =>
    expectGolden(`${name}.terminal.txt`, renderTerminal(report, { width: 100, color: false })));
});

/** The script and its hash are the same in every page; the browser's tests are about them. */
function withoutScript(text: string): string {
  return text
    .replace(/<script>[\s\S]*?<\/script>/, '<script></script>')
    .replaceAll(/'sha256-[^']+'/g, "'sha256-…'");
}

// One calm, one telling and one hostile page say all that the others would.
describe.each(['pass', 'regression', 'hostile', 'agent'] as const)('%s', (name) => {
  it('as page', () => expectGolden(`${name}.html`, withoutScript(renderHtml(zoo[name]))));
  it('as JSON', () => expectGolden(`${name}.json`, renderJson(zoo[name])));
  it('as CSV of tasks', () => expectGolden(`${name}.tasks.csv`, renderTasksCsv(zoo[name])));
  it('as CSV of events', () => expectGolden(`${name}.events.csv`, renderEventsCsv(zoo[name])));
});

it('resolves', () =>
  expectGolden('resolved.comment.md', renderResolved(zoo.pass, { marker, links, notices: [] })));
it('colours', () =>
  expectGolden('regression.terminal.ansi', renderTerminal(zoo.regression, { width: 120, color: true })));
