/** All that `history import` asks of GitHub, loaded together and only then. */
export { describeFailure } from './api.ts';
export { fetchPastJobs, listPastRuns } from './past-runs.ts';
export { connectPatiently } from './patient-api.ts';
export { readPastRun } from './read-past-run.ts';
