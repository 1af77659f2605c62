/** The interface of a command, and the reading of its arguments. */
import { maskSecrets } from '../ingest/mask-secrets.ts';
import type { Problem } from '../model/problem.ts';
import { escapeTerminal } from '../render/escape.ts';
import { suggest } from '../settings/suggest.ts';
import { printMessage } from './terminal.ts';

// Importing this module instead would run all of its parts, including rarely used ones, at each start.
const { parseArgs } = process.getBuiltinModule('node:util');

/** One flag; `value` is its placeholder in the help, absent for a switch. */
export interface Flag {
  readonly name: string;
  /** One letter: `p` for `-p`. */
  readonly short?: string;
  readonly value?: string;
  /** It may be repeated: the values are joined by newlines. */
  readonly repeats?: true;
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
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = known.find((candidate) => candidate.name === token.name);
    const fault = findFault(flag, token.value, token.name, known);
    if (fault) problems.push({ level: 'error', code: 'invalid-flag', where: token.rawName, ...fault });
    else if (flag?.repeats && flags[token.name] !== undefined) flags[token.name] += `\n${token.value}`;
    else flags[token.name] = token.value ?? 'true';
  }
  return { operands, flags, problems };
}

function findFault(
  flag: Flag | undefined,
  value: string | undefined,
  name: string,
  known: readonly Flag[],
): { what: string; fix: string } | null {
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
  if (flag.value !== undefined && isEmpty) {
    return { what: 'Missing value.', fix: `Write \`--${name} ${flag.value}\`.` };
  }
  if (flag.value === undefined && value !== undefined) {
    return { what: 'This option takes no value.', fix: `Write \`--${name}\` alone.` };
  }
  return null;
}

/** One line per problem on standard error. It may contain an address with a password. */
export function printProblem(problem: Problem): void {
  const fix = problem.fix === '' ? '' : ` ${problem.fix}`;
  printMessage(problem.level, escapeTerminal(maskSecrets(`${problem.where}: ${problem.what}${fix}`), 1_000));
}
