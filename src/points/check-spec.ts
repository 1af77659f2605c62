/**
 * Checks the name and the labels of a metric against Prometheus' conventions. Reference:
 * https://prometheus.io/docs/practices/naming/
 */
import type { MetricSpec } from '../model/metric-point.ts';

const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const otherUnits =
  /_(ms|millis|milliseconds|us|microseconds|ns|minutes|hours|kb|mb|kilobytes|megabytes)(_total)?$/;
/** Labels with as many values as there are users, calls or texts. */
const unbounded =
  /^((user|request|trace|span|run|task|event)_id|uuid|timestamp|time|date|email|url|path|message|error_message)$/;

/** The name that the documents give to a counter without `_total`. */
const documented: ReadonlySet<string> = new Set(['agent_tokens_used']);

/** @returns sentences with the fix; none for a metric that follows the conventions */
export function checkSpec({ name, kind, labels }: MetricSpec): string[] {
  const faults: string[] = [];
  if (!snakeCase.test(name)) faults.push(`\`${name}\` is not snake case: use letters, digits and \`_\`.`);
  if (otherUnits.test(name))
    faults.push(`\`${name}\` does not use the base unit: use \`_seconds\` or \`_bytes\`.`);
  const isTotal = name.endsWith('_total');
  if (kind === 'counter' && !isTotal && !documented.has(name))
    faults.push(`The counter \`${name}\` should end in \`_total\`.`);
  if (kind !== 'counter' && isTotal) faults.push(`\`${name}\` ends in \`_total\`, but is not a counter.`);
  for (const label of labels) {
    if (!snakeCase.test(label) || label === 'le' || label === 'quantile')
      faults.push(`\`${name}\` cannot have a label \`${label}\`.`);
    else if (unbounded.test(label))
      faults.push(
        `The label \`${label}\` of \`${name}\` has too many values: use one of few, such as a type.`,
      );
  }
  return faults;
}
