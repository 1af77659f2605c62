/**
 * The output of `cargo test` and `cargo bench` with Rust's own harness. Reference:
 * https://doc.rust-lang.org/rustc/tests/index.html
 */

import { countNames, type Distinguish } from '../../ingest/count-names.ts';
import { failureTextLength } from '../../ingest/describe-failure.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { lookUp } from '../../ingest/read-fields.ts';
import { readTextLines } from '../../ingest/text-lines.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { Result } from '../../model/task.ts';
import { addMeasure } from '../benchmark/add-measure.ts';
import { hasCriterionLines, readCriterionLines } from '../benchmark/criterion-lines.ts';
import { collectTests, type Tests } from './collect-tests.ts';

export const libtest: Format = {
  id: 'libtest',
  title: 'cargo test and cargo bench',
  versions: 'Cargo 1.95',
  family: 'tests',
  reference: 'https://doc.rust-lang.org/rustc/tests/index.html',
  howTo: '`cargo test 2>&1 | tee tests.txt`, `cargo bench -- --output-format bencher | tee bench.txt`',
  signs: ['running 1 test', 'test a ... ok'],
  claims: ({ shape, text }) => shape === 'text' && isHarness(text),
  read: async (input, draft) => {
    const reader: Reader = {
      draft,
      tests: collectTests(draft),
      target: '',
      found: [],
      texts: new Map(),
      open: null,
      wanted: null,
      measured: 0,
      distinguish: countNames(draft),
      takeCriterion: readCriterionLines(draft),
      hasCriterion: false,
      hasRun: false,
    };
    for await (const { text, isOpen } of readTextLines(input.chunks(), failureTextLength)) {
      takeLine(reader, text);
      if (isOpen && ownLine.test(text) && !lastLines.some((line) => line.test(text))) draft.markTruncated();
    }
    finish(reader);
  },
};

/** Tools that replace the harness print `running 0 tests` as well. */
function isHarness(text: string): boolean {
  if (/^running [1-9]\d* tests?\r?$/m.test(text))
    return [testLine, benchLine, resultLine, failedRun].some((line) => line.test(text));
  if (/^running 0 tests\r?$/m.test(text) && (hasCriterionLines(text) || failedRun.test(text))) return true;
  return (
    benchLine.test(text) || (/^ *Compiling \S+ v\d/m.test(text) && /^error: could not compile `/m.test(text))
  );
}

interface Found {
  readonly name: string;
  readonly result: Result;
  readonly durationMs: number | null;
}

interface Reader {
  readonly draft: Draft;
  readonly tests: Tests;
  /** File of the tests, if the log contains Cargo's own lines. */
  target: string;
  /** Of the running binary: its failures are explained after its tests. */
  found: Found[];
  readonly texts: Map<string, string>;
  /** The test of the current output. */
  open: string | null;
  /** Number of tests of the running binary; null if none runs. */
  wanted: number | null;
  /** Benchmarks of the running binary. */
  measured: number;
  /** For benchmarks. */
  readonly distinguish: Distinguish;
  readonly takeCriterion: (line: string) => boolean;
  hasCriterion: boolean;
  hasRun: boolean;
}

const testLine =
  /^test (.{1,1000}?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)(?:, .*)?(?: <([\d.]+)s>)?\r?$/m;
const benchLine = /^test (.{1,1000}?) +\.\.\. bench: +([\d,.]+) (\w+)\/iter(?: \(\+\/- [\d,.]+\))?/m;
const resultLine = /^test result: (?:ok|FAILED)\. (\d+) passed; (\d+) failed; (\d+) ignored;/m;
const failedRun = /^error: (?:(?:doc)?test|bench) failed/m;
/** Lines of the harness and of Cargo that more lines must follow, and those that may be the last one. */
const ownLine = /^(?:test|running) |^ +(?:Running|Doc-tests) /;
const lastLines = [testLine, benchLine, resultLine];
const results: Readonly<Record<string, Result>> = { ok: 'success', FAILED: 'failure', ignored: 'skip' };

function takeLine(reader: Reader, line: string): void {
  const { draft, found, texts } = reader;
  if (reader.takeCriterion(line)) {
    reader.hasCriterion = true;
    return;
  }
  const [, count] = /^running (\d+) tests?\r?$/.exec(line) ?? [];
  const [, target] = /^ +(?:Running (?:unittests )?|Doc-tests )(\S+)/.exec(line) ?? [];
  const bench = benchLine.exec(line);
  const test = testLine.exec(line);
  const end = resultLine.exec(line);
  const [, titled] = /^---- (.{1,1000}) stdout ----\r?$/.exec(line) ?? [];
  if (target !== undefined) reader.target = target;
  else if (count !== undefined) {
    closeRun(reader, null);
    reader.wanted = Number(count);
    reader.hasRun = true;
  } else if (bench !== null) {
    reader.measured += 1;
    addBench(bench, reader);
  } else if (test !== null) {
    const [, name = '', word = '', seconds] = test;
    draft.countRecord();
    found.push({
      name,
      result: lookUp(results, word) ?? 'unknown',
      durationMs: seconds === undefined ? null : Number(seconds) * 1000,
    });
  } else if (end !== null) closeRun(reader, end.slice(1).map(Number));
  else if (failedRun.test(line)) failRun(reader);
  else if (titled !== undefined) reader.open = titled;
  else if (line === 'failures:') reader.open = null;
  else if (reader.open !== null) {
    const text = texts.get(reader.open) ?? '';
    if (text.length < failureTextLength) texts.set(reader.open, `${text}${line}\n`);
  } else if (/^error(\[E\d+\])?: (?!(?:doc)?test failed|\d+ targets? failed|bench failed)/.test(line))
    addError(line, reader);
  else draft.leaveText(`${line}\n`);
}

/** `bench: 1,234.56 ns/iter (+/- 7)`. */
function addBench([, name = '', value = '', unit = 'ns']: RegExpExecArray, reader: Reader): void {
  const { draft, distinguish } = reader;
  draft.countRecord();
  addMeasure(draft, {
    name: distinguish(name.trim()),
    unit,
    value: Number(value.replaceAll(',', '')),
    samples: [],
  });
}

/** A binary that is still running when Cargo prints this has crashed. */
function failRun(reader: Reader): void {
  const { tests, draft, target, wanted } = reader;
  draft.facts.result = 'failure';
  if (wanted === null) return;
  closeRun(reader, null);
  const failure = { message: 'The tests crashed before they finished.' };
  tests.add({ path: [target || 'the tests'], kind: 'suite', tries: [{ result: 'failure', failure }] });
}

/** Code that does not compile has no tests. */
function addError(line: string, { tests, draft }: Reader): void {
  Object.assign(draft.facts, { complete: false, result: 'failure' });
  const failure = { message: line.replace(/^error(\[E\d+\])?: /, '') };
  if (tests.listed().failed === 0)
    tests.add({ path: ['the build'], kind: 'suite', tries: [{ result: 'failure', failure }] });
}

/** @param counts passed, failed and ignored, from the binary; null if it did not finish */
function closeRun(reader: Reader, counts: readonly number[] | null): void {
  const { tests, draft, target, texts, wanted, found } = reader;
  for (const { name, result, durationMs } of found) {
    const text = texts.get(name) ?? null;
    const failure = text === null ? null : { message: panicOf(text), text };
    // A line number changes with every edit above it.
    const [, plain = name, line = null] = /^(.*?) \(line (\d+)\)/.exec(name) ?? [];
    const [file = null] = line === null ? [] : plain.split(' - ', 1);
    tests.add({
      path: [target, plain],
      tries: [{ result, durationMs, failure }],
      file,
      line: Number(line) || null,
    });
  }
  if (counts === null && wanted !== null) {
    draft.facts.complete = false;
    const what = `${target || 'A test binary'} did not finish: it reports ${formatCount(found.length)} of ${plural(wanted, 'test')}.`;
    draft.report('warning', 'unfinished', what, 'Check the output for a crash or a timeout.');
  } else if (
    counts !== null &&
    counts.reduce((sum, count) => sum + count, 0) > found.length + reader.measured
  ) {
    draft.facts.complete = false;
    const what = `${target || 'A test binary'} reports more tests than have a line of their own.`;
    draft.report(
      'warning',
      'unlisted-tests',
      what,
      'Leave out `--nocapture`, so that output does not mix with the lines of the tests.',
    );
  }
  if ((counts?.[1] ?? 0) > 0) draft.facts.result = 'failure';
  Object.assign(reader, { found: [], measured: 0, wanted: null, open: null });
  texts.clear();
}

/** The message of a panic follows its place. */
function panicOf(text: string): string | null {
  const [, old, message] =
    /panicked at (?:'([\s\S]{1,2000}?)', \S+|[^\n]+:\n([\s\S]{1,2000}?)\n(?:note: |stack backtrace|\n|$))/.exec(
      text,
    ) ?? [];
  return old ?? message ?? null;
}

/** Criterion's lines, and those of its `bencher` format, have no end marker. */
function finish(reader: Reader): void {
  closeRun(reader, null);
  const { draft, hasCriterion, hasRun } = reader;
  if (hasCriterion || !hasRun) draft.facts.result ??= 'unknown';
  else if (draft.facts.complete && draft.hasMetrics()) draft.facts.result ??= 'success';
}
