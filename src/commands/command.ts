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
  const flags: Record<string, string> = {};
  const operands: string[] = [];
  const problems = new Map<string, Problem>();
  const refuse = (where: string, fault: Fault): void => {
    problems.set(where, { level: 'error', code: 'invalid-flag', where, ...fault });
  };
  const refuseUnknown = ({ name, rawName }: { name: string; rawName: string }, whole: string): void => {
    // Each letter of `-json` and `-log.xml` is an option of its own.
    if (/^-[^-]./.test(whole)) refuse(whole, describeGroup(whole, known));
    else refuse(rawName, describeUnknown(name, known));
  };
  let before: Flag | undefined;
  for (const token of parse(args, known)) {
    const flag = token.kind === 'option' ? known.find(({ name }) => name === token.name) : undefined;
    if (token.kind === 'positional') {
      if (before && isAbsentFile(token.value))
        refuse(`--${before.name}`, describeNoValue(before, token.value));
      if (token.value === '') refuse('', noText);
      operands.push(token.value);
    } else if (token.kind === 'option') {
      const fault = flag && findFault(flag, token, known);
      if (flag === undefined) refuseUnknown(token, args[token.index] ?? '');
      else if (fault) refuse(token.rawName, fault);
      else flags[token.name] = joinValues(flag, flags[token.name], token.value);
    }
    before = flag?.value === undefined && !flag?.precedesNew ? flag : undefined;
  }
  return { operands, flags, problems: [...problems.values()] };
}

function parse(args: readonly string[], known: readonly Flag[]) {
  const options = Object.fromEntries(
    known.map(({ name, value, short }) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
  return parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true }).tokens;
}

/** Of a flag that may be repeated, all values. */
function joinValues(flag: Flag, earlier: string | undefined, text = 'true'): string {
  const value = paths.test(flag.value ?? '') ? expandHome(text) : text;
  return flag.repeats && earlier !== undefined ? `${earlier}\n${value}` : value;
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

const noText: Fault = {
  what: 'This argument is empty.',
  fix: 'Check that the variable it comes from is set.',
};

function describeGroup(whole: string, known: readonly Flag[]): Fault {
  if (!existsSync(whole)) return describeUnknown(whole.slice(1), known);
  return { what: 'Unknown option.', fix: `For the file write \`${quoteShell(`./${whole}`)}\`.` };
}

function describeUnknown(name: string, known: readonly Flag[]): Fault {
  const names = known.map((flag) => flag.name);
  const fix = suggest(name, names)
    .replaceAll('`', '`--')
    .replaceAll(/`--(?=[?.,]|$)/g, '`');
  return { what: 'Unknown option.', fix };
}

function findFault(
  flag: Flag,
  { value, inlineValue }: { value?: string | undefined; inlineValue?: boolean | undefined },
  known: readonly Flag[],
): Fault | null {
  // An unset variable: an empty path would mean the current folder, and a gate would have its default.
  const isEmpty = value === undefined || (value === '' && /^(?:DIR|FILE)$|\|/.test(flag.value ?? ''));
  // `--report --json` would write a file of that name.
  const isNext = inlineValue === false && known.some((other) => value?.split('=')[0] === `--${other.name}`);
  if (flag.value !== undefined && (isEmpty || isNext)) {
    return { what: 'Missing value.', fix: `Write \`--${flag.name} ${flag.value}\`.` };
  }
  // A folder, and a log to which lines are added.
  if (value === '-' && (flag.value === 'DIR' || flag.name === 'log'))
    return {
      what: 'It takes a path, and `-` has no meaning here.',
      fix: 'For a path of that name write `./-`.',
    };
  if (flag.value === undefined && value !== undefined) {
    return describeNoValue(flag, value);
  }
  return null;
}

/** One line per problem on standard error. It may contain an address with a password. */
export function printProblem(problem: Problem): void {
  const fix = problem.fix === '' ? '' : ` ${problem.fix}`;
  printMessage(
    problem.level,
    escapeTerminal(maskSecrets(`${problem.where || "''"}: ${problem.what}${fix}`), 1_000),
  );
}
