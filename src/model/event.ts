/** Something that happened at one moment of a build. */
import type { Level } from './level.ts';

export type AttributeValue = string | number | boolean;

/** Something that happened at one moment: a security violation, a rate limit, a model choice. */
export interface Event {
  readonly id: string;
  /** Upper snake case, e.g. `SECURITY_VIOLATION`. */
  readonly type: string;
  readonly severity: Level;
  readonly timeMs: number | null;
  readonly taskId: string | null;
  readonly message: string | null;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}
