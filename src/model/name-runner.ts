/** How the machine of a build is named. */

import type { BuildContext } from './build.ts';

/** The class of a runner: `Linux/X64 · AMD EPYC 7763`; '' when nothing is known. */
export function nameRunner({ runnerOs, runnerArch, cpuModel }: BuildContext): string {
  return [[runnerOs, runnerArch].filter(Boolean).join('/'), cpuModel].filter(Boolean).join(' · ');
}
