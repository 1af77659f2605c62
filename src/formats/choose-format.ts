/** Chooses the format of a file: by its content alone, or a refusal that names the candidates. */

import { cutFix } from '../ingest/draft.ts';
import type { FileRefusal, Format, Sample } from '../ingest/format.ts';
import { docsUrl } from '../model/docs-url.ts';
import { suggest } from '../settings/suggest.ts';
import { closeCut } from './close-cut.ts';
import { formats } from './formats.ts';
import { nameNearest } from './name-nearest.ts';
import { findNearMiss } from './near-miss.ts';
import { nameOther } from './other-reports.ts';

/** Null for `auto` and the id of a format. */
export function refuseUnknownFormat(wanted: string): FileRefusal | null {
  const ids = ['auto', ...formats.map(({ id }) => id).sort()];
  if (ids.includes(wanted)) return null;
  return { code: 'unknown-format', what: `There is no format \`${wanted}\`.`, fix: suggest(wanted, ids) };
}

/**
 * The single format that claims a file, or the one that the user sets.
 * @param wanted `auto` or a format's id
 */
export function chooseFormat(wanted: string, sample: Sample): Format | FileRefusal {
  const unknown = refuseUnknownFormat(wanted);
  if (unknown !== null) return unknown;
  const set = formats.find(({ id }) => id === wanted);
  if (set !== undefined) return set.refuses?.(sample) ?? set;
  const claims = formats.filter((format) => format.claims(sample));
  if (claims.length === 1) return claims[0] as Format;
  if (claims.length === 0 && sample.isEmpty) {
    const fix = 'Check that the build has written its log.';
    return { code: 'no-events', what: 'It contains no records.', fix };
  }
  if (claims.length > 1) {
    const candidates = claims.map((format) => format.id).sort();
    const fix = `Set \`format\` to one of: ${candidates.join(', ')}.`;
    return { code: 'ambiguous-format', what: `It could be ${candidates.join(' or ')}.`, fix };
  }
  for (const format of formats) {
    const refusal = format.refuses?.(sample);
    if (refusal) return refusal;
  }
  const other = nameOther(sample);
  if (other) return other;
  const closed = closeCut(sample);
  if (closed !== null) return refuseCut(sample, closed);
  const near = findNearMiss(formats, sample);
  if (near !== null) {
    const what = `Its format is not recognised${describeSample(sample)}: ${near.why}.`;
    return { code: 'unknown-format', what, fix: `${nameNearest(near.format)}: ${near.step}.` };
  }
  return {
    code: 'unknown-format',
    what: `Its format is not recognised${describeSample(sample)}.`,
    fix: `${docsUrl('formats.md')} lists what each tool has to write. Write your own numbers as \`custom-benchmark\`: a list of \`name\`, \`unit\` and \`value\`.`,
  };
}

/** The file is too short to be recognised. */
function refuseCut(sample: Sample, closed: Sample): FileRefusal {
  const claims = formats.filter((format) => format.claims(closed));
  const near = claims.length === 1 ? claims[0] : findNearMiss(formats, closed)?.format;
  const end = Buffer.byteLength(sample.text);
  return {
    code: 'truncated',
    what: `It is cut off at byte ${end}, too early to recognise its format${describeSample(closed)}.`,
    fix: near === undefined ? cutFix : `${nameNearest(near)}. ${cutFix}`,
  };
}

/** Whether a format, or the format that the user sets, reads such a file. */
export function isClaimed(wanted: string, sample: Sample): boolean {
  return formats.some((format) => (wanted === 'auto' || wanted === format.id) && format.claims(sample));
}

function describeSample(sample: Sample): string {
  if (sample.shape === 'xml')
    return sample.root === null
      ? ' (XML without a root)'
      : ` (XML with the root <${sample.root.slice(0, 60)}>)`;
  if (sample.shape === 'text') return ' (text that is neither JSON nor XML)';
  const keys = sample.keys.length > 0 ? sample.keys : Object.keys(sample.records[0] ?? {});
  // Python prints its objects with single quotes.
  if (keys.some((key) => key === '')) return ' (no JSON: its keys are not in double quotes)';
  return keys.length > 0
    ? ` (JSON with the keys ${keys
        .slice(0, 6)
        .map((key) => key.slice(0, 40))
        .join(', ')})`
    : ' (JSON without records)';
}
