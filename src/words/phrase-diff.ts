/** The sentences of a comparison of two builds, for every renderer. */
import type {
  BuildDiff,
  DiffReason,
  DiffSide,
  FactChange,
  FileChange,
  TaskChange,
} from '../model/build-diff.ts';
import { plural } from '../model/counts.ts';
import {
  formatBytes,
  formatChange,
  formatDuration,
  formatPercent,
  formatTime,
  shortCommit,
} from './numbers.ts';

/** A titled list; each line has parts: `name` is a name, `text` is our text. */
export interface DiffSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  /** In a code span; '' for none. */
  readonly name: string;
  readonly text: string;
  /** Indented below the line. */
  readonly notes: readonly string[];
}

/** One line: the change of the duration. */
export function headDiff({ a, b, byMs }: BuildDiff): string {
  if (byMs === null || a.durationMs === null)
    return `The time of ${byMs === null ? 'a build' : 'the first build'} is not known.`;
  if (byMs === 0) return `Both builds took ${formatDuration(b.durationMs)}.`;
  const ratio = a.durationMs > 0 ? ` (${formatChange(byMs / a.durationMs)})` : '';
  const times = `${formatDuration(a.durationMs, b.durationMs)} → ${formatDuration(b.durationMs, a.durationMs)}`;
  return `B is ${formatDuration(Math.abs(byMs))} ${byMs > 0 ? 'slower' : 'faster'}${ratio}: ${times}.`;
}

export function describeSide(side: DiffSide): string {
  const facts = [
    formatTime(side.startTimeMs),
    side.commit === null ? '' : shortCommit(side.commit),
    side.result,
    plural(side.tasks, 'task'),
    side.cacheHitRate === null ? '' : `${formatPercent(side.cacheHitRate)} from the cache`,
    side.workers === null ? '' : plural(side.workers, 'worker'),
  ];
  return `${side.label}: ${facts.filter((fact) => fact !== '' && fact !== '—').join(' · ')}`;
}

export function listSections(diff: BuildDiff): DiffSection[] {
  const { byMs, inputs, outputs, environment, command, notReproducible, tasks, withinNoise } = diff;
  const areRecorded = diff.a.isRecorded && diff.b.isRecorded;
  const sections: DiffSection[] = [
    {
      id: 'why',
      title: `Why B is ${byMs !== null && byMs < 0 ? 'faster' : 'slower'}`,
      lines: diff.why.map(lineOfReason),
    },
    { id: 'tasks', title: 'Tasks', lines: [...tasks.map(lineOfTask), ...countNoise(withinNoise)] },
    {
      id: 'environment',
      title: 'Environment',
      lines: [...(command === null ? [] : [command]), ...environment].map(lineOfFact),
    },
    { id: 'inputs', title: 'Inputs', lines: inputs.map(lineOfFile) },
    { id: 'outputs', title: 'Outputs', lines: outputs.map(lineOfFile) },
    {
      id: 'not-reproducible',
      title: 'Not reproducible',
      lines: notReproducible.map(({ path, task, recordings }) => ({
        name: path,
        text: `differs between ${recordings.join(' and ')}, whose inputs are equal${task === null ? '' : ` (${task})`}`,
        notes: [],
      })),
    },
  ];
  const filled = sections.filter(({ lines }) => lines.length > 0);
  if (areRecorded) return filled;
  const text =
    'Inputs, outputs and most of the environment are known only for recordings: `build-telemetry record -- COMMAND`.';
  return [...filled, { id: 'unknown', title: 'Not known', lines: [{ name: '', text, notes: [] }] }];
}

function lineOfReason({ task, text, byMs, causes }: DiffReason): DiffLine {
  const links = { named: 'its input', alike: '', possible: 'perhaps' };
  return {
    name: task ?? '',
    text: `${signed(byMs)} ${text}`,
    notes: causes.map((cause) => `${links[cause.link]} ${cause.text}`.trim()),
  };
}

function lineOfTask(change: TaskChange): DiffLine {
  return {
    name: change.name,
    text: `${describeTask(change)}${change.onCriticalPath ? ', on the critical path' : ''}`,
    notes: [],
  };
}

function describeTask({ change, before, after }: TaskChange): string {
  const [beforeMs, afterMs] = [before?.durationMs ?? null, after?.durationMs ?? null];
  const [from, to] = [formatDuration(beforeMs, afterMs), formatDuration(afterMs, beforeMs)];
  switch (change) {
    case 'added':
      return `added (${to})`;
    case 'gone':
      return `gone (${from})`;
    case 'result':
      return `${before?.result} → ${after?.result}`;
    case 'missed':
      return `cached → built (${to})`;
    case 'hit':
      return `built (${from}) → cached`;
    default:
      return `${change}: ${from} → ${to}`;
  }
}

function countNoise(count: number): DiffLine[] {
  if (count === 0) return [];
  return [
    { name: '', text: `${plural(count, 'task differs', 'tasks differ')} no more than usual`, notes: [] },
  ];
}

function lineOfFact({ name, before, after }: FactChange): DiffLine {
  return { name, text: `${before ?? 'none'} → ${after ?? 'none'}`, notes: [] };
}

function lineOfFile({ path, change, before, after, task }: FileChange): DiffLine {
  const sizes = { added: [after], gone: [before], changed: [before, after] }[change];
  const size = sizes.map((each) => formatBytes(each?.sizeBytes ?? null)).join(' → ');
  return { name: path, text: `${change} (${size})${task === null ? '' : ` · ${task}`}`, notes: [] };
}

function signed(ms: number): string {
  return `${ms > 0 ? '+' : '−'}${formatDuration(Math.abs(ms))}`;
}
