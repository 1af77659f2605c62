/** `build-telemetry explain`: the history of one series in words and a chart, or the list of series. */
import { readStoredGroup } from '../detect/collect/stored-group.ts';
import { addReports, readStoredSeries, type StoredSeries } from '../detect/collect/stored-series.ts';
import { type ReplayedValue, replaySeries } from '../detect/replay-series.ts';
import { isMachineSpeed } from '../detect/series-key.ts';
import { readStoredTogether } from '../detect/stored-together.ts';
import { minBaseline } from '../model/baseline.ts';
import type { History } from '../model/history.ts';
import { seriesId, togetherName } from '../model/series.ts';
import type { Config } from '../settings/config.ts';
import type { Arguments } from './command.ts';
import { describeSeries } from './describe-series.ts';
import { chooseBranch, historyFlags } from './find-history.ts';
import { measures, pickSeries, readWanted } from './find-series.ts';
import { listSeriesNames, showSeriesList } from './list-series.ts';
import { readLocalConfig } from './local-config.ts';
import { readHistory, readHistoryOf, type Stored } from './open-recorded.ts';
import { defineView, jsonFlag, refuse, refuseUnused } from './view.ts';

export const explainCommand = defineView(
  {
    name: 'explain',
    operands: '[SERIES] [--measure MEASURE] [--kind KIND]',
    summary:
      'Show the history of one metric: `build`, or (part of) the name of a task, a package, a file or a measurement.',
    flags: [
      { name: 'measure', value: 'MEASURE', values: measures, description: 'duration by default.' },
      { name: 'kind', value: 'KIND', description: 'Kind of the task, if several share the name.' },
      { name: 'names', description: 'Print the names of all series, one per line.' },
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const [wanted, extra] = args.operands;
    if (extra !== undefined)
      refuse(
        extra,
        'Only one series can be shown.',
        `Quote a name with spaces: '${args.operands.join(' ')}'.`,
      );
    if (args.flags['names'] !== undefined && wanted !== undefined)
      refuse(wanted, 'It has no effect with `--names`, which prints all names.', 'Leave one of them out.');
    if (wanted === undefined) refuseUnused(args, ['measure', 'kind'], 'without the name of a series');
    const { config, ...read } = readLocalConfig();
    const branchOf = (history: History): string | null => chooseBranch(args, history, read.baselineBranch);
    if (wanted === undefined || args.flags['names']) {
      const stored = await readHistory(args);
      return args.flags['names'] ? listSeriesNames(stored) : showSeriesList(stored, branchOf(stored.history));
    }
    // Only times are corrected by the change that all tasks of a build share.
    const own = await readHistoryOf(args, wanted);
    const [alone, ...others] = own === null ? [] : readWanted(args, wanted, own, config, branchOf(own));
    if (own && alone?.role === 'other' && alone.key.scope !== 'build' && others.length === 0)
      return describeSeries(alone, replayAlone(alone, own), config);
    const stored = await readHistory(args);
    const baselineBranch = branchOf(stored.history);
    const together =
      alone === undefined || isBuild(args, wanted)
        ? readTogether(args, stored, wanted, config, baselineBranch)
        : null;
    const shared = together && describeSeries(together, replayAlone(together, stored.history), config);
    if (shared !== null && alone === undefined) return shared;
    const group = alone === undefined ? readGroup(stored, wanted, config, baselineBranch) : null;
    if (group !== null) return describeSeries(group, replayStoredGroup(group, stored.history), config);
    const found = pickSeries(args, wanted, stored, config, baselineBranch);
    const answer = describeSeries(found, replayOne(found, stored, config, baselineBranch), config);
    if (shared === null) return answer;
    return { text: `${answer.text}\n${shared.text}`, json: { ...answer.json, together: shared.json } };
  },
);

function isBuild({ flags }: Arguments, wanted: string): boolean {
  return wanted === 'build' && flags['kind'] === undefined && (flags['measure'] ?? 'duration') === 'duration';
}

/** All tasks, or measurements, together: by their name in a report, or with the build. */
function readTogether(
  args: Arguments,
  { history }: Stored,
  wanted: string,
  config: Config,
  branch: string | null,
): StoredSeries | null {
  const isNamed = wanted === togetherName || /^all [a-z]+s$/i.test(wanted);
  if (!isNamed && !isBuild(args, wanted)) return null;
  return readStoredTogether(history, branch, config.regressions);
}

function readGroup(
  { history }: Stored,
  name: string,
  config: Config,
  branch: string | null,
): StoredSeries | null {
  return readStoredGroup(history, branch, config.regressions, name);
}

function replayAlone(series: StoredSeries, history: Pick<History, 'builds'>): ReplayedValue[] {
  return replaySeries([addReports(series, history)], minBaseline)[0] ?? [];
}

/** A single slow build of a group is not reported: reports wait for the next one. */
function replayStoredGroup(group: StoredSeries, history: History): ReplayedValue[] {
  return replayAlone(group, history).map((each) =>
    each.verdict === 'suspect' ? { ...each, verdict: 'none' } : each,
  );
}

/** As in the reports: the change of the whole build is known from all tasks. */
function replayOne(
  found: StoredSeries,
  { history }: Stored,
  config: Config,
  branch: string | null,
): ReplayedValue[] {
  if (found.role !== 'task') return replayAlone(found, history);
  const isOne = ({ key }: Pick<StoredSeries, 'key'>): boolean => seriesId(key) === seriesId(found.key);
  const tasks = readStoredSeries(history, branch, config.regressions, isMachineSpeed).map((each) =>
    isOne(each) ? addReports(each, history) : each,
  );
  return replaySeries(tasks, minBaseline, isOne)[tasks.findIndex(isOne)] ?? [];
}
