/** Makes a process kill itself (-9) during its work: after a given progress, however slow the machine is. */
import type { Death } from './conformance.ts';

/** Called before each build, with the number of builds before it. */
export function dieWhenDue(death: Death | null, builds: number): void {
  if (death?.builds === builds) setTimeout(() => process.kill(process.pid, 'SIGKILL'), death.ms);
}
