/**
 * A process that runs steps one after another, each like a new start of its script: its own environment, folder and
 * arguments, and an end by `process.exit`. Loaded code need not be loaded again.
 */
import './slow-clock.ts';
import './short-pauses.ts';
import { subscribe } from 'node:diagnostics_channel';
import { flushCompileCache } from 'node:module';
import type { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';

export interface StepOrder {
  readonly script: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface StepAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether no call of the step is still running; the end of its process would have ended it. */
  readonly isDone: boolean;
}

const exit = process.exit.bind(process);
const events = [
  'uncaughtException',
  'unhandledRejection',
  'exit',
  'beforeExit',
  'SIGTERM',
  'SIGINT',
] as const;
const home = process.cwd();
let steps = 0;

/** Timers end with the step, as they would with its process. */
const timers = new Set<NodeJS.Timeout>();
const start = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((...given: Parameters<typeof setTimeout>) => {
  const timer = start(...given);
  timers.add(timer);
  return timer;
}, start) as typeof setTimeout;

/** As are calls that nothing waits for any more. */
const sockets = new Set<Socket>();
subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket };
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
});

/** The output of the current step. It stays in place over all steps: what a module wraps once stays wrapped. */
function collect(stream: NodeJS.WriteStream): () => string {
  const chunks: Buffer[] = [];
  stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    chunks.push(Buffer.from(chunk as Uint8Array));
    const done = rest.find((each) => typeof each === 'function') as (() => void) | undefined;
    if (done !== undefined) setImmediate(done);
    return true;
  }) as typeof stream.write;
  return () => Buffer.concat(chunks.splice(0)).toString();
}

const takeStdout = collect(process.stdout);
const takeStderr = collect(process.stderr);

async function runStep({ script, args, cwd, env }: StepOrder): Promise<StepAnswer> {
  steps += 1;
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  process.argv.splice(1, process.argv.length, script, ...args);
  process.exitCode = undefined;
  const code = await new Promise<number>((resolve) => {
    process.exit = ((given?: number) =>
      resolve(Number(given ?? process.exitCode ?? 0))) as typeof process.exit;
    const fail = (error: unknown): void => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      resolve(1);
    };
    for (const event of events.slice(0, 2)) process.on(event, fail);
    import(`${pathToFileURL(script).href}?step=${steps}`).catch(fail);
  });
  for (const event of events) process.removeAllListeners(event);
  process.chdir(home);
  const outputs = { stdout: takeStdout(), stderr: takeStderr() };
  const isDone = await endCalls();
  // A process that is killed writes no compiled code.
  if (steps === 1) flushCompileCache();
  return { exitCode: code, ...outputs, isDone };
}

/** A call that fails now may start another one, or a pause before it. */
async function endCalls(): Promise<boolean> {
  for (let turn = 0; turn < 20; turn++) {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    for (const socket of sockets) socket.destroy();
    if (!process.getActiveResourcesInfo().some((kind) => stillRuns.test(kind))) return true;
    await new Promise((resolve) => start(resolve, turn));
  }
  return false;
}

const stillRuns = /^(Timeout|TCPSocketWrap|FSReq|ProcessWrap|GetAddrInfo)/;

process.on('message', (order: StepOrder) => {
  void runStep(order).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => exit(0));
