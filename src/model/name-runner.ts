/** How the machine of a build is named. */

import type { BuildContext } from './build.ts';

/** The class of a runner: `Linux/X64 · AMD EPYC 7763`; '' when nothing is known. */
export function nameRunner({ runnerOs, runnerArch, cpuModel }: BuildContext): string {
  return join(join(runnerOs, '/', runnerArch), ' · ', cpuModel);
}

/** Without lists: it is called for each stored build. */
function join(a: string | null, between: string, b: string | null): string {
  return a && b ? a + between + b : a || b || '';
}
