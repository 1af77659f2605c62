/** The number format of a JUnit report (comma and unit), recognised from the numbers at its beginning. */

import { findFactor, findWholeFactor, type PartsAndWhole } from '../../ingest/find-unit.ts';
import { hasDecimalComma, parseDuration } from '../../ingest/parse-duration.ts';
import { parseTime } from '../../ingest/read-fields.ts';

export interface NumberStyle {
  readonly isCommaDecimal: boolean;
  /** Milliseconds per unit of a number without a unit: 1000 in the format. */
  readonly caseUnitMs: number;
  readonly suiteUnitMs: number;
}

interface SuiteTimes {
  readonly timeMs: number | null;
  readonly startMs: number | null;
  casesMs: number;
  hasCases: boolean;
}

/** @param text the first megabyte of the report */
export function readNumberStyle(text: string): NumberStyle {
  const isCommaDecimal = hasDecimalComma(times(text));
  const suites = listSuites(text, isCommaDecimal);
  const sums = suites.flatMap(({ timeMs, casesMs, hasCases }): PartsAndWhole[] =>
    timeMs === null || !hasCases ? [] : [{ parts: casesMs, whole: timeMs }],
  );
  const ofCases = findFactor(sums);
  const ofSuites = ofCases === 1 ? findWholeFactor(sums) : 1;
  const scaled = suites.map((suite) => ({
    ...suite,
    timeMs: suite.timeMs === null ? null : suite.timeMs / ofSuites,
    casesMs: suite.casesMs / ofCases,
  }));
  const ofAll = findFactor(compareWithStamps(scaled));
  return {
    isCommaDecimal,
    caseUnitMs: 1000 / ofCases / ofAll,
    suiteUnitMs: 1000 / ofSuites / ofAll,
  };
}

const tag = /<(?:\w+:)?(testsuite|testcase)\b([^<>]*?)(\/?)>|<\/(?:\w+:)?testsuite>/g;
const time = /(?<![\w:-])time\s*=\s*["']([^"']{1,80})["']/;

function findTime(attributes: string): string | undefined {
  return time.exec(attributes)?.[1]?.trim();
}

function* times(text: string): Generator<string> {
  for (const [, , attributes = ''] of text.matchAll(tag)) {
    const found = findTime(attributes);
    if (found !== undefined) yield found;
  }
}

/** Suites by their own numbers and the sums of their cases. */
function listSuites(text: string, isCommaDecimal: boolean): readonly SuiteTimes[] {
  const suites: SuiteTimes[] = [];
  const open: SuiteTimes[] = [];
  for (const [, name, attributes = '', end] of text.matchAll(tag)) {
    if (name === undefined) {
      const closed = open.pop();
      if (closed) suites.push(closed);
      continue;
    }
    const written = findTime(attributes);
    const timeMs = written === undefined ? null : parseDuration(written, isCommaDecimal, 1000);
    const suite = open.at(-1);
    if (name === 'testsuite' && end === '')
      open.push({ timeMs, startMs: readStart(attributes), casesMs: 0, hasCases: false });
    else if (name === 'testcase' && suite !== undefined) {
      suite.hasCases = true;
      // A case without a time makes the sum too small, which proves nothing.
      suite.casesMs += timeMs ?? 0;
    }
  }
  return suites;
}

function readStart(attributes: string): number | null {
  const stamp = /(?<![\w:-])timestamp\s*=\s*["']([^"']{10,40})["']/.exec(attributes)?.[1];
  return stamp?.includes(':') ? parseTime(stamp) : null;
}

/** All suites except the last to begin had ended about when that one began. */
function compareWithStamps(suites: readonly SuiteTimes[]): readonly PartsAndWhole[] {
  const stamped = suites.flatMap(({ startMs, timeMs, casesMs, hasCases }) =>
    startMs === null || !hasCases ? [] : [{ startMs, tookMs: timeMs || casesMs }],
  );
  const starts = stamped.map(({ startMs }) => startMs);
  const last = starts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const first = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const before = stamped.filter(({ startMs }) => startMs < last);
  const parts = before.reduce((sum, { tookMs }) => sum + tookMs, 0);
  return last > first ? [{ parts, whole: last - first }] : [];
}
