/** The comment action's entry: comments on a pull request for the finished run. */
import { commentForRun } from './github/comment-job.ts';
import { stopWithBug } from './github/stop-with-bug.ts';

// No top-level await: see action.ts.
commentForRun(process.env)
  .catch(stopWithBug)
  .then((code) => process.exit(code));
