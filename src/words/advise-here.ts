/** Advice is written for a job of a workflow; a laptop has no job to re-run. */
import { minBaseline } from '../model/baseline.ts';
import type { BuildContext } from '../model/build.ts';

export type Run = Pick<BuildContext, 'runId'>;

export function isInWorkflow({ runId }: Run): boolean {
  return runId !== null;
}

/** The same advice for where the build ran. */
export function adviseHere(action: string, run: Run): string {
  return isInWorkflow(run) ? action : action.replaceAll('Re-run the job', 'Run the build again');
}

/** A comment has no notes, and links the run. */
export function placeOfNotes(run: Run): string {
  return isInWorkflow(run) ? 'the notes of the job summary' : 'the notes below';
}

/** Outside of a workflow nothing runs automatically. */
export const checkMore = `Each check records one build; regression detection starts after ${minBaseline} of them.`;

/** How to read a complete log. */
export function readWhole(run: Run): string {
  return isInWorkflow(run)
    ? 'Run the Build Telemetry step after the build, with `if: always()`.'
    : 'Read its log after the build has ended.';
}
