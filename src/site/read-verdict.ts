/** The findings of a history's newest report, by series. */
import type { Change } from '../model/change.ts';
import { taskKey } from '../model/task-key.ts';
import { cleanLongName } from '../render/escape.ts';
import { listChanges } from '../words/describe-group.ts';
import type { JudgedFacts } from './describe-series-row.ts';
import { siteSeriesId } from './find-marks.ts';
import type { JudgedHistory, JudgeOptions } from './judge-history.ts';
import { longestName } from './name-file.ts';

export function readVerdict(verdict: JudgedHistory | null, { ownersOf, config }: JudgeOptions): JudgedFacts {
  const changes = new Map<string, Change>();
  for (const change of verdict?.changes ?? []) {
    const id = siteSeriesId(change.series);
    if (!changes.has(id)) changes.set(id, change);
  }
  const flaky = new Map((verdict?.report.flaky ?? []).map((task) => [taskKey(task), task]));
  const groupOf = verdict === null ? new Map() : listMembers(verdict.report);
  return { changes, flaky, groupOf, ownersOf, acknowledgements: config.acknowledge };
}

/** Series represented by a group, each with its name. */
function listMembers(report: JudgedHistory['report']): Map<string, string> {
  const groups = report.groups.filter(({ asOne }) => asOne);
  return new Map(
    groups.flatMap((group) =>
      listChanges(report, group).map(({ series }) => [
        siteSeriesId(series),
        cleanLongName(group.name, longestName),
      ]),
    ),
  );
}
