/** How a refusal names the format that a file is nearest to. */
import type { Format } from '../ingest/format.ts';

export interface NearMiss {
  /** What is in the way, in words. */
  readonly why: string;
  readonly format: Format;
  /** What to do, without its full stop. */
  readonly step: string;
}

export function nameNearest({ title, id }: Format): string {
  return `The nearest format is ${title} (\`${id}\`)`;
}
