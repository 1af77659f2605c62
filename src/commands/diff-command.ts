/** `build-telemetry diff`: the differences between two builds, and why the second is slower. */
import type { Bands } from '../diff/compare-tasks.ts';
import { diffBuilds, type NamedBuild } from '../diff/diff-builds.ts';
import { writeTextFile } from '../io/files.ts';
import type { History } from '../model/history.ts';
import { taskKey } from '../model/task-key.ts';
import { renderDiffMarkdown } from '../render/diff-markdown.ts';
import { renderDiffPage } from '../render/html/diff-page.ts';
import { printDiff } from '../render/terminal/print-diff.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import type { Arguments } from './command.ts';
import { findHistory, historyFlags } from './find-history.ts';
import { findOverwritten } from './find-overwritten.ts';
import { readHistory, type Stored } from './open-recorded.ts';
import { loadRecordings, openSide } from './open-side.ts';
import { defineView, jsonFlag, refuse, refuseAll, refuseTogether } from './view.ts';

const files = [
  { flag: 'markdown', render: renderDiffMarkdown, description: 'Write the comparison as Markdown.' },
  { flag: 'html', render: renderDiffPage, description: 'Write the comparison as an HTML page.' },
];

export const diffCommand = defineView(
  {
    name: 'diff',
    operands: 'A B [OPTIONS]',
    summary:
      'Explain how two builds differ: recordings, stored builds, runs, commits, branches or log files.',
    flags: [
      ...files.map(({ flag, description }) => ({ name: flag, value: 'FILE', description })),
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const [a, b, extra] = args.operands;
    if (a === undefined || b === undefined || extra !== undefined)
      return refuse(extra ?? 'diff', 'Name exactly two builds.', 'Write `build-telemetry diff A B`.');
    refuseAll(
      findOverwritten(
        args,
        files.map(({ flag }) => flag),
        [a, b],
      ),
    );
    const stored = await readIfStored(args);
    const recordings = await loadRecordings();
    const places = { recordings, stored };
    const sides = await refuseTogether([a, b].map((name) => openSide(name, places)));
    const [first, second] = sides as [NamedBuild, NamedBuild];
    const diff = diffBuilds(
      first,
      second,
      recordings,
      stored === null ? new Map() : readBands(stored.history),
    );
    for (const { flag, render } of files) {
      const path = args.flags[flag];
      if (path !== undefined) await writeTextFile(path, render(diff));
    }
    return { text: printDiff(diff), json: diff };
  },
);

/** Two recordings or files need no history. */
async function readIfStored(args: Arguments): Promise<Stored | null> {
  const { segments } = await findHistory(args);
  const isNamed = args.flags['history'] !== undefined || args.flags['name'] !== undefined;
  return segments === null && !isNamed ? null : await readHistory(args);
}

/** With fewer values the usual range is unknown. */
const leastValues = 8;
const newest = 30;

/** The 10th and 90th percentile of each task's newest times, without cache hits. */
function readBands({ series }: History): Bands {
  const bands = new Map<string, readonly [number, number]>();
  for (const { value, kind, name, durationMs, cached } of series) {
    if (value !== null) continue;
    const known = durationMs
      .filter((ms, row) => !Number.isNaN(ms) && cached[row] !== 1)
      .slice(-newest)
      .sort();
    const [low, high] = [quantileOfSorted(known, 0.1), quantileOfSorted(known, 0.9)];
    if (known.length >= leastValues && low !== null && high !== null)
      bands.set(taskKey({ kind, name }), [low, high]);
  }
  return bands;
}
