/** The command line in this process, as a shell would run it: with its arguments, folder, environment and output. */
import { runCommandLine } from '../../src/commands/run-command-line.ts';

export interface CliOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly cwd: string;
  /** The whole environment, except PATH. */
  readonly env?: Readonly<Record<string, string>>;
}

function collect(stream: NodeJS.WriteStream): { readonly text: () => string; readonly restore: () => void } {
  const chunks: string[] = [];
  const { write } = stream;
  stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    chunks.push(Buffer.from(chunk as Uint8Array).toString());
    const done = rest.find((each) => typeof each === 'function') as (() => void) | undefined;
    if (done !== undefined) setImmediate(done);
    return true;
  }) as typeof write;
  return {
    text: () => chunks.join(''),
    restore: () => {
      stream.write = write;
    },
  };
}

/** Runs one call after another only: a process has one folder and one environment. */
export async function runCli(args: readonly string[], { cwd, env = {} }: Surroundings): Promise<CliOutcome> {
  const before = { cwd: process.cwd(), env: { ...process.env } };
  const [stdout, stderr] = [collect(process.stdout), collect(process.stderr)];
  const setEnvironment = (to: NodeJS.ProcessEnv): void => {
    for (const name of Object.keys(process.env)) if (!(name in to)) delete process.env[name];
    Object.assign(process.env, to);
  };
  try {
    process.chdir(cwd);
    setEnvironment({ PATH: process.env['PATH'], ...env });
    const status = await runCommandLine(args);
    return { status, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    for (const stream of [stdout, stderr]) stream.restore();
    setEnvironment(before.env);
    process.chdir(before.cwd);
  }
}
