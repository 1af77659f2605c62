/**
 * Criterion.rs: what it prints, messages of cargo-criterion, and `estimates.json`, in ns. References:
 * https://bheisler.github.io/criterion.rs/book/cargo_criterion/external_tools.html,
 * https://bheisler.github.io/criterion.rs/book/user_guide/command_line_output.html
 */
import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format, Input } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readLastDocument, readRecords } from '../../ingest/read-records.ts';
import { readTextLines } from '../../ingest/text-lines.ts';
import { addMeasure, concludeBenchmarks, numbersOf } from './add-measure.ts';
import { hasCriterionLines, readCriterionLines } from './criterion-lines.ts';

export const criterion: Format = {
  id: 'criterion',
  title: 'Criterion.rs',
  versions: 'Criterion.rs 0.5, cargo-criterion 1.1',
  family: 'benchmarks',
  reference: 'https://bheisler.github.io/criterion.rs/book/cargo_criterion/external_tools.html',
  howTo:
    '`cargo criterion --message-format=json > bench.json`, `cargo bench > bench.txt`, `target/criterion/**/new/estimates.json`',
  claims: ({ shape, keys, records, text }) =>
    shape === 'text'
      ? hasCriterionLines(text) && !/^running \d+ tests?\r?$/m.test(text)
      : isEstimates(keys) ||
        (records.length > 0 &&
          records.every(isMessage) &&
          records.some((record) => 'reason' in record && ('typical' in record || 'group_name' in record))),
  read: async (input, draft) => {
    const { shape, keys } = input.sample;
    if (shape === 'text') return readPrinted(input, draft);
    if (isEstimates(keys)) await readEstimates(input, draft);
    else await readMessages(input, draft);
    concludeBenchmarks(draft);
  },
};

/** A comparison with the previous run has neither. */
function isEstimates(keys: readonly string[]): boolean {
  return ['mean', 'median', 'median_abs_dev', 'std_dev'].every((key) => keys.includes(key));
}

function isMessage(record: Fields): boolean {
  return /^(benchmark|group)-complete$/.test(readText(record, 'reason') ?? '') || !('reason' in record);
}

async function readMessages(input: Input, draft: Draft): Promise<void> {
  const distinguish = countNames(draft);
  /** The last message is of a benchmark, and its group continues. */
  let isOpen = false;
  await readRecords(input, draft, [], (message) => {
    isOpen = readText(message, 'reason') === 'benchmark-complete';
    if (!isOpen) return;
    const typical = readFields(message, 'typical');
    const counts = numbersOf(readList(message, 'iteration_count'));
    const values = numbersOf(readList(message, 'measured_values'));
    addMeasure(draft, {
      name: distinguish(readText(message, 'id') ?? 'benchmark'),
      unit: readText(typical, 'unit') ?? readText(message, 'unit') ?? 'ns',
      value: readNumber(typical, 'estimate') ?? readNumber(readFields(message, 'median'), 'estimate'),
      samples:
        values.length === counts.length
          ? values.map((value, place) => value / (counts[place] as number))
          : [],
    });
  });
  if (isOpen) draft.markTruncated();
}

/** The file has no name of its own: it is in the folder of its benchmark. */
async function readEstimates(input: Input, draft: Draft): Promise<void> {
  const path = (input.name ?? '').replaceAll('\\', '/');
  const [, folder = '', run = ''] = /^(.*?)\/?(new|base)?\/?[^/]*$/.exec(path) ?? [];
  const name = folder.replace(/^.*(?:^|\/)criterion\//, '');
  if (run === 'base') {
    const what = 'The file is from the previous run: `base` is what Criterion compared with.';
    return draft.report('warning', 'left-over', what, 'Read `target/criterion/**/new/estimates.json`.');
  }
  if (name === '') {
    const what = 'A benchmark is named after its folder, but the path has none.';
    draft.report('warning', 'unnamed-metric', what, 'Read it as `target/criterion/**/new/estimates.json`.');
  }
  const visit = (estimates: Fields): void => {
    // The value that Criterion prints: the slope over the iterations, or the mean if it is not linear.
    const typical = isFields(estimates['slope'])
      ? readFields(estimates, 'slope')
      : readFields(estimates, 'mean');
    const value = readNumber(typical, 'point_estimate');
    addMeasure(draft, { name: name || 'benchmark', unit: 'ns', value, samples: [] });
  };
  await readLastDocument(input, draft, [], { visit });
}

async function readPrinted(input: Input, draft: Draft): Promise<void> {
  const take = readCriterionLines(draft);
  for await (const { text, isOpen } of readTextLines(input.chunks(), 2000)) {
    const isResult = take(text);
    if (isOpen && !isResult && text.includes(' time: ')) draft.markTruncated();
    if (!isResult) draft.leaveText(`${text}\n`);
    if (isResult || !/^error(\[|:)|panicked at/.test(text)) continue;
    draft.facts.result = 'failure';
    draft.report('warning', 'failed-benchmark', `\`${text.trim().slice(0, 200)}\``);
  }
  // Its end does not show whether more should follow.
  draft.facts.result ??= 'unknown';
}
