/** Kinds of tasks that GitHub times to the second: smaller changes mean nothing there. */
export const coarseKinds: readonly string[] = ['job', 'step'];
