/** Lets a process kill itself (-9) at its work: after so much progress, however slow the machine is. */
import type { Death } from './conformance.ts';

/** Called before each build, with how many came before it. */
export function dieWhenDue(death: Death | null, builds: number): void {
  if (death?.builds === builds) setTimeout(() => process.kill(process.pid, 'SIGKILL'), death.ms);
}
