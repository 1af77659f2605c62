/** hyperfine's `--export-json`. Reference: https://github.com/sharkdp/hyperfine#json */

import { countNames, type Distinguish } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { stripRoots } from '../../ingest/strip-roots.ts';
import { formatCount, plural } from '../../model/counts.ts';
import { addMeasure, concludeBenchmarks, numbersOf } from './add-measure.ts';

export const hyperfine: Format = {
  id: 'hyperfine',
  title: 'hyperfine',
  versions: 'hyperfine 1.15; its source for version 2',
  family: 'benchmarks',
  reference: 'https://github.com/sharkdp/hyperfine#json',
  howTo: "`hyperfine --export-json bench.json 'make app'`",
  claims: ({ shape, keys, records }) =>
    shape === 'object' &&
    keys.includes('results') &&
    records.some((record) => typeof record['command'] === 'string') &&
    (keys.includes('primary_metric') ||
      records.every((record) => 'command' in record && 'mean' in record && 'user' in record)),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, ['results'], (result, key) => {
      if (key !== null) addResult(result, draft, distinguish);
    });
    concludeBenchmarks(draft);
  },
};

function addResult(result: Fields, draft: Draft, distinguish: Distinguish): void {
  const { title, parameters, median, mean, times, codes } =
    'measurements' in result ? readSecond(result) : readFirst(result);
  const named = parameters.map(([key, value]) => `${key}=${value}`).join(', ');
  const name = distinguish(hideSecrets(stripRoots(named === '' ? title : `${title} (${named})`)));
  const samples = numbersOf(times);
  const value = median ?? (samples.length > 0 ? null : mean);
  reportExits(name, codes, draft);
  addMeasure(draft, { name, unit: 's', value, samples });
}

/** One command, in any version of the file; times in seconds. */
interface Timed {
  readonly title: string;
  readonly parameters: readonly (readonly [key: string, value: unknown])[];
  readonly median: number | null;
  readonly mean: number | null;
  readonly times: readonly unknown[];
  /** Null for a run that a signal ended. */
  readonly codes: readonly unknown[];
}

/** In version 1 a name from the user replaces the command. */
function readFirst(result: Fields): Timed {
  return {
    title: readText(result, 'command') ?? 'command',
    parameters: Object.entries(readFields(result, 'parameters')),
    median: readNumber(result, 'median'),
    mean: readNumber(result, 'mean'),
    times: readList(result, 'times'),
    codes: readList(result, 'exit_codes'),
  };
}

/** Schema version 2, of hyperfine 2: one object per run, and a summary of each quantity. */
function readSecond(result: Fields): Timed {
  const clock = 'time_wall_clock';
  const summary = readFields(readFields(result, 'summary'), clock);
  const parameters = readFields(result, 'parameters');
  const runs = readList(result, 'measurements').filter(isFields);
  return {
    title: readText(result, 'name') ?? readText(result, 'command') ?? 'command',
    parameters: Object.keys(parameters).map((key) => [key, readFields(parameters, key)['value']]),
    median: readNumber(summary, 'median'),
    mean: readNumber(summary, 'mean'),
    times: runs.map((run) => readFields(run, clock)['value']),
    codes: runs.map((run) => run['exit_code']),
  };
}

/** A command is its benchmark's name; credentials in it are masked. */
function hideSecrets(command: string): string {
  return command
    .replaceAll(
      /((?:token|secret|passw(?:or)?d|api[_-]?key|credential)[\w-]{0,60}(?:=|:\s*|\s+))\S+/gi,
      '$1…',
    )
    .replaceAll(/:\/\/[^\s/@]+@/g, '://…@');
}

/** With `--ignore-failure` failed runs are timed like others; a killed one has no code. */
function reportExits(name: string, codes: readonly unknown[], { facts, report }: Draft): void {
  const failed = codes.filter((code) => code !== 0);
  if (failed.length === 0) return;
  facts.result = 'unknown';
  const kinds = [...new Set(failed.map((code) => (typeof code === 'number' ? code : 'a signal')))].slice(
    0,
    5,
  );
  const what = `\`${name.slice(0, 200)}\` failed in ${formatCount(failed.length)} of ${plural(codes.length, 'run')} (${kinds.join(', ')}).`;
  report(
    'warning',
    'failed-command',
    what,
    'A failing command may stop early, so its time may be meaningless.',
  );
}
