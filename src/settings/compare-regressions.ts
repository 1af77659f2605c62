/** How a pull request changes the regression rules. */
import { type GateChange, gateChange } from './gate-change.ts';
import { levelsOf, type RegressionRule, regressionLevels } from './regression-rules.ts';

/** The first matching rule applies, so a rule placed before others hides them. */
export function compareRegressions(
  base: readonly RegressionRule[],
  head: readonly RegressionRule[],
): GateChange[] {
  const changes = [
    ...head,
    ...base.filter((rule) => !head.some((other) => isSameSeries(other, rule))),
  ].flatMap((rule) => {
    const before = base.find((other) => isSameSeries(other, rule));
    const after = head.find((other) => isSameSeries(other, rule));
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const name = `regressions of ${rule.series}${rule.measure === null ? '' : ` (${rule.measure})`}`;
    const isWeaker =
      (before === undefined && hidesOther(rule, base, head)) || isLaxerRegression(before, after);
    return [gateChange(name, writeRegression(before), writeRegression(after), isWeaker)];
  });
  const kept = (of: readonly RegressionRule[], other: readonly RegressionRule[]): string =>
    JSON.stringify(of.filter((rule) => other.some((one) => isSameSeries(one, rule))).map(nameSeries));
  if (kept(base, head) === kept(head, base)) return changes;
  return [...changes, { text: 'regressions: the rules have another order', isWeaker: true }];
}

/** Whether a rule is placed before one that the base has, too. */
function hidesOther(
  rule: RegressionRule,
  base: readonly RegressionRule[],
  head: readonly RegressionRule[],
): boolean {
  const later = head.slice(head.indexOf(rule) + 1);
  return later.some((each) => base.some((other) => isSameSeries(other, each)));
}

const nameSeries = ({ series, measure }: RegressionRule): readonly (string | null)[] => [series, measure];

const isSameSeries = (a: RegressionRule, b: RegressionRule): boolean =>
  a.series === b.series && a.measure === b.measure;

/** A rule of `build` has the defaults of the build, any other those of tasks; without one these apply. */
export function isLaxerRegression(
  before: RegressionRule | undefined,
  after: RegressionRule | undefined,
): boolean {
  const scope = (before ?? after)?.series === 'build' ? 'build' : 'task';
  const [from, to] = [before, after].map((rule) => levelsOf({ scope, unit: 'ms' }, rule ?? null));
  const raised = regressionLevels.some(
    (level) => (to?.[level] ?? Number.POSITIVE_INFINITY) > (from?.[level] ?? Number.POSITIVE_INFINITY),
  );
  return raised || (after?.floor ?? 0) > (before?.floor ?? 0);
}

function writeRegression(rule: RegressionRule | undefined): string {
  if (rule === undefined) return 'default';
  const levels = Object.entries(rule.levels).map(
    ([level, ratio]) => `${level} ${ratio === null ? 'off' : `${Math.round(ratio * 1000) / 10}%`}`,
  );
  return [...levels, ...(rule.floor === null ? [] : [`from ${rule.floor}`])].join(', ') || 'default';
}
