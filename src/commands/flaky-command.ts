/** `flaky`: tests that failed and passed on one commit, over the stored history. */
import { type Outcomes, readStoredOutcomes } from '../detect/collect/outcomes.ts';
import { listFlaky } from '../detect/judge/judge-rates.ts';
import type { FlakyTask } from '../model/change.ts';
import { plural } from '../model/counts.ts';
import type { History } from '../model/history.ts';
import { drawTable, shownText } from '../render/terminal/print-format.ts';
import { applyQuarantine } from '../thresholds/apply-quarantine.ts';
import { formatDuration } from '../words/numbers.ts';
import { describeFlakeSeen, describeFlakes } from '../words/phrases.ts';
import { chooseBranch, historyFlags } from './find-history.ts';
import { readLocalConfig } from './local-config.ts';
import { readHistory } from './open-recorded.ts';
import { readOwners } from './read-owners.ts';
import { widthOf } from './terminal.ts';
import { countFlag, defineView, jsonFlag, readCount } from './view.ts';

export const flakyCommand = defineView(
  {
    name: 'flaky',
    operands: '[--count N]',
    mostOperands: 1,
    summary: 'List tests that failed and passed on the same commit, with flake rate, cost and owner.',
    flags: [countFlag(20), ...historyFlags, jsonFlag],
  },
  async (args) => {
    const count = readCount(args, 'count', 20);
    const { config, baselineBranch } = readLocalConfig();
    const { history, label } = await readHistory(args);
    const quarantine = applyQuarantine(config.quarantine, Date.now());
    const ownersOf = await readOwners();
    const flaky = listFlaky(listOutcomes(history, chooseBranch(args, history, baselineBranch))).map(
      (task) => ({
        ...task,
        owners: ownersOf(task.name, null),
        quarantine: quarantine.of(task.name),
      }),
    );
    const json = { history: label, flaky: flaky.slice(0, count) };
    return { text: showFlaky(flaky, count, label), json };
  },
);

/** Of every stored task, on the branch of the baseline, or on all except pull requests. */
function listOutcomes(history: History, branch: string | null): Outcomes[] {
  const indexes = history.builds.flatMap(({ complete, pullRequest, branch: own }, index) =>
    complete && pullRequest === null && (branch === null || own === branch) ? [index] : [],
  );
  const outcomes: Outcomes[] = [];
  for (const series of history.series)
    if (series.value === null) outcomes.push(readStoredOutcomes(series, history, indexes));
  return outcomes;
}

function showFlaky(flaky: readonly FlakyTask[], count: number, label: string): string {
  if (flaky.length === 0) return `No flaky test in ${label}.\n`;
  const table = drawTable(
    ['Test', 'Flake rate', 'Last flake', 'First seen', 'Re-run time', 'Owner', 'Quarantine'],
    flaky
      .slice(0, count)
      .map((task) => [
        shownText(task.name),
        describeFlakes(task),
        describeFlakeSeen(task.lastSeen),
        describeFlakeSeen(task.firstSeen),
        formatDuration(task.rerunMs),
        shownText(task.owners.join(' ')),
        task.quarantine === null ? '' : shownText(`until ${task.quarantine.expires}`),
      ]),
    widthOf(process.stdout),
  );
  const more =
    flaky.length > count
      ? `\n… and ${plural(flaky.length - count, 'more flaky test')}; see \`--count\`.`
      : '';
  return `${table}${more}\n${plural(flaky.length, 'flaky test')} in ${label}.\n`;
}
