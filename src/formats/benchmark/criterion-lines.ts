/**
 * Result lines of Criterion.rs, alone and among those of Rust's own harness. Reference:
 * https://bheisler.github.io/criterion.rs/book/user_guide/command_line_output.html
 */
import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import { addMeasure } from './add-measure.ts';

/** `name   time:   [low estimate high]`; a long name is on a separate line. A run of spaces is searched only once. */
const timeLine = /^(.*?)(?<!\s)\s+time:\s+\[[\d.]+ \S+ ([\d.]+) (\S+) [\d.]+ \S+\]\r?$/m;

export function hasCriterionLines(text: string): boolean {
  return timeLine.test(text);
}

/** @returns a function that reads each line of a text, and returns whether it is a result */
export function readCriterionLines(draft: Draft): (line: string) => boolean {
  const distinguish = countNames(draft);
  let last = '';
  return (line) => {
    const [, name = '', value, unit = 'ns'] = timeLine.exec(line) ?? [];
    if (value === undefined) {
      if (/^\S/.test(line)) last = line.trim();
      return false;
    }
    draft.countRecord();
    addMeasure(draft, {
      name: distinguish(name.trim() || last || 'benchmark'),
      unit,
      value: Number(value),
      samples: [],
    });
    return true;
  };
}
