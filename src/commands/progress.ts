/** Progress of reading in a terminal: one line on standard error, removed at the end. */

import type { Source } from '../ingest/source.ts';
import { formatCount } from '../model/counts.ts';
import { formatBytes } from '../words/numbers.ts';

/** The part of standard error that a progress line needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  /** The same source, with its progress shown. */
  readonly follow: (source: Source) => Source;
  /** Erases the line. */
  readonly end: () => void;
}

/** Shorter work shows no progress. */
const quietMs = 500;
const everyMs = 100;

/** Silent if the stream is not a terminal, as in the log of a CI job. */
export function startProgress(stream: ProgressStream, now: () => number = Date.now): Progress {
  if (stream.isTTY !== true) return { follow: (source) => source, end: () => {} };
  const startMs = now();
  let shownMs = startMs + quietMs - everyMs;
  let isShown = false;
  let bytes = 0;
  const show = (name: string): void => {
    if (now() - shownMs < everyMs) return;
    shownMs = now();
    isShown = true;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: names of files may hold them
    const plain = `Reading ${name.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '?')}: ${formatBytes(bytes)}`;
    stream.write(`\r\u001b[2K${plain.slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
  };
  return {
    follow: (source) => ({
      ...source,
      open: async function* () {
        for await (const chunk of source.open()) {
          bytes += chunk.length;
          show(source.name);
          yield chunk;
        }
      },
    }),
    end: () => {
      if (isShown) stream.write('\r\u001b[2K');
      isShown = false;
    },
  };
}

export interface Counter {
  readonly show: (done: number, all: number) => void;
  /** Erases the line. */
  readonly end: () => void;
}

/** In a log, a line from time to time. */
const loggedEvery = 100;

/** Progress of countable work: a line that is overwritten, or in a log one line per hundred. */
export function startCounter(stream: ProgressStream, label: string): Counter {
  let isShown = false;
  return {
    show: (done, all) => {
      const line =
        done === 0
          ? `${label}: ${formatCount(all)} found`
          : `${label}: ${formatCount(done)} of ${formatCount(all)}`;
      if (stream.isTTY === true) {
        isShown = true;
        stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
      } else if (done > 0 && done % loggedEvery === 0) stream.write(`${line}\n`);
    },
    end: () => {
      if (isShown) stream.write('\r\u001b[2K');
      isShown = false;
    },
  };
}
