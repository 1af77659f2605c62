/** The common parts of query commands: flags, parsing of their values, printing as text or JSON. */

import { readFileSync } from 'node:fs';
import { roundMeasured } from '../detect/round-number.ts';
import { findStats } from '../io/open-log.ts';
import type { Problem } from '../model/problem.ts';
import type { View } from '../render/terminal/print-format.ts';
import { suggest } from '../settings/suggest.ts';
import { type Arguments, type Command, type Flag, printProblem, readArguments } from './command.ts';
import { printText } from './terminal.ts';

export const jsonFlag: Flag = { name: 'json', description: 'Print JSON.' };

export function countFlag(fallback: number): Flag {
  return { name: 'count', short: 'n', value: 'N', description: `How many to show; ${fallback} by default.` };
}

/** A view, and an exit code other than 0; `json` undefined: already printed. */
export type Answer = View & { readonly exitCode?: number };

/** Reads arguments, runs `make`, and prints the result. `refuse` inside it makes the exit code 2. */
export function defineView(
  command: Omit<Command, 'run'>,
  make: (args: Arguments) => Answer | Promise<Answer>,
): Command {
  return {
    ...command,
    run: async (args) => {
      const read = readArguments(args, command.flags);
      try {
        if (read.problems.length > 0) throw new RefusedArguments(read.problems);
        refuseExtra(command, read.operands[command.mostOperands ?? Number.POSITIVE_INFINITY]);
        const made = await make(read);
        if (made.json !== undefined) {
          if (read.flags['json']) process.stdout.write(`${writeRoundedJson(made.json, 2)}\n`);
          else printText(made.text);
        }
        return made.exitCode ?? 0;
      } catch (error) {
        const problems = error instanceof RefusedArguments ? error.problems : describeSystemFault(error);
        for (const problem of problems) printProblem(problem);
        return 2;
      }
    },
  };
}

/** The text of a file; the error of the system for a folder does not name it, so this one does. */
export function readNamedText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw Object.assign(error as Error, { path });
  }
}

/** JSON without the binary noise of sums: `2.3`, not `2.3000000000000025`. */
export function writeRoundedJson(value: unknown, indent?: number): string {
  const round = (_: string, of: unknown): unknown =>
    typeof of === 'number' && !Number.isInteger(of) && Math.abs(of) < 1e9 ? roundMeasured(of) : of;
  return JSON.stringify(value, round, indent);
}

/** `clear 7 --yes` must not clear all. */
export function refuseExtra({ name, operands }: Pick<Command, 'name' | 'operands'>, extra?: string): void {
  if (extra !== undefined)
    refuse(name, `Unexpected argument \`${extra}\`.`, `Write \`build-telemetry ${name} ${operands}\`.`);
}

class RefusedArguments extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('refused');
    this.problems = problems;
  }
}

/** The system's error codes, with the fix. */
const systemFaults: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  EISDIR: ['This is a folder, not a file.', 'Name a file.'],
  ENOTDIR: ['A part of this path is a file, not a folder.', 'Check the path.'],
  ENOENT: ['File or folder not found.', 'Check the path.'],
  EACCES: ['No permission to read or write it.', 'Change its permissions, or use another path.'],
  EPERM: ['No permission to read or write it.', 'Change its permissions, or use another path.'],
  EROFS: ['The disk is read-only.', 'Name a path on another disk.'],
  ENOSPC: ['The disk is full.', 'Free some space.'],
  EMFILE: ['Too many files are open.', 'Raise the limit with `ulimit -n`.'],
};

const listenFaults: typeof systemFaults = {
  EADDRINUSE: ['This port is taken.', 'Choose another with `--port N`.'],
  EACCES: ['This user may not listen there.', 'Choose a port above 1023 with `--port N`.'],
  EADDRNOTAVAIL: ['This machine has no such address.', 'Choose one with `--host ADDRESS`.'],
};

/**
 * Describes an error of the system: a path that cannot be read or written, a port that is taken …
 * @throws any other error
 */
function describeSystemFault(error: unknown): Problem[] {
  const {
    code = '',
    syscall,
    path,
    dest,
    hostname,
    address,
    port,
    message,
  } = error as NodeJS.ErrnoException &
    Partial<Record<'dest' | 'hostname' | 'address', string> & { port: number }>;
  if (syscall === undefined && code !== 'ERR_SQLITE_ERROR') throw error;
  const sentence = `${message.replace(/\.?$/, '')}.`;
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    const unknown = ['Host not found.', 'Choose one with `--host ADDRESS`.'] as const;
    const [what, fix] =
      syscall === 'getaddrinfo'
        ? unknown
        : (listenFaults[code] ?? [sentence, 'Choose another with `--port N`.']);
    const where = hostname ?? (code === 'EADDRNOTAVAIL' ? (address ?? 'address') : `port ${port}`);
    return [{ level: 'error', code: 'port', where, what, fix }];
  }
  const other = 'Check that the path exists, can be read and written, and has free space.';
  const place = dest ?? path;
  // Windows answers the same where a file cannot replace a folder.
  const isFolder = code === 'EPERM' && place !== undefined && findStats(place)?.isDirectory() === true;
  const [what, fix] = systemFaults[isFolder ? 'EISDIR' : code] ?? [sentence, other];
  return [{ level: 'error', code: 'file-fault', where: place ?? 'file system', what, fix }];
}

/** Ends the command with the fault. */
export function refuse(where: string, what: string, fix: string): never {
  throw new RefusedArguments([{ level: 'error', code: 'invalid-argument', where, what, fix }]);
}

/** Ends the command if flags without an effect are given; `when` states the reason: `with --run`. */
export function refuseUnused({ flags }: Arguments, names: readonly string[], when: string): void {
  const given = names.filter((name) => flags[name] !== undefined);
  if (given.length === 0) return;
  const what = `It has no effect ${when}.`;
  throw new RefusedArguments(
    given.map((name) => ({
      level: 'error',
      code: 'unused-flag',
      where: `--${name}`,
      what,
      fix: 'Leave it out.',
    })),
  );
}

/** Ends the command with all faults, if there are any. */
export function refuseAll(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new RefusedArguments(problems);
}

/** Runs several readers; all refusals are reported together. */
export async function refuseTogether<T>(works: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(works);
  const errors: unknown[] = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  for (const error of errors) if (!(error instanceof RefusedArguments)) throw error;
  refuseAll(errors.flatMap((error) => (error as RefusedArguments).problems));
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** A whole number above 0, from a flag or from the first operand. */
export function readCount({ flags, operands }: Arguments, flag: string, fallback: number): number {
  const operand = flag === 'count' ? operands[0] : undefined;
  if (flags[flag] !== undefined && operand !== undefined)
    refuse(operand, `\`--${flag}\` has the number already.`, 'Leave one of them out.');
  const text = flags[flag] ?? operand ?? String(fallback);
  const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (number > 0) return number;
  const where = flags[flag] === undefined ? flag : `--${flag}`;
  return refuse(where, `\`${text}\` is not a whole number above 0.`, `Write a number such as ${fallback}.`);
}

/** A number above 0, such as a number of hours. */
export function readAmount({ flags }: Arguments, flag: string, fallback: number): number {
  const text = flags[flag] ?? String(fallback);
  const number = /^(?:\d{1,9}(?:\.\d+)?|\.\d+)$/.test(text) ? Number(text) : 0;
  if (number > 0) return number;
  return refuse(`--${flag}`, `\`${text}\` is not a number above 0.`, `Write a number such as ${fallback}.`);
}

/** The first operand, one of a few words. */
export function readOperand<T extends string>(args: Arguments, where: string, values: readonly T[]): T {
  const [text] = args.operands;
  if (text === undefined) return refuse(where, 'Missing argument.', `Use one of: ${values.join(', ')}.`);
  const found = values.find((value) => value === text);
  return found ?? refuse(where, `Unknown argument \`${text}\`.`, suggest(text, values));
}

export function readChoiceFlag<T extends string>(
  args: Arguments,
  flag: string,
  values: readonly T[],
  fallback: T,
): T {
  const text = (args.flags[flag] ?? fallback).toLowerCase();
  const found = values.find((value) => value === text);
  return found ?? refuse(`--${flag}`, `\`${text}\` is not a valid value.`, suggest(text, values));
}
