/** The whole vocabulary at once, for users of the library. */
export type * from './alert.ts';
export type * from './baseline.ts';
export type * from './build.ts';
export type * from './build-metrics.ts';
export type * from './change.ts';
export type * from './event.ts';
export type * from './failure.ts';
export type * from './health.ts';
export type * from './history.ts';
export type * from './level.ts';
export type * from './machine.ts';
export type * from './metric.ts';
export type * from './problem.ts';
export type * from './report.ts';
export type * from './series.ts';
export type * from './task.ts';
export type * from './work.ts';
