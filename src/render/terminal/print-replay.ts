/** The output of `build-telemetry replay`: whether the report is the same, why not, and one step of the build. */
import type { BuildState, Moment } from '../../model/build-state.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { BuildRecording } from '../../model/recording.ts';
import { formatDuration, formatTime } from '../../words/numbers.ts';
import { escapeTerminal } from '../escape.ts';
import { drawTable } from './print-format.ts';

/** The printed part of a replay's result. */
export interface ReplayText {
  readonly recording: BuildRecording;
  readonly isSame: boolean;
  readonly dependencies: readonly string[];
  readonly differences: readonly { readonly part: string; readonly before: string; readonly now: string }[];
}

export function printReplay({ recording, isSame, dependencies, differences }: ReplayText): string {
  const { id, command, startTimeMs, durationMs, environment } = recording;
  const { commit } = recording.build.context;
  const where = [environment.system ?? environment.os, commit ?? environment.git?.commit?.slice(0, 7)];
  const lines = [
    `Recording ${id}: ${escapeTerminal(command.join(' '), 200)}`,
    `${[formatTime(startTimeMs), formatDuration(durationMs), ...where.filter(Boolean)].join(' · ')}`,
    '',
    isSame ? 'Same report, byte for byte.' : 'The report differs from the recorded one.',
    ...dependencies.map((text) => `  ${escapeTerminal(text, 300)}`),
  ];
  const rows = differences.filter(({ before, now }) => before !== '' || now !== '');
  const others = differences.filter(({ before, now }) => before === '' && now === '').map(({ part }) => part);
  for (const { part, before, now } of rows.slice(0, mostRows)) {
    lines.push('', `${part}`);
    if (before !== '') lines.push(`  recorded: ${escapeTerminal(before, 300)}`);
    if (now !== '') lines.push(`  now:      ${escapeTerminal(now, 300)}`);
  }
  if (rows.length > mostRows) lines.push('', `${plural(rows.length - mostRows, 'more difference')}.`);
  if (others.length > 0) lines.push('', `Other parts that differ: ${others.join(', ')}.`);
  return `${lines.join('\n')}\n`;
}

const mostRows = 20;

/** A table of recordings, newest first. */
export function printRecordings(recordings: readonly BuildRecording[], width: number): string {
  const rows = recordings.map(({ id, command, durationMs, build, judgement, startTimeMs }) => [
    id,
    formatTime(startTimeMs),
    formatDuration(durationMs),
    build.result,
    judgement.report.verdict,
    escapeTerminal(command.join(' '), 200),
  ]);
  const titles = ['Recording', 'Started', 'Duration', 'Result', 'Check', 'Command'];
  return `${drawTable(titles, rows, width)}\n`;
}

const mostListed = 12;

/** The build right after one of its moments. */
export function printState(state: BuildState): string {
  const { step, steps, moment, elapsedMs, running, criticalPath, health } = state;
  const pathMs = criticalPath.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const lines = [
    `Step ${formatCount(step)} of ${formatCount(steps)}, ${formatDuration(elapsedMs)} after the start${moment === null ? '' : `: ${describeMoment(moment)}`}`,
    '',
    `Completed ${formatCount(state.completed)} · failed ${formatCount(state.failed)} · cached ${formatCount(state.cached)} · running ${formatCount(running.length)} · waiting ${formatCount(state.waiting)} · health ${health.toLowerCase()}`,
    '',
    `Running${running.length === 0 ? ': nothing' : ''}`,
    ...running
      .slice(0, mostListed)
      .map(({ name, sinceMs }) => `  ${formatDuration(sinceMs).padStart(8)}  ${escapeTerminal(name, 120)}`),
    ...more(running.length),
    '',
    `Critical path so far${criticalPath.length === 0 ? ': nothing' : `, ${formatDuration(pathMs)}`}`,
    ...more(criticalPath.length, 'earlier '),
    ...criticalPath
      .slice(-mostListed)
      .map(
        ({ name, durationMs }) => `  ${formatDuration(durationMs).padStart(8)}  ${escapeTerminal(name, 120)}`,
      ),
  ];
  return `${lines.join('\n')}\n`;
}

function more(count: number, which = 'more '): string[] {
  return count > mostListed ? [`            ${plural(count - mostListed, `${which}task`)}`] : [];
}

function describeMoment({ what, name, result, message, kind }: Moment): string {
  const shown = escapeTerminal(name, 120);
  if (what === 'start') return `${shown} started`;
  if (what === 'end') return result === 'success' ? `${shown} ended` : `${shown} ended: ${result}`;
  return `${kind} ${shown}${message === null ? '' : `: ${escapeTerminal(message, 160)}`}`;
}
