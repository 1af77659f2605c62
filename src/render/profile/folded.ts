/**
 * Folded stacks, one `a;b;c 123` per line, in microseconds of work: the format of flamegraph.pl, inferno and
 * speedscope. https://github.com/brendangregg/FlameGraph#2-fold-stacks
 */
import { cleanLongName } from '../escape.ts';
import { type Frame, growFrames, listWork, type WorkReport } from './work-tree.ts';

/** '' without any known duration. */
export function renderFolded(report: WorkReport): string {
  const lines: string[] = [];
  addLines(growFrames(report.name, listWork(report)), '', lines);
  return lines.map((line) => `${line}\n`).join('');
}

function addLines(frame: Frame, above: string, lines: string[]): void {
  const stack = above + nameFrame(frame.name);
  const microseconds = Math.round(frame.selfMs * 1000);
  if (microseconds > 0) lines.push(`${stack} ${microseconds}`);
  for (const child of frame.children) addLines(child, `${stack};`, lines);
}

/** `;` would end the frame, and a number at the end would be read as a second count. */
function nameFrame(name: string): string {
  return (
    cleanLongName(name, 300)
      .replaceAll(';', ',')
      .replace(/ (?=[\d.]+$)/, '_') || '?'
  );
}
