/** The days to keep rows of a database: from the flags, else from the configuration. */
import type { Config } from '../settings/config.ts';
import { mostDays, type Retention, readDays } from '../settings/retention.ts';
import type { Arguments } from './command.ts';
import { refuse } from './view.ts';

export function readKeptDays(args: Arguments, { retention }: Pick<Config, 'retention'>): Retention {
  const days = <T>(key: keyof Retention, otherwise: T): number | T => {
    const text = args.flags[`keep-${key}`];
    if (text === undefined) return otherwise;
    return (
      readDays(text) ??
      refuse(
        `--keep-${key}`,
        `\`${text}\` is not a number of days.`,
        `Write a whole number from 1 to ${mostDays}.`,
      )
    );
  };
  return {
    metrics: days('metrics', retention.metrics),
    traces: days('traces', retention.traces),
    aggregates: days('aggregates', retention.aggregates),
    builds: days('builds', retention.builds),
  };
}
