/**
 * A profile for https://www.speedscope.app: the distribution of time, and the work of each lane over time. Format:
 * https://www.speedscope.app/file-format-schema.json
 */
import type { Report } from '../../model/report.ts';
import { cleanLongName, cleanText } from '../escape.ts';
import { type LanedWork, placeInLanes } from './lanes.ts';
import { type Frame, growFrames, isTimed, listWork, type TimedWork } from './work-tree.ts';

/** '' without any known duration. */
export function renderSpeedscope(report: Report): string {
  const works = listWork(report);
  const frames = new Map<string, number>();
  const frameOf = (name: string): number => {
    const known = frames.get(name);
    if (known !== undefined) return known;
    frames.set(name, frames.size);
    return frames.size - 1;
  };
  const samples: number[][] = [];
  const weights: number[] = [];
  addSamples(growFrames(report.name, works), [], frameOf, samples, weights);
  if (samples.length === 0) return '';
  const endValue = weights.reduce((sum, weight) => sum + weight, 0);
  const summed = {
    type: 'sampled',
    name: 'All work',
    unit: 'milliseconds',
    startValue: 0,
    endValue,
    samples,
    weights,
  };
  const lanes = profileLanes(works.filter(isTimed), frameOf);
  const file = {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    name: cleanText(report.name),
    exporter: `build-telemetry@${report.toolVersion}`,
    activeProfileIndex: 0,
    shared: { frames: [...frames.keys()].map((name) => ({ name: cleanLongName(name, 300) })) },
    profiles: [summed, ...lanes],
  };
  return `${JSON.stringify(file)}\n`;
}

function addSamples(
  frame: Frame,
  above: readonly number[],
  frameOf: (name: string) => number,
  samples: number[][],
  weights: number[],
): void {
  const stack = [...above, frameOf(frame.name)];
  if (frame.selfMs > 0) {
    samples.push(stack);
    weights.push(frame.selfMs);
  }
  for (const child of frame.children) addSamples(child, stack, frameOf, samples, weights);
}

function profileLanes(works: readonly TimedWork[], frameOf: (name: string) => number): unknown[] {
  const begin = works.reduce((least, work) => Math.min(least, work.startTimeMs), Number.POSITIVE_INFINITY);
  const lanes: LanedWork[][] = [];
  for (const placed of placeInLanes(works)) {
    const lane = lanes[placed.lane];
    if (lane) lane.push(placed);
    else lanes[placed.lane] = [placed];
  }
  return lanes.map((lane, index) => {
    const events = writeEvents(lane, begin, frameOf);
    const endValue = events.at(-1)?.at ?? 0;
    return {
      type: 'evented',
      name: `Lane ${index + 1}`,
      unit: 'milliseconds',
      startValue: 0,
      endValue,
      events,
    };
  });
}

interface LaneEvent {
  readonly type: 'O' | 'C';
  readonly frame: number;
  readonly at: number;
}

/** Opens and closes in order; spans that are open when something starts outside of them are closed first. */
function writeEvents(
  lane: readonly LanedWork[],
  begin: number,
  frameOf: (name: string) => number,
): LaneEvent[] {
  const events: LaneEvent[] = [];
  const open: { frame: number; at: number }[] = [];
  const closeDownTo = (depth: number): void => {
    while (open.length > depth) events.push({ type: 'C', ...open.pop()! });
  };
  for (const { work, depth } of lane) {
    closeDownTo(depth);
    const frame = frameOf(work.name);
    events.push({ type: 'O', frame, at: work.startTimeMs - begin });
    open.push({ frame, at: work.startTimeMs + work.durationMs - begin });
  }
  closeDownTo(0);
  return events;
}
