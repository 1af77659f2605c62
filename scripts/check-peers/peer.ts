/** What a check with another program is, and how a check runs programs and compares their results. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { FileFacts } from '../../src/formats/read-build.ts';
import { gitIn } from '../../test/services/git.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Peers that start Node get this one. */
const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));

/** One result of the built product, compared with the result of another program. */
export interface PeerCheck {
  /** `area/peer`: `npm run check:peers` takes either. */
  readonly name: string;
  /**
   * @param folder an empty folder of its own, removed afterwards
   * @returns what was compared, with the peer's version
   * @throws PeerMissing when the peer is not available here; any other error describes the difference
   */
  readonly run: (folder: string) => string | Promise<string>;
}

/** The peer cannot be installed or run on this machine: no result about the product. */
export class PeerMissing extends Error {}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** The program is killed after this many seconds; 10 minutes when absent. */
  readonly timeoutSeconds?: number;
}

/** Runs a program to its end. @throws PeerMissing when there is no such program */
export function run(program: string, args: readonly string[], options: RunOptions): Ran {
  const { cwd, env, input, timeoutSeconds = 600 } = options;
  const ran = spawnSync(program, args, {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
    timeout: timeoutSeconds * 1000,
    env: { ...process.env, PATH: path, ...env },
  });
  const code = (ran.error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT') throw new PeerMissing(`there is no ${program} on this machine`);
  if (code === 'ETIMEDOUT') throw new Error(`${program} did not end within ${timeoutSeconds} seconds`);
  if (ran.error !== undefined) throw ran.error;
  return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}

/** As `run`, of a program that must succeed. @returns its standard output */
export function runWell(program: string, args: readonly string[], options: RunOptions): string {
  const ran = run(program, args, options);
  if (ran.status !== 0) {
    const output = `${ran.stdout}\n${ran.stderr}`.trim().slice(-2000);
    throw new Error(`${program} ${args.join(' ')} ended with ${ran.status}: ${output}`);
  }
  return ran.stdout;
}

/** Makes a repository of a folder, with one commit of all files on `main`. */
export function commitAll(folder: string): void {
  const git = gitIn(folder);
  git('init', '--quiet', '-b', 'main');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'app');
}

/**
 * Like `runWell`, while this process continues: for programs that call one of its servers.
 * @returns its standard output
 */
export async function runAsync(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { cwd, env, timeoutSeconds = 600 } = options;
  const child = spawn(program, args, {
    cwd,
    timeout: timeoutSeconds * 1000,
    env: { ...process.env, PATH: path, ...env },
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status === 0) return stdout;
  const output = `${stdout}\n${stderr}`.trim().slice(-2000);
  throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${output}`);
}

/** The built command line. */
export function runCli(args: readonly string[], options: RunOptions): Ran {
  return run(process.execPath, [cli, ...args], options);
}

/** The built command line, which must exit with 0. @returns its standard output */
export function runCliWell(args: readonly string[], options: RunOptions): string {
  return runWell(process.execPath, [cli, ...args], options);
}

/** The output of `build-telemetry inspect` for one file. */
export function inspect(file: string, cwd: string): FileFacts {
  const ran = runCli(['inspect', file, '--json'], { cwd });
  if (ran.stdout === '') throw new Error(`inspect ${file} says nothing: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as FileFacts;
}

/** @throws when the product and the peer give different results */
export function expectSame(what: string, ours: unknown, theirs: unknown): void {
  if (!isDeepStrictEqual(ours, theirs))
    throw new Error(`${what}: we say ${JSON.stringify(ours)}, the peer says ${JSON.stringify(theirs)}`);
}

/** @throws when two amounts differ by more than `slack` */
export function expectNear(what: string, ours: number | null, theirs: number, slack: number): void {
  if (ours === null || !(Math.abs(ours - theirs) <= slack))
    throw new Error(`${what}: we say ${ours}, the peer says ${theirs}`);
}
