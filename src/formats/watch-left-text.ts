/** Looks for a report of another format in the text that the reader of a file leaves out. */
import type { LeftText } from '../ingest/draft.ts';
import type { Format, Sample } from '../ingest/format.ts';
import { readDocuments, readSample } from '../ingest/read-sample.ts';
import type { Limits } from '../settings/limits.ts';
import { formats } from './formats.ts';

/** The first line of a report, at the beginning of a line: output of programs may begin like this, too. */
const firstLine =
  /^\uFEFF?(?:<[?A-Za-z]|\{|\[\s*(?:$|[{["])|TAP version 1|1\.\.\d|(?:not )?ok \d|running \d+ tests?\b|test \S.* \.\.\. | *Compiling \S+ v\d|goos: |pkg: |Benchmark\S|.* ops\/sec |.* time: +\[)/;
const lookedLength = 16_384;
const mostLooks = 100;
/** Lines of one program begin alike: they leave looks for what follows. */
const mostAlike = 10;
const alikeLength = 8;

interface OtherReport extends LeftText {
  /** The format of another report; null if none was left out. */
  readonly find: () => Format | null;
}

/** @param own the format that is read */
export function watchLeftText(own: Format, limits: Limits): OtherReport {
  let found: Format | null = null;
  let looks = 0;
  let kept = '';
  const looksByStart = new Map<string, number>();
  let document: readonly Uint8Array[] = [];
  const look = (head: Uint8Array): void => {
    looks += 1;
    found = findFormat(readSample(head, limits), own, limits);
  };
  const isDone = (): boolean => found !== null || looks >= mostLooks;
  const lookAtDocument = (): void => {
    if (document.length > 0 && !isDone()) look(Buffer.concat(document).subarray(0, lookedLength));
    document = [];
  };
  /** @param least length of the text after the beginning of a line */
  const lookAtLines = (least: number): void => {
    while (!isDone() && kept.length > least) {
      const start = kept.slice(0, alikeLength);
      const alike = looksByStart.get(start) ?? 0;
      if (alike < mostAlike && firstLine.test(kept.slice(0, 1000))) {
        looksByStart.set(start, alike + 1);
        look(Buffer.from(kept.slice(0, lookedLength)));
      }
      const end = kept.indexOf('\n');
      kept = end < 0 ? '' : kept.slice(end + 1);
    }
  };
  return {
    leaveText: (text) => {
      if (isDone()) return;
      kept += text;
      // Each look joins the pieces.
      if (kept.length > 2 * lookedLength) lookAtLines(lookedLength);
    },
    startDocument: (head) => {
      lookAtDocument();
      document = head;
    },
    find: () => {
      lookAtDocument();
      lookAtLines(0);
      return found;
    },
  };
}

/** Words of a build may look like the log of another one: only reports of results are recognised in plain text. */
function findFormat(sample: Sample, own: Format, limits: Limits): Format | null {
  for (const each of [sample, ...readDocuments(sample, limits).slice(0, 1)]) {
    const claims = formats.filter((format) => format.claims(each));
    const [format] = claims;
    if (format === undefined || claims.includes(own)) continue;
    if (each.shape !== 'text' || ['tests', 'benchmarks'].includes(format.family)) return format;
  }
  return null;
}
