/** Kinds of tasks that GitHub times in whole seconds: smaller changes mean nothing. */
export const coarseKinds: readonly string[] = ['job', 'step'];
