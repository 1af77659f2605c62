/** The percentile of a group in SQL, by the rule of `stats/quantile.ts`: the value at rank ⌊p·n⌋ counted from 0. */

/** Of rows with their value, their rank `n` by value from 1 on, and `c`, the number of rows in their group. */
export function percentileSql(p: number): string {
  return `max(case when n - 1 <= ${p} * c + 1e-9 then value end)`;
}
