/** The timeline of tasks: bars in lanes, the number of parallel tasks, and the critical path as a table. */
import { hasFailed } from '../../metrics/final-tasks.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { Report } from '../../model/report.ts';
import type { PathReport } from '../../model/work.ts';
import { formatChange, formatDuration, formatPercent } from '../../words/numbers.ts';
import { cleanLongName, escapeName } from '../escape.ts';
import { placeByLane } from '../profile/lanes.ts';
import { isTimed, listWork, type TimedWork, type WorkPiece } from '../profile/work-tree.ts';
import { writeTable } from './elements.ts';
import { type TimelineData, tones } from './page-data.ts';

/** Maximum number of lanes, and of bars in them; deeper or shorter bars are counted. */
const maxLanes = 100;
const maxBars = 15_000;

/** Tasks without timed children: the bars of the lanes. */
function listLeaves(works: readonly WorkPiece[]): TimedWork[] {
  const timed = works.filter(isTimed);
  const parents = new Set(timed.map(({ parent }) => parent));
  return timed.filter((work) => work.kind !== 'span' && !parents.has(work.index));
}

/** null with fewer than two leaves with known times. */
export function layTimeline(
  report: Report,
  works: readonly WorkPiece[] = listWork(report),
): TimelineData | null {
  const leaves = listLeaves(works);
  const path = report.criticalPath;
  if (leaves.length < 2 || path === null) return null;
  const shortest = leaves.map((work) => work.durationMs).sort((a, b) => b - a)[maxBars] ?? -1;
  const all = placeByLane(leaves.map((work) => ({ ...work, parent: null })));
  const placed = all.placed.filter(({ work, lane }) => lane < maxLanes && work.durationMs > shortest);
  const lanes = placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
  const laneNames = all.names.slice(0, lanes).map((name) => cleanLongName(name, 60));
  const onPath = new Set(path.steps);
  const round = (value: number): number => Number(value.toFixed(3));
  return {
    wallMs: path.wallMs,
    lanes,
    laneNames: laneNames.some((name) => name !== '') ? laneNames : [],
    names: placed.map(({ work }) => cleanLongName(work.name, 120)),
    starts: placed.map(({ work }) => round(work.startTimeMs - path.startTimeMs)),
    durations: placed.map(({ work }) => round(work.durationMs)),
    lane: placed.map(({ lane }) => lane),
    tone: placed.map(({ work }) => tones.indexOf(toneOf(work))),
    path: placed.flatMap(({ work }, index) => (onPath.has(work.index) ? [index] : [])),
    parallelism: path.parallelism,
  };
}

function toneOf(work: TimedWork): (typeof tones)[number] {
  if (hasFailed(work)) return 'failed';
  if (work.result === 'skip') return 'skipped';
  return work.cached ? 'cached' : 'ran';
}

/** '' without a timeline. */
export function writeTimeline(
  report: Report,
  works: readonly WorkPiece[],
  timeline: TimelineData | null,
): string {
  const path = report.criticalPath;
  if (timeline === null || path === null) return '';
  const { tasks, retried } = report;
  const untimed = [...tasks, ...retried].filter(
    (task) => task.startTimeMs === null || task.durationMs === null,
  ).length;
  const left = untimed > 0 ? ` ${plural(untimed, 'task')} without times left out.` : '';
  const deep = listLeaves(works).length - timeline.names.length;
  const hidden = deep > 0 ? ` ${plural(deep, 'task')} beyond ${maxLanes} lanes or too short not drawn.` : '';
  return `<p>${path.steps.length === 1 ? '1 task takes' : `${plural(path.steps.length, 'task')} one after the other take`} ${formatPercent(path.coveredMs / path.wallMs)} of the ${formatDuration(path.wallMs)} from the first start to the last end: the critical path. On average ${path.meanParallelism.toFixed(1)} tasks ran at once, at most ${formatCount(path.maxParallelism)}.</p>
<div class="timeline" hidden><canvas tabindex="0" role="img" aria-label="Timeline of the tasks; the tables have its numbers. Arrow keys move from task to task, plus and minus zoom."></canvas>
<output aria-live="polite">Arrow keys: from task to task. Plus, minus, Ctrl and wheel: zoom. Drag: move. 0: all.</output></div>
<div class="steps" hidden><label>Step through the build <input type="range" min="0" value="0"></label> <button type="button">Previous</button> <button type="button">Next</button><output aria-live="polite"></output></div>
<p class="legend"><span class="key ran"></span>ran <span class="key cached"></span>from the cache <span class="key failed"></span>failed <span class="key path"></span>on the critical path. Above the bars: how many ran at once.${left}${hidden}</p>
<details open><summary>The critical path</summary>${writePath(path, works)}</details>
<details><summary>How many ran at once, as a table</summary>${writeParallelism(path)}</details>`;
}

function writeParallelism({ parallelism, wallMs }: PathReport): string {
  const stretch = wallMs / parallelism.length;
  return writeTable(
    'Tasks at once',
    [
      { title: 'From', kind: 'n', cell: ({ part }) => formatDuration(part * stretch) },
      { title: 'To', kind: 'n', cell: ({ part }) => formatDuration((part + 1) * stretch) },
      { title: 'Tasks at once, on average', kind: 'n', cell: ({ tasks }) => formatCount(tasks) },
    ],
    parallelism.map((tasks, part) => ({ tasks, part })),
    parallelism.length,
  );
}

function writePath(path: PathReport, works: readonly WorkPiece[]): string {
  const steps = path.steps.flatMap((index) => {
    const work = works[index];
    return work !== undefined && isTimed(work) ? [work] : [];
  });
  return writeTable(
    'Critical path',
    [
      { title: 'Task', kind: 'name', cell: (w) => escapeName(w.name, 200) },
      { title: 'Start', kind: 'n', cell: (w) => formatDuration(w.startTimeMs - path.startTimeMs) },
      { title: 'Duration', kind: 'n', cell: (w) => formatDuration(w.durationMs) },
      { title: 'Of the wall time', kind: 'n', cell: (w) => formatPercent(w.durationMs / path.wallMs) },
      {
        title: 'vs baseline',
        kind: 'n',
        cell: (w) => (w.baselineMs && !w.cached ? formatChange(w.durationMs / w.baselineMs - 1) : ''),
      },
    ],
    steps,
    100,
  );
}
