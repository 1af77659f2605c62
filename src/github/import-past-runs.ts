/** All modules that `history import` needs for GitHub, loaded together and on demand. */
export { describeCallFailure as describeFailure } from './api.ts';
export { fetchPastJobs, listPastRuns } from './past-runs.ts';
export { connectPatiently } from './patient-api.ts';
export { readPastRun } from './read-past-run.ts';
