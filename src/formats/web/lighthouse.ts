/** Lighthouse's JSON report. Reference: https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md */
import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { type Fields, lookUp, readFields, readNumber, readText, readTime } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addMeasure } from '../benchmark/add-measure.ts';

export const lighthouse: Format = {
  id: 'lighthouse',
  title: 'Lighthouse',
  versions: 'Lighthouse 12.8',
  family: 'benchmarks',
  reference: 'https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md',
  howTo:
    '`lighthouse https://example.com --output json --output-path lighthouse.json`, or the `lhr-*.json` of Lighthouse CI',
  claims: ({ shape, keys }) =>
    shape === 'object' &&
    keys.includes('lighthouseVersion') &&
    (keys.includes('audits') || keys.includes('requestedUrl')),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, [], (report) => {
      if ('lighthouseVersion' in report) readReport(distinguish(nameReport(report)), report, draft);
    });
  },
};

/** Measurements, not advice. */
const audits = [
  ...[
    'first-contentful-paint',
    'largest-contentful-paint',
    'speed-index',
    'total-blocking-time',
    'interactive',
  ],
  ...['max-potential-fid', 'interaction-to-next-paint', 'cumulative-layout-shift', 'server-response-time'],
  ...['mainthread-work-breakdown', 'bootup-time', 'total-byte-weight', 'dom-size'],
];
const units: Readonly<Record<string, string>> = { millisecond: 'ms', second: 's', byte: 'B' };

function readReport(page: string, report: Fields, draft: Draft): void {
  const error = readFields(report, 'runtimeError');
  const code = readText(error, 'code');
  const hasFailed = code !== null && code !== 'NO_ERROR';
  draft.addTask({
    name: page,
    kind: 'page',
    startTimeMs: readTime(report, 'fetchTime'),
    durationMs: readNumber(readFields(report, 'timing'), 'total'),
    result: hasFailed ? 'failure' : 'success',
    errorType: hasFailed ? code : null,
    failure: { message: readText(error, 'message') },
  });
  // A page that could not be loaded has no meaningful numbers.
  if (hasFailed) return;
  addScores(readFields(report, 'categories'), page, draft);
  const all = readFields(report, 'audits');
  for (const id of audits) addAudit(id, readFields(all, id), page, draft);
}

/** A page on a desktop is a different page; by default Lighthouse emulates a phone. */
function nameReport(report: Fields): string {
  const page = pageOf(readText(report, 'requestedUrl') ?? readText(report, 'finalUrl') ?? '');
  const settings = readFields(report, 'configSettings');
  const device = readText(settings, 'formFactor') ?? readText(settings, 'emulatedFormFactor');
  return device === 'desktop' ? `${page} (desktop)` : page;
}

/** Hosts of previews change with each build, and queries contain secrets. */
function pageOf(url: string): string {
  const [, path = '/'] = /^\w+:\/\/[^/?#]*([^?#]*)/.exec(url) ?? [];
  return path === '' ? '/' : path;
}

/** Out of 100, as displayed. */
function addScores(categories: Fields, page: string, draft: Draft): void {
  for (const id of Object.keys(categories)) {
    const score = readNumber(readFields(categories, id), 'score');
    if (score === null) continue;
    draft.addMetric({
      name: `${page} › ${id} score`,
      value: Math.round(score * 100),
      unit: '1',
      better: 'higher',
      samples: null,
    });
  }
}

function addAudit(id: string, audit: Fields, page: string, draft: Draft): void {
  const value = readNumber(audit, 'numericValue');
  if (value === null || readText(audit, 'scoreDisplayMode') === 'error') return;
  const unit = lookUp(units, readText(audit, 'numericUnit')) ?? '1';
  addMeasure(draft, { name: `${page} › ${id}`, unit, value, samples: [], better: 'lower', mayBeZero: true });
}
