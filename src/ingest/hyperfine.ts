/** hyperfine's `--export-json`. Reference: https://github.com/sharkdp/hyperfine#json */
import { addMeasure, concludeBenchmarks, numbersOf } from './add-measure.ts';
import { countNames } from './count-names.ts';
import type { Draft } from './draft.ts';
import type { Format } from './format.ts';
import { type Fields, readFields, readList, readNumber, readText } from './read-fields.ts';
import { readRecords } from './read-records.ts';
import { stripRoots } from './strip-roots.ts';

export const hyperfine: Format = {
  id: 'hyperfine',
  title: 'hyperfine',
  reference: 'https://github.com/sharkdp/hyperfine#json',
  howTo: "`hyperfine --export-json bench.json 'make app'`",
  claims: ({ shape, keys, records }) =>
    shape === 'object' &&
    keys.includes('results') &&
    records.some((record) => typeof record['command'] === 'string') &&
    records.every((record) => 'command' in record && 'mean' in record && 'user' in record),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, ['results'], (result, key) => {
      if (key !== null) addResult(result, draft, distinguish);
    });
    concludeBenchmarks(draft);
  },
};

function addResult(result: Fields, draft: Draft, distinguish: (name: string) => string): void {
  const command = readText(result, 'command') ?? 'command';
  const parameters = Object.entries(readFields(result, 'parameters')).map(
    ([key, value]) => `${key}=${value}`,
  );
  const title = parameters.length === 0 ? command : `${command} (${parameters.join(', ')})`;
  const name = distinguish(hideSecrets(stripRoots(title)));
  const samples = numbersOf(readList(result, 'times'));
  const value = readNumber(result, 'median') ?? (samples.length > 0 ? null : readNumber(result, 'mean'));
  reportExits(name, readList(result, 'exit_codes'), draft);
  addMeasure(draft, { name, unit: 's', value, samples });
}

/** A command is its benchmark's name; what it logs in with is not. */
function hideSecrets(command: string): string {
  return command
    .replaceAll(
      /([\w-]*(?:token|secret|passw(?:or)?d|api[_-]?key|credential)[\w-]*)(=|:\s*|\s+)\S+/gi,
      '$1$2…',
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
  const what = `\`${name.slice(0, 200)}\` failed in ${failed.length} of ${codes.length} runs (${kinds.join(', ')}).`;
  report('warning', 'failed-command', what, 'What fails may stop early: its time may mean nothing.');
}
