/** Actors with randomly interleaved steps, the same for the same seed; some are killed at one of them. */

import { AsyncLocalStorage } from 'node:async_hooks';

/** One actor: a process, from the view of the others. */
export interface Actor {
  /** How often it is picked: a slow one acts on a view that the others have long changed. */
  readonly weight: number;
  act(): Promise<void>;
}

/** The result of a step; a killed actor gets no answer. */
type Fate = 'done' | 'killed before' | 'killed within' | 'killed after';

interface Step {
  readonly actor: Actor;
  readonly take: (fate: Fate) => Promise<void>;
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Play {
  readonly actor: Actor;
  readonly steps: Step[];
  /** Called when the actor has a step to take, or has ended. */
  readonly onStop: () => void;
}

const acting = new AsyncLocalStorage<Play>();

/** Waits for the actor's turn, then does `work`; `half` is the part done by an actor that is killed meanwhile. */
export async function takeTurn<T>(work: () => Promise<T>, half: () => Promise<unknown> = work): Promise<T> {
  const store = acting.getStore();
  if (store === undefined) return await work();
  return await new Promise<T>((resolve, reject) => {
    const take = async (fate: Fate): Promise<void> => {
      if (fate === 'done') await work().then(resolve, reject);
      if (fate === 'killed within') await half().catch(() => {});
      if (fate === 'killed after') await work().catch(() => {});
    };
    store.steps.push({ actor: store.actor, take });
    store.onStop();
  });
}

/**
 * Runs actors, at most `atOnce` at a time, until each has ended or was killed, with the chance `killed` at each step.
 * @returns how many were killed
 */
export async function interleave(
  actors: readonly Actor[],
  { random, atOnce, killed }: { random: () => number; atOnce: number; killed: number },
): Promise<number> {
  const queue = [...actors];
  const running = new Set<Actor>();
  const steps: Step[] = [];
  const faults: unknown[] = [];
  const start = async (actor: Actor): Promise<void> => {
    running.add(actor);
    const end = (): boolean => {
      const isRunning = running.delete(actor);
      stopped();
      return isRunning;
    };
    const play = { actor, steps, onStop: () => stopped() };
    void acting.run(play, () => actor.act().then(end, (error) => end() && faults.push(error)));
    await waitFor(actor);
  };
  let stopped = (): void => {};
  /** Until it has a step to take or has ended; its immediate actions are included. */
  const waitFor = async (actor: Actor): Promise<void> => {
    while (running.has(actor) && !steps.some((step) => step.actor === actor))
      await new Promise<void>((resolve) => {
        stopped = resolve;
      });
    await new Promise((resolve) => setImmediate(resolve));
  };
  const kill = (actor: Actor): void => {
    running.delete(actor);
    steps.splice(0, steps.length, ...steps.filter((step) => step.actor !== actor));
  };
  let deaths = 0;
  while (queue.length + running.size > 0) {
    while (running.size < atOnce && queue.length > 0) await start(queue.shift() as Actor);
    const step = pick(steps, random());
    if (step === undefined) continue;
    steps.splice(steps.indexOf(step), 1);
    const dies = random() < killed;
    const fates = ['killed before', 'killed within', 'killed after'] as const;
    await step.take(dies ? (fates[Math.floor(random() * 3)] ?? 'killed after') : 'done');
    deaths += Number(dies);
    if (dies) kill(step.actor);
    else await waitFor(step.actor);
    if (faults.length > 0) throw faults[0];
  }
  return deaths;
}

function pick(steps: readonly Step[], at: number): Step | undefined {
  let left = at * steps.reduce((sum, { actor }) => sum + actor.weight, 0);
  for (const step of steps) {
    left -= step.actor.weight;
    if (left <= 0) return step;
  }
  return steps.at(-1);
}
