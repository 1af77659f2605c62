/**
 * The output of Benchmark.js: `String(event.target)` for each cycle. Reference:
 * https://benchmarkjs.com/docs/#prototype_toString
 */
import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { readTextLines } from '../../ingest/text-lines.ts';
import { addMeasure } from './add-measure.ts';

export const benchmarkJs: Format = {
  id: 'benchmark-js',
  title: 'Benchmark.js',
  versions: 'Benchmark.js 2.1',
  family: 'benchmarks',
  reference: 'https://benchmarkjs.com/docs/#prototype_toString',
  howTo: "`suite.on('cycle', (event) => console.log(String(event.target)))`, and save its output",
  claims: ({ shape, text }) => shape === 'text' && text.split('\n').some((line) => resultLine.test(line)),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    for await (const { text, isOpen } of readTextLines(input.chunks(), 2000)) {
      const [, name = '', rate = ''] = resultLine.exec(text) ?? [];
      if (isOpen && name === '' && / x [\d,]/.test(text)) draft.markTruncated();
      if (failedLine.test(text)) reportUnread(draft, text.trim().slice(0, -1));
      if (name === '') {
        draft.leaveText(`${text}\n`);
        continue;
      }
      draft.countRecord();
      const value = Number(rate.replaceAll(',', ''));
      addMeasure(draft, { name: distinguish(name.trim()), unit: 'ops/s', value, samples: [] });
    }
    // Its end does not show whether more should follow.
    draft.facts.result = 'unknown';
  },
};

const resultLine = /^(.{1,1000}?) x ([\d,]+(?:\.\d+)?) ops\/sec ±[\d.]+% \(\d+ runs? sampled\)\r?$/;
/** The line of a benchmark that threw: its name, a colon, and the own fields of the error. An `Error` has none. */
const failedLine = /^.{1,200}: \r?$/;

/** A heading may look the same. */
function reportUnread({ report }: Draft, name: string): void {
  const what = `\`${name}\` has no result: it failed, or it is not a benchmark.`;
  report('warning', 'unread-benchmark', what, "Print `event.target.error` in `suite.on('error')`.");
}
