/** The output of `build-telemetry diff`, and of running a recorded command again. */

import type { BuildDiff, FactChange, FileChange } from '../../model/build-diff.ts';
import { formatCount, plural } from '../../model/counts.ts';
import { type DiffLine, describeSide, headDiff, listSections } from '../../words/phrase-diff.ts';
import { escapeTerminal } from '../escape.ts';

const mostLines = 20;

export function printDiff(diff: BuildDiff): string {
  const parts = [
    `A ${escapeTerminal(describeSide(diff.a))}\nB ${escapeTerminal(describeSide(diff.b))}`,
    headDiff(diff),
    ...listSections(diff).map(({ title, lines }) => [title, ...printLines(lines)].join('\n')),
  ];
  return `${parts.join('\n\n')}\n`;
}

function printLines(lines: readonly DiffLine[]): string[] {
  const shown = lines
    .slice(0, mostLines)
    .flatMap(({ name, text, notes }) => [
      `  ${[escapeTerminal(name, 160), escapeTerminal(text, 240)].filter((part) => part !== '').join('  ')}`,
      ...notes.map((note) => `      ${escapeTerminal(note, 240)}`),
    ]);
  return lines.length > mostLines
    ? [...shown, `  … and ${formatCount(lines.length - mostLines)} more`]
    : shown;
}

/** A recorded command that was run again. */
export interface RanAgain {
  readonly exitCodes: readonly [recorded: number, now: number];
  readonly environment: readonly FactChange[];
  readonly files: { readonly inputs: readonly FileChange[]; readonly outputs: readonly FileChange[] };
}

/** @param outputs number of recorded outputs */
export function printRunAgain(
  { exitCodes: [recorded, now], environment, files }: RanAgain,
  outputs: number,
): string {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : ['', title, ...lines.slice(0, mostLines).map((line) => `  ${escapeTerminal(line, 240)}`)];
  const nameFile = ({ path, change }: FileChange): string => `${path} ${change}`;
  const nameFact = ({ name, before, after }: FactChange): string =>
    `${name} ${before ?? 'none'} → ${after ?? 'none'}`;
  const isEqual = files.outputs.length === 0 && recorded === now;
  const head = isEqual
    ? `Same outputs: ${plural(outputs, 'file')}, and exit code ${now}.`
    : `${plural(files.outputs.length, 'output')} of ${formatCount(outputs)} differ; exit code ${recorded} → ${now}.`;
  const verdict =
    files.outputs.length > 0 && files.inputs.length === 0
      ? [
          '',
          'The inputs are equal: these outputs are not reproducible, or depend on what differs in the environment.',
        ]
      : [];
  return `${[
    head,
    ...verdict,
    ...section('Outputs that differ', files.outputs.map(nameFile)),
    ...section('Inputs that differ from the recording', files.inputs.map(nameFile)),
    ...section('Environment', environment.map(nameFact)),
  ].join('\n')}\n`;
}
