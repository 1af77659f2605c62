/** The series in the newest build of one branch, or on one kind of runner. */
import type { BuildData, BuildsData, SiteIndex } from '../site/site-data.ts';
import { type Listed, toListed } from './listed-series.ts';
import { loadData } from './site-loader.ts';

/** The selected builds; '' is the baseline branch, or any runner. */
export interface BuildChoice {
  readonly branch: string;
  readonly runner: string;
}

type Entry = SiteIndex['histories'][number];

/**
 * Loads the required files; histories without such a build are left out.
 * @throws if a file cannot be loaded
 */
export async function narrowSeries(index: SiteIndex, choice: BuildChoice): Promise<Listed[]> {
  if (choice.branch === '' && choice.runner === '') return toListed(index);
  const parts = await Promise.all(index.histories.map((history) => narrowHistory(history, choice)));
  return parts.flat();
}

async function narrowHistory(history: Entry, { branch, runner }: BuildChoice): Promise<Listed[]> {
  const isBaseline = branch === '' || branch === history.branch;
  if (!isBaseline && !history.branches.includes(branch)) return [];
  if (runner !== '' && !history.runners.includes(runner)) return [];
  if (isBaseline && runner === '') return history.series.map((row) => ({ row, history }));
  const folder = `data/${history.id}`;
  const builds = await loadData<BuildsData>(`${folder}/builds.js`);
  const at = findNewest(builds, isBaseline ? '' : branch, runner);
  if (at < 0) return [];
  const { series, values, failed } = await loadData<BuildData>(`${folder}/b-${builds.file[at]}.js`);
  const newest = new Map<string, number | null>(failed.map((id) => [id, null]));
  series.forEach((id, nth) => {
    newest.set(id, values[nth] as number);
  });
  return history.series.flatMap((row) => {
    const value = newest.get(row.id);
    return value === undefined ? [] : [{ row: { ...row, newest: value, spark: [] }, history }];
  });
}

function findNewest(builds: BuildsData, branch: string, runner: string): number {
  const { words, complete, baseline } = builds;
  const isMeant = (at: number): boolean =>
    (branch === '' ? baseline[at] === 1 : words[builds.branch[at] as number] === branch) &&
    (runner === '' || words[builds.runner[at] as number] === runner);
  const meant = builds.id.map((_, at) => at).filter(isMeant);
  return meant.findLast((at) => complete[at]) ?? meant.at(-1) ?? -1;
}
