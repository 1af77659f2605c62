/**
 * The timeline as a Chrome trace, which https://ui.perfetto.dev and chrome://tracing open.
 * Format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
import type { Report } from '../../model/report.ts';
import { cleanLongName, cleanText } from '../escape.ts';
import { placeByLane } from './lanes.ts';
import { isTimed, listWork } from './work-tree.ts';

/** Work without a start is left out and counted in `otherData`; '' without any timed work. */
export function renderChromeTrace(report: Report): string {
  const works = listWork(report);
  const timed = works.filter(isTimed);
  if (timed.length === 0) return '';
  const begin = timed.reduce((least, work) => Math.min(least, work.startTimeMs), Number.POSITIVE_INFINITY);
  const onPath = new Set(report.criticalPath?.steps);
  const { placed, names } = placeByLane(timed);
  const events = placed.map(({ work, lane }) => {
    return {
      ph: 'X',
      pid: 1,
      tid: lane + 1,
      name: cleanLongName(work.name, 300) || '?',
      cat: cleanText(work.kind, 60) || 'task',
      ts: toMicroseconds(work.startTimeMs - begin),
      dur: toMicroseconds(work.durationMs),
      args: {
        result: work.result,
        ...(work.cached ? { cache: 'hit' } : {}),
        ...(onPath.has(work.index) ? { 'critical path': true } : {}),
        ...(work.baselineMs === null ? {} : { 'baseline ms': work.baselineMs }),
      },
    };
  });
  const otherData = {
    tool: `build-telemetry ${report.toolVersion}`,
    'start (epoch ms)': String(begin),
    'left out for lack of a start': String(works.length - timed.length),
  };
  const lines = [...nameThreads(report.name, names), ...events].map((event) => JSON.stringify(event));
  return `{"displayTimeUnit":"ms","otherData":${JSON.stringify(otherData)},"traceEvents":[\n${lines.join(',\n')}\n]}\n`;
}

function nameThreads(process: string, lanes: readonly string[]): object[] {
  return [
    { ph: 'M', pid: 1, name: 'process_name', args: { name: cleanText(process) } },
    ...lanes.map((name, lane) => ({
      ph: 'M',
      pid: 1,
      tid: lane + 1,
      name: 'thread_name',
      args: { name: cleanLongName(name, 100) || `Lane ${lane + 1}` },
    })),
  ];
}

/** To the nanosecond. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1e6) / 1000;
}
