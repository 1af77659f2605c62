/** The identity of a series: a name and a set of labels, in any order. */
import type { Labels } from '../model/metric-point.ts';

export function pointKey(name: string, labels: Labels): string {
  const names = Object.keys(labels);
  if (names.length > 1) names.sort();
  let key = name;
  for (const label of names) key += `\0${label}\0${labels[label]}`;
  return key;
}
