/** RSpec's JSON report. Reference: https://rspec.info/features/3-13/rspec-core/formatters/json-formatter/ */
import type { Format } from '../../ingest/format.ts';
import { type Fields, lookUp, readFields, readList, readNumber, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import type { Result } from '../../model/task.ts';
import { collectTests, type Tests } from './collect-tests.ts';

export const rspec: Format = {
  id: 'rspec',
  title: 'RSpec JSON',
  versions: 'RSpec 3.12',
  family: 'tests',
  reference: 'https://rspec.info/features/3-13/rspec-core/formatters/json-formatter/',
  howTo: '`rspec --format json --out tests.json`',
  claims: ({ shape, keys, records }) =>
    shape === 'object' &&
    keys.includes('examples') &&
    keys.includes('version') &&
    records.every((record) => 'full_description' in record || 'examples' in record),
  read: async (input, draft) => {
    const tests = collectTests(draft);
    await readRecords(input, draft, ['examples'], (record, key) => {
      if (key !== null) addExample(record, tests);
      else readRun(record, tests);
    });
  },
};

const results: Readonly<Record<string, Result>> = { passed: 'success', failed: 'failure', pending: 'skip' };

function addExample(example: Fields, tests: Tests): void {
  const description = readText(example, 'description') ?? '';
  const full = readText(example, 'full_description') ?? description;
  const group = full.endsWith(description) ? full.slice(0, full.length - description.length).trim() : full;
  const file = readText(example, 'file_path')?.replace(/^\.\//, '') ?? null;
  const seconds = readNumber(example, 'run_time');
  const exception = readFields(example, 'exception');
  const result = lookUp(results, readText(example, 'status')) ?? 'unknown';
  tests.add({
    id: readText(example, 'id') ?? undefined,
    path: [file, group, group === full ? '' : description],
    tries: [
      {
        result,
        // The time of a pending example is only the overhead of skipping it.
        durationMs: seconds === null || result === 'skip' ? null : seconds * 1000,
        errorType: readText(exception, 'class'),
        failure: result === 'failure' ? describe(exception) : null,
      },
    ],
    file,
    line: readNumber(example, 'line_number'),
  });
}

function describe(exception: Fields): { readonly message: string | null; readonly text: string } {
  const frames = readList(exception, 'backtrace').filter((frame) => typeof frame === 'string');
  return { message: readText(exception, 'message'), text: frames.map((frame) => `# ${frame}`).join('\n') };
}

function readRun(run: Fields, tests: Tests): void {
  const summary = readFields(run, 'summary');
  const seconds = readNumber(summary, 'duration');
  tests.conclude({
    durationMs: seconds === null ? null : seconds * 1000,
    tests: readNumber(summary, 'example_count'),
    failed: readNumber(summary, 'failure_count'),
  });
  if ((readNumber(summary, 'errors_outside_of_examples_count') ?? 0) === 0) return;
  const messages = readList(run, 'messages').filter((message) => typeof message === 'string');
  const errors = messages.filter((message) => message.includes('An error occurred'));
  for (const message of errors.length > 0 ? errors : ['An error occurred outside of the examples.']) {
    const [, file = null] = /while loading (\S+?)\.?(?:\s|$)/.exec(message) ?? [];
    const [, line] = /^# \.?\/?\S+?:(\d+):in/m.exec(message) ?? [];
    const text = message.replace(/^\s*An error occurred [^\n]*\n/, '').replaceAll(/^# .*$/gm, '');
    const failure = {
      message: text.replace(/^(?! *\w*Error)[\s\S]*?\n(?=\w*Error:)/, ''),
      file,
      line: Number(line),
    };
    tests.add({
      path: [file?.replace(/^\.\//, '') ?? 'the run'],
      kind: 'suite',
      tries: [{ result: 'failure', failure }],
    });
  }
}
