/** How a refusal names the format that a file is nearest to. */
import type { Format } from '../ingest/format.ts';

export interface NearMiss {
  /** What is in the way, in words. */
  readonly why: string;
  readonly fix: string;
}

export function nearest({ title, id }: Format): string {
  return `The nearest format is ${title} (\`${id}\`)`;
}
