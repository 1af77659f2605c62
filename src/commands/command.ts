/** The interface of a command, and the reading of its arguments. */
import { maskSecrets } from '../ingest/mask-secrets.ts';
import { expandHome } from '../io/expand-home.ts';
import type { Problem } from '../model/problem.ts';
import { escapeTerminal } from '../render/escape.ts';
import { suggest } from '../settings/suggest.ts';
import { quoteShell } from './quote-text.ts';
import { printMessage } from './terminal.ts';

// Importing this module instead would run all of its parts, including rarely used ones, at each start.
const { parseArgs } = process.getBuiltinModule('node:util');
const { existsSync } = process.getBuiltinModule('node:fs');

/** One flag; `value` is its placeholder in the help, absent for a switch. */
export interface Flag {
  readonly name: string;
  /** One letter: `p` for `-p`. */
  readonly short?: string;
  readonly value?: string;
  /** It may be repeated: the values are joined by newlines. */
  readonly repeats?: true;
  /** A switch after which an argument may name what does not exist here yet. */
  readonly precedesNew?: true;
  /** All possible values, for the help and for completion. */
  readonly values?: readonly string[];
  readonly description: string;
}

export interface Command {
  readonly name: string;
  /** The operands after the name, e.g. `[FILE...]`. */
  readonly operands: string;
  /** Maximum number of operands; unlimited by default. */
  readonly mostOperands?: number;
  /** All possible first operands, for completion. */
  readonly operandValues?: readonly string[];
  readonly summary: string;
  readonly flags: readonly Flag[];
  /** @returns the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

export interface Arguments {
  readonly operands: readonly string[];
  /** Texts of the flags given; a switch is `true`. */
  readonly flags: Readonly<Record<string, string>>;
  readonly problems: Problem[];
}

/** Placeholders of paths. A shell expands `~` in `--out ~/x` and not in `--out=~/x`. */
const paths = /^(?:DATABASE|DIR|FILE|GLOB)$/;

/** Reads arguments; unknown flags become problems. */
export function readArguments(args: readonly string[], known: readonly Flag[]): Arguments {
  const options = Object.fromEntries(
    known.map((flag) => [
      flag.name,
      {
        type: flag.value === undefined ? ('boolean' as const) : ('string' as const),
        ...(flag.short === undefined ? {} : { short: flag.short }),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const flags: Record<string, string> = {};
  const operands: string[] = [];
  const problems: Problem[] = [];
  const refuse = (where: string, fault: Fault): void => {
    problems.push({ level: 'error', code: 'invalid-flag', where, ...fault });
  };
  let before: Flag | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (before && isAbsentFile(token.value))
        refuse(`--${before.name}`, describeNoValue(before, token.value));
      operands.push(token.value);
    }
    const flag = token.kind === 'option' ? known.find(({ name }) => name === token.name) : undefined;
    before = flag?.value === undefined && !flag?.precedesNew ? flag : undefined;
    if (token.kind !== 'option') continue;
    const fault = findFault(flag, token, known);
    const value = paths.test(flag?.value ?? '') ? expandHome(token.value ?? '') : (token.value ?? 'true');
    if (fault) refuse(token.rawName, fault);
    else if (flag?.repeats && flags[token.name] !== undefined) flags[token.name] += `\n${value}`;
    else flags[token.name] = value;
  }
  return { operands, flags, problems };
}

/** It looks like the name of a file to write: `--json report.json`. */
function isAbsentFile(operand: string): boolean {
  return /^[^*?[{(!]+\.(?:csv|html|json|md|txt)$/.test(operand) && !existsSync(operand);
}

function describeNoValue({ name }: Flag, value: string): Fault {
  const fix =
    name === 'json' && /[./]/.test(value)
      ? `To write a file: \`--json > ${quoteShell(value)}\`.`
      : `Write \`--${name}\` alone.`;
  return { what: 'This option takes no value.', fix };
}

interface Fault {
  readonly what: string;
  readonly fix: string;
}

function findFault(
  flag: Flag | undefined,
  {
    name,
    value,
    inlineValue,
  }: { name: string; value?: string | undefined; inlineValue?: boolean | undefined },
  known: readonly Flag[],
): Fault | null {
  if (flag === undefined) {
    return {
      what: 'Unknown option.',
      fix: suggest(
        name,
        known.map((candidate) => candidate.name),
      )
        .replaceAll('`', '`--')
        .replaceAll(/`--(?=[?.,]|$)/g, '`'),
    };
  }
  // An empty path would mean the current folder: an unset variable would write there.
  const isEmpty = value === undefined || (value === '' && /^(?:DIR|FILE)$/.test(flag.value ?? ''));
  // `--report --json` would write a file of that name.
  const isNext = inlineValue === false && known.some((other) => value?.split('=')[0] === `--${other.name}`);
  if (flag.value !== undefined && (isEmpty || isNext)) {
    return { what: 'Missing value.', fix: `Write \`--${name} ${flag.value}\`.` };
  }
  if (flag.value === undefined && value !== undefined) {
    return describeNoValue(flag, value);
  }
  return null;
}

/** One line per problem on standard error. It may contain an address with a password. */
export function printProblem(problem: Problem): void {
  const fix = problem.fix === '' ? '' : ` ${problem.fix}`;
  printMessage(problem.level, escapeTerminal(maskSecrets(`${problem.where}: ${problem.what}${fix}`), 1_000));
}
