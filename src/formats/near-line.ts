/** Finds the missing line because of which a text is not recognised as the format whose other lines it has. */
import type { Format, Sample } from '../ingest/format.ts';
import type { NearMiss } from './name-nearest.ts';

/** Null if a line would match no format, or more than one. */
export function findMissingLine(formats: readonly Format[], sample: Sample): NearMiss | null {
  const isOf = (format: Format, text: string): boolean => format.claims({ ...sample, text });
  const found = formats.flatMap((format) =>
    (format.signs ?? [])
      .filter((sign) => !isOf(format, `${sign}\n-\n`) && isOf(format, `${sign}\n${sample.text}`))
      .slice(0, 1)
      .map((sign) => ({ format, sign })),
  );
  const [near] = found;
  if (near === undefined || found.length > 1) return null;
  return {
    why: `a line such as \`${near.sign.replaceAll('\t', ' ')}\` is missing`,
    format: near.format,
    step: 'save the complete output of the tool',
  };
}
