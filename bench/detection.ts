/**
 * Our rule beside the rules of other tools on real histories, in one run: false alarms, injected steps, real
 * regressions. Run with `npm run bench:detection [FOLDER]`; the folder holds stationary.json and
 * natural-regressions.json, rows of {values, …} (and changeAt), one value a build, oldest first.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { judgeSeries } from '../src/detect/judge-series.ts';

interface Row {
  readonly values: readonly number[];
  readonly changeAt?: number;
}

/** Whether a rule raises an alarm on the last of the values, seeing nothing else. */
type Rule = (values: readonly number[]) => boolean;

const gate = { ratio: 0.05, floor: 0 };
const t99 = 2.6;

const rules: Readonly<Record<string, Rule>> = {
  'Build Telemetry, confirmed': (values) => {
    const { slower } = judgeSeries({
      scaled: Float64Array.from(values.slice(-120), Math.log),
      fresh: 0,
      gate,
      exact: false,
    });
    return slower !== null && slower.p <= 0.002;
  },
  'Build Telemetry, suspect': (values) =>
    judgeSeries({ scaled: Float64Array.from(values.slice(-120), Math.log), fresh: 0, gate, exact: false })
      .suspect,
  'previous × 2 (github-action-benchmark)': (values) => last(values) > 2 * (values.at(-2) as number),
  'average × 2 (Builder)': (values) => last(values) > 2 * mean(past(values)),
  'mean + 2 sd': (values) => last(values) > mean(past(values)) + 2 * sampleStandardDeviation(past(values)),
  'mean + 3 sd (z-score)': (values) =>
    last(values) > mean(past(values)) + 3 * sampleStandardDeviation(past(values)),
  'upper quartile + 1.5 IQR': (values) => {
    const sorted = [...past(values)].sort((a, b) => a - b);
    const at = (p: number): number => sorted[Math.floor(p * (sorted.length - 1))] as number;
    return last(values) > at(0.75) + 1.5 * (at(0.75) - at(0.25));
  },
  't-test 0.99 of the newest (Bencher)': (values) => {
    const before = past(values);
    const spread = sampleStandardDeviation(before) * Math.sqrt(1 + 1 / before.length);
    return last(values) > mean(before) + t99 * spread;
  },
  'three in a row 5 % over (.NET)': (values) => {
    const before = [...values.slice(-43, -3)].sort((a, b) => a - b);
    const middle = before[before.length >> 1] as number;
    return values.slice(-3).every((value) => value > 1.05 * middle);
  },
};

const folder = process.argv[2] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
if (!existsSync(join(folder, 'stationary.json'))) {
  console.error(`There is no stationary.json in ${folder}. Name the folder of the histories as an argument.`);
  process.exit(2);
}
const stationary = read('stationary.json');
const natural = read('natural-regressions.json');
const warmUp = 20;
const stepAt = 60;

console.log(
  `${stationary.length} stationary series and ${natural.length} real regressions, each build judged from its past alone.\n`,
);
console.log('| rule | false alarms | +5 % | +10 % | +20 % | +50 % | real, within 5 / 15 | µs a build |');
console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
for (const [name, rule] of Object.entries(rules)) {
  const started = process.cpuUsage();
  const { onsets, builds } = countAlarms(rule);
  const used = process.cpuUsage(started);
  const steps = [1.05, 1.1, 1.2, 1.5].map((factor) => percent(recall(rule, factor), stationary.length));
  const found = [5, 15].map((reach) =>
    percent(
      natural.filter((row) => isFound(rule, row.values, row.changeAt as number, reach)).length,
      natural.length,
    ),
  );
  const micros = ((used.user + used.system) / builds).toFixed(0);
  console.log(
    `| ${name} | ${((1000 * onsets) / builds).toFixed(1)} | ${steps.join(' | ')} | ${found.join(' / ')} | ${micros} |`,
  );
}
console.log(
  '\nFalse alarms: onsets in 1,000 builds and series without a change. Steps: found within 5 builds.',
);

function read(file: string): Row[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

function last(values: readonly number[]): number {
  return values.at(-1) as number;
}

function past(values: readonly number[]): number[] {
  return values.slice(-101, -1);
}

/** An alarm that goes on is one alarm. */
function countAlarms(rule: Rule): { onsets: number; builds: number } {
  let onsets = 0;
  let builds = 0;
  for (const { values } of stationary) {
    let before = false;
    for (let end = warmUp + 1; end <= values.length; end++) {
      const now = rule(values.slice(0, end));
      if (now && !before) onsets += 1;
      before = now;
      builds += 1;
    }
  }
  return { onsets, builds };
}

function recall(rule: Rule, factor: number): number {
  const moved = stationary.map(({ values }) =>
    values.map((value, i) => (i >= stepAt ? value * factor : value)),
  );
  return moved.filter((values) => isFound(rule, values, stepAt, 5)).length;
}

function isFound(rule: Rule, values: readonly number[], changeAt: number, reach: number): boolean {
  for (let end = changeAt + 1; end <= Math.min(values.length, changeAt + reach); end++) {
    if (rule(values.slice(0, end))) return true;
  }
  return false;
}

function percent(count: number, of: number): string {
  return `${Math.round((100 * count) / of)} %`;
}
