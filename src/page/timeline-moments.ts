/**
 * The moments of a timeline, and the state of the build at each: counts, running tasks, the critical path so far,
 * health.
 */

import { judgeHealth } from '../metrics/measure-health.ts';
import { formatCount, plural } from '../model/counts.ts';
import { type TimelineData, tones } from '../render/html/page-data.ts';
import { formatDuration } from '../words/numbers.ts';

interface TimelineMoment {
  readonly timeMs: number;
  /** Index of the bar. */
  readonly bar: number;
  readonly isEnd: boolean;
  /** At equal times ends come before starts, with work without a duration in between. */
  readonly rank: number;
}

export function listMoments({ starts, durations }: TimelineData): TimelineMoment[] {
  const moments = starts.flatMap((start, bar): TimelineMoment[] => {
    const durationMs = durations[bar] ?? 0;
    const isInstant = durationMs === 0;
    return [
      { timeMs: start, bar, isEnd: false, rank: isInstant ? 1 : 2 },
      { timeMs: start + durationMs, bar, isEnd: true, rank: isInstant ? 1 : 0 },
    ];
  });
  return moments.sort((a, b) => a.timeMs - b.timeMs || a.rank - b.rank || a.bar - b.bar);
}

const mostNames = 6;

/** Right after the nth moment, from 1; 0 is before the first. One line for each kind of fact. */
export function describeStep(data: TimelineData, moments: readonly TimelineMoment[], step: number): string[] {
  const moment = moments[step - 1];
  const running = new Set<number>();
  const ended: number[] = [];
  for (const { bar, isEnd } of moments.slice(0, step)) {
    if (!isEnd) running.add(bar);
    else if (running.delete(bar)) ended.push(bar);
  }
  const toneOf = (bar: number): string => tones[data.tone[bar] ?? 0] ?? 'ran';
  const count = (tone: string): number => ended.filter((bar) => toneOf(bar) === tone).length;
  const failed = count('failed');
  const health = judgeHealth({
    completedTasks: ended.length - failed,
    failedTasks: failed,
    memoryRatio: null,
    isStalled: false,
  });
  const path = data.path.filter((bar) => running.has(bar) || ended.includes(bar));
  const waiting = data.starts.length - running.size - ended.length;
  const happened =
    moment === undefined ? '' : `: ${data.names[moment.bar]} ${moment.isEnd ? 'ended' : 'started'}`;
  return [
    `Step ${formatCount(step)} of ${formatCount(moments.length)}, ${formatDuration(moment?.timeMs ?? 0)} after the start${happened}`,
    `Completed ${formatCount(ended.length - failed)} · failed ${formatCount(failed)} · cached ${formatCount(count('cached'))} · running ${formatCount(running.size)} · waiting ${formatCount(waiting)} · health ${health.toLowerCase()}`,
    `Running: ${listNames(data, [...running])}`,
    `Critical path so far: ${listNames(data, path)}`,
  ];
}

/** The newest of them. */
function listNames({ names }: TimelineData, bars: readonly number[]): string {
  if (bars.length === 0) return 'nothing';
  const more = bars.length - mostNames;
  const before = more > 0 ? `${plural(more, 'task')} before, ` : '';
  return (
    before +
    bars
      .slice(-mostNames)
      .map((bar) => names[bar] ?? '')
      .join(', ')
  );
}
