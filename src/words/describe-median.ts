/** The median that decided on the build's time, beside the time of this build; '' where no median did. */
import type { Report } from '../model/report.ts';
import { formatMeasure } from './numbers.ts';

export function describeMedian({ changes }: Pick<Report, 'changes'>): string {
  const change = changes.find(({ series }) => series.scope === 'build' && series.measure === 'duration');
  if (change === undefined || change.paired !== undefined || change.newest <= 1 || change.verdict === 'drift')
    return '';
  return `median of ${change.newest} builds: ${formatMeasure(change.to, change.series)}`;
}
