/** The context of a build outside of CI services, when nothing else is known. */
import type { BuildContext } from './build.ts';

export const localContext: BuildContext = {
  branch: null,
  commit: null,
  pullRequest: null,
  event: 'local',
  workflow: null,
  job: null,
  runId: null,
  runAttempt: 1,
  runnerOs: null,
  runnerArch: null,
  cpuModel: null,
  runnerImage: null,
};
