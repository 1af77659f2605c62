/** All that `history import` reads from GitHub, loaded together and only when needed. */
export { describeFailure } from './api.ts';
export { fetchPastJobs, listPastRuns } from './past-runs.ts';
export { connectPatiently } from './patient-api.ts';
export { readPastRun } from './read-past-run.ts';
