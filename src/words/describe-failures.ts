/** Describes failed tasks: how many, which are new, since when the others fail, and what to do. */
import type { FlakyTask } from '../model/change.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { FailedTask } from '../model/failed-task.ts';
import type { Report } from '../model/report.ts';
import {
  type DetailedFailure as FailedWork,
  failedTasks,
  firstLine,
  groupFailures,
} from './group-failures.ts';
import { nounOf } from './noun-of.ts';
import { isCommit, shortCommit } from './numbers.ts';
import { joinPhrase, type Phrase } from './phrases.ts';

type FailureFacts = Pick<Report, 'failures' | 'tasks'>;

/** `2 tests failed, 1 of them new`; '' without failures. Quarantined ones are counted separately. */
export function countFailures(report: FailureFacts): string {
  const all = failedTasks(report);
  const failed = all.filter(({ quarantine }) => quarantine === null);
  const apart = all.length - failed.length;
  const noun = nounOf(all.map(({ is }) => is.kind));
  const rest = apart === 0 ? '' : `${plural(apart, `quarantined ${noun}`)} failed`;
  return [countStates(failed), rest].filter((part) => part !== '').join(', ');
}

/** All failed tasks, and a note about the quarantined ones: `quarantined`, `1 quarantined`, ''. */
export function countAllFailures({ failures, metrics }: Pick<Report, 'failures' | 'metrics'>): {
  readonly all: number;
  readonly quarantined: number;
  readonly note: string;
} {
  const quarantined = failures.filter(({ quarantine }) => quarantine !== null).length;
  const all = Math.max(quarantined, metrics.failedTasks);
  const some = quarantined < all ? `${formatCount(quarantined)} ` : '';
  return { all, quarantined, note: quarantined === 0 ? '' : `${some}quarantined` };
}

/** '' without quarantined failures. */
export function describeUncounted(report: Parameters<typeof countAllFailures>[0]): string {
  return countAllFailures(report).quarantined === 0 ? '' : 'Quarantined failures do not count.';
}

function countStates(failed: readonly FailedWork[]): string {
  if (failed.length === 0) return '';
  const count = (state: FailedTask['state']): number => failed.filter((each) => each.state === state).length;
  const [fresh, known, flaky] = [count('new'), count('known'), count('flaky')];
  const total = `${plural(failed.length, nounOf(failed.map(({ is }) => is.kind)))} failed`;
  const all = failed.length === 1 ? '' : failed.length === 2 ? 'both ' : 'all ';
  if (fresh === failed.length) return `${total}, ${all}new`;
  if (known === failed.length) return `${total}, ${all}already failing`;
  if (flaky === failed.length) return `${total}, ${all}flaky`;
  const parts = [
    fresh > 0 ? `${formatCount(fresh)} of them new` : '',
    known > 0 ? `${formatCount(known)} already failing` : '',
    flaky > 0 ? `${formatCount(flaky)} flaky` : '',
  ];
  return [total, ...parts.filter((part) => part !== '')].join(', ');
}

/** `new in this build`, `already failing on main since abc1234 (3 builds)`, `flaky (2 of the last 20 builds)`. */
export function describeFailureState(
  failed: FailedTask,
  { baseline: { branch }, build }: Pick<Report, 'baseline' | 'build'>,
): Phrase {
  const isPullRequest = build.context.pullRequest !== null;
  const { state, since, flakes, builds, failed: before, quarantine } = failed;
  if (quarantine !== null)
    return [
      'quarantined until ',
      { name: quarantine.expires },
      ' by ',
      { name: quarantine.owner },
      ': ',
      { name: quarantine.reason },
    ];
  if (state === 'flaky') {
    const newest = plural(builds, 'build');
    return [
      flakes > 0
        ? `flaky (${formatCount(flakes)} of the last ${newest})`
        : `flaky (failed in ${formatCount(before)} of the last ${newest})`,
    ];
  }
  if (state === 'unknown') return ['not compared'];
  if (state === 'new')
    return [
      before > 0
        ? `new, failed in ${formatCount(before)} of the last ${plural(builds, 'build')}`
        : `new in this ${isPullRequest ? 'pull request' : 'build'}`,
    ];
  const place: Phrase = branch === null ? [] : [' on ', { name: branch }];
  // A different message may have another cause.
  const foreign = isPullRequest && failed.sameError !== false ? ', not from this pull request' : '';
  if (since === null) return ['already failing', ...place, foreign];
  const start = isCommit(since.commit) ? ` since ${shortCommit(since.commit)}` : '';
  const other = failed.sameError === false ? ', with another message before' : '';
  return ['already failing', ...place, `${start} (${plural(since.builds, 'build')})${other}${foreign}`];
}

/** The first step to fix the failures. */
export function adviseOnFailures(report: FailureFacts & Pick<Report, 'build'>): string {
  const open = failedTasks(report).filter(({ quarantine }) => quarantine === null);
  const [group] = groupFailures(open);
  if (group === undefined) return '';
  const { first, others } = group;
  if (first.state === 'flaky')
    return `Re-run the job: ${open.every(({ state }) => state === 'flaky') ? 'every failure here is flaky' : 'no failure here is new'}.`;
  const isOfBase = first.state === 'known' && report.build.context.pullRequest !== null;
  const base = isOfBase ? ' on the baseline branch: this build did not break it' : '';
  const name = `${quote(first.is.name)}${placeOf(first)}`;
  if (others.length === 0) return `Fix ${name}${base}.`;
  const noun = nounOf([first, ...others].map(({ is }) => is.kind));
  return `Fix ${quote(cut(firstLine(first)))}${base}${base === '' ? ': ' : '; '}${plural(others.length + 1, noun)} fail with it, such as ${name}.`;
}

function placeOf({ is: { name, failure } }: FailedWork): string {
  // A file that could not be loaded has no other name.
  if (!failure?.file || (failure.file === name && failure.line === null)) return '';
  return ` at ${quote(`${failure.file}${failure.line === null ? '' : `:${failure.line}`}`)}`;
}

/** Longer messages are shown with the failure. */
function cut(message: string): string {
  const characters = Array.from(message);
  return characters.length > 100 ? `${characters.slice(0, 99).join('')}…` : message;
}

function quote(text: string): string {
  return joinPhrase([{ name: text }]);
}

/** `1 flaky test`, `3 flaky tasks`. */
export function countFlaky(flaky: readonly FlakyTask[]): string {
  return plural(flaky.length, `flaky ${nounOf(flaky.map(({ kind }) => kind))}`);
}
