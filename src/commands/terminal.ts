/** The capabilities of the terminal, and printing in it. */
import type { Problem } from '../model/problem.ts';
import { fitLines, wrapText } from '../render/terminal/fit-text.ts';
import { highlight, paint } from '../render/terminal/highlight.ts';

/** The part of an output stream that is needed. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Columns; without a terminal, or in one of unknown size (0), nothing is cut. */
export function widthOf({ columns }: Screen): number {
  return columns || Number.POSITIVE_INFINITY;
}

/** https://no-color.org and https://force-color.org; by default colours are used only in terminals. */
export function wantsColor(screen: Screen, env: NodeJS.ProcessEnv): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR']) return false;
  return screen.isTTY === true && env['TERM'] !== 'dumb';
}

/** Prints text within the width of the terminal, with colours if enabled. */
export function printText(text: string): void {
  const width = widthOf(process.stdout);
  const [title = ''] = text.split('\n', 1);
  const fitted = fitLines(text, width);
  const titleLines = fitLines(title, width).split('\n').length;
  process.stdout.write(wantsColor(process.stdout, process.env) ? highlight(fitted, titleLines) : fitted);
}

/** One line, or more in a narrow terminal, on standard error. */
export function printMessage(level: Problem['level'], text: string): void {
  const color = { info: 'dim', warning: 'yellow', error: 'red' } as const;
  const [first = '', ...more] = wrapText(`${level}: ${text}`, widthOf(process.stderr), 2);
  const painted = wantsColor(process.stderr, process.env)
    ? first.replace(level, paint(color[level], level))
    : first;
  process.stderr.write(`${[painted, ...more].join('\n')}\n`);
}
