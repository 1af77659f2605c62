/** Describes in a refusal the format to which a file is nearest. */
import type { Format } from '../ingest/format.ts';

export interface NearMiss {
  /** The obstacle, as text. */
  readonly why: string;
  readonly format: Format;
  /** The fix, without its full stop. */
  readonly step: string;
}

export function nameNearest({ title, id }: Format): string {
  return `The nearest format is ${title} (\`${id}\`)`;
}
