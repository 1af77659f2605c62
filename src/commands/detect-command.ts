/** `build-telemetry detect`: runs the detector on series from a JSON file. */
import { text } from 'node:stream/consumers';
import { type ReplayedValue, replaySeries, type WrittenSeries } from '../detect/replay-series.ts';
import { isPipe, openPipe } from '../io/open-log.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { SeriesKey } from '../model/series.ts';
import { drawTable, shownText } from '../render/terminal/print-format.ts';
import { formatMove } from '../words/numbers.ts';
import { readSeriesFile } from './series-file.ts';
import { widthOf } from './terminal.ts';
import { type Answer, defineView, jsonFlag, readNamedText, refuse } from './view.ts';

export const detectCommand = defineView(
  {
    name: 'detect',
    operands: 'SERIES.json [--replay FROM]',
    summary:
      'Test the newest value of series in a JSON file for a change, or replay them; `-` reads standard input.',
    flags: [
      {
        name: 'replay',
        value: 'FROM',
        description: 'Test each value from this index on, using only the values before it.',
      },
      jsonFlag,
    ],
  },
  async (args) => {
    const [path] = args.operands;
    if (path === undefined)
      refuse('detect', 'Missing argument: SERIES.json.', 'Write `build-telemetry detect series.json`.');
    if (args.operands.length > 1)
      refuse(args.operands[1] as string, 'Only one file can be read.', 'Put all series into one file.');
    const from = readIndex(args.flags['replay']);
    const series = readSeriesFile(isPipe(path, '') ? await readPipe(path) : readNamedText(path), path);
    const replayed = replaySeries(series, from);
    return from === null ? showNewest(series, replayed) : showReplay(series, replayed);
  },
);

async function readPipe(path: string): Promise<string> {
  const opened = await openPipe(path);
  return 'open' in opened ? await text(opened.open()) : refuse(path, opened.what, opened.fix);
}

function readIndex(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text);
  return refuse('--replay', `\`${text}\` is not an index.`, 'Write a whole number, 0 or greater.');
}

function showNewest(series: readonly WrittenSeries[], replayed: readonly ReplayedValue[][]): Answer {
  const empty = {
    index: null,
    verdict: 'learning',
    baseline: null,
    effect: null,
    worse: null,
    p: null,
    state: null,
    lasting: false,
    since: null,
  } as const;
  const rows = series.map(({ name }, place) => ({ name, ...(replayed[place]?.at(-1) ?? empty) }));
  const moved = rows.filter(({ verdict }) => verdict !== 'none' && verdict !== 'learning');
  const learning = rows.filter(({ verdict }) => verdict === 'learning').length;
  const table = drawTable(
    ['Series', 'Verdict', 'Change', 'p'],
    moved.map(({ name, verdict, effect, p }) => [
      shownText(name),
      verdict,
      printEffect(effect),
      p === null ? '' : p.toPrecision(2),
    ]),
    widthOf(process.stdout),
  );
  const rest = `${plural(rows.length, 'series', 'series')} tested, ${formatCount(moved.length)} changed, ${formatCount(learning)} learning.`;
  return { text: moved.length > 0 ? `${table}\n${rest}\n` : `${rest}\n`, json: rows };
}

function showReplay(series: readonly WrittenSeries[], replayed: readonly ReplayedValue[][]): Answer {
  const json = series.map(({ name }, place) => ({ name, verdicts: replayed[place] ?? [] }));
  const rows = json.flatMap(({ name, verdicts }) =>
    verdicts
      .filter(isNews)
      .map(({ index, verdict, effect }) => [shownText(name), String(index), verdict, printEffect(effect)]),
  );
  const judged = json.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  const text =
    rows.length > 0
      ? `${drawTable(['Series', 'Index', 'Verdict', 'Change'], rows, widthOf(process.stdout))}\n`
      : '';
  return {
    text: `${text}${plural(judged, 'value')} of ${plural(series.length, 'series', 'series')} tested.\n`,
    json,
  };
}

/** The alerts that the builds would have raised. */
function isNews({ verdict, state }: ReplayedValue): boolean {
  return verdict === 'suspect' || verdict === 'environment' || state === 'opened' || state === 'recovered';
}

function printEffect(effect: number | null): string {
  return effect === null ? '' : formatMove({ ratio: effect, series: { unit: 'ms' } as SeriesKey });
}
