/** The filters of the overview, and its display modes, as labelled choices. */
import type { SiteIndex } from '../site/site-data.ts';
import { makeSelect } from './site-elements.ts';
import { chosen, type Filter, forgetUnknown } from './site-filters.ts';

const layouts = [
  ['list', 'List'],
  ['charts', 'Charts'],
] as const;

/** Resets choices that are not in the site. */
export function makeFilters(
  index: SiteIndex,
  onChoose: (name: Filter | 'layout', value: string) => void,
): HTMLElement[] {
  const choices = listFilters(index);
  forgetUnknown(new Map(choices.map(([name, , values]) => [name, values])));
  const filters = choices.map(([name, label, values]) =>
    makeSelect(
      label,
      [['', 'All'], ...values.map((value) => [value, value] as const)],
      chosen[name],
      (value) => onChoose(name, value),
    ),
  );
  return [...filters, makeSelect('Show as', layouts, chosen.layout, (value) => onChoose('layout', value))];
}

/** Only filters with several choices. */
function listFilters({ histories }: SiteIndex): [Filter, string, string[]][] {
  const distinct = (values: readonly (string | null)[]): string[] =>
    [...new Set(values.filter((value) => value !== null && value !== ''))].sort() as string[];
  const all: [Filter, string, string[], number][] = [
    ['repository', 'Repository', distinct(histories.map(({ repository }) => repository)), 2],
    ['history', 'Workflow and job', distinct(histories.map(({ name }) => name)), 2],
    ['branch', 'Branch', distinct(histories.flatMap(({ branches }) => branches)), 2],
    ['runner', 'Runner', distinct(histories.flatMap(({ runners }) => runners)), 2],
    ['kind', 'Kind', distinct(histories.flatMap(({ series }) => series.map(({ kind }) => kind))), 2],
    [
      'owner',
      'Owner',
      distinct(histories.flatMap(({ series }) => series.flatMap(({ owners }) => owners))),
      1,
    ],
  ];
  return all.flatMap(([name, label, values, least]) =>
    values.length < least ? [] : [[name, label, values]],
  );
}
