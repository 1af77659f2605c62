/** What `go test -bench` prints. Reference: https://go.dev/design/14313-benchmark-format */
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { readTextLines } from '../../ingest/text-lines.ts';
import {
  type BenchmarkLine,
  collectGoBenchmarks,
  type GoBenchmarks,
  readBenchmarkLine,
} from './go-benchmark-lines.ts';

export const goBench: Format = {
  id: 'go-bench',
  title: 'go test -bench',
  versions: 'Go 1.26',
  family: 'benchmarks',
  reference: 'https://go.dev/design/14313-benchmark-format',
  howTo: '`go test -bench . -benchmem -count 5 ./... | tee bench.txt`',
  signs: ['goos: linux', 'BenchmarkA-8 1 2 ns/op'],
  claims: ({ shape, text }) => {
    if (shape !== 'text') return false;
    const lines = text.split('\n');
    const isResult = (line: string): boolean => readBenchmarkLine(line) !== null;
    const isAlone = (): boolean => lines.every((line) => line.trim() === '' || isResult(line));
    const hasResult = lines.some((line) => line.includes(' ns/op') && isResult(line));
    const hasFrame = lines.some(isFrame);
    // Every benchmark may have printed between its name and its numbers.
    return hasResult
      ? hasFrame || isAlone()
      : hasFrame && lines.some(isNameless) && beginsBenchmark.test(text);
  },
  read: async (input, draft) => {
    const benchmarks = collectGoBenchmarks(draft);
    const state: State = {
      packageName: '',
      isOpen: false,
      isSealed: true,
      hasSeals: false,
      isFailed: false,
      isPassed: false,
      units: '',
      begun: null,
    };
    for await (const { text, isOpen } of readTextLines(input.chunks(), 10_000)) {
      if (isOpen && isCutLine(text, state)) state.isOpen = true;
      else takeLine(text, state, benchmarks, draft);
    }
    reportUnfinished(state, draft);
    benchmarks.finish();
    const isCut = state.isOpen || (state.hasSeals && !state.isSealed);
    if (isCut) draft.markTruncated();
    draft.facts.result = state.isFailed ? 'failure' : state.isPassed && !isCut ? 'success' : null;
  },
};

interface State {
  packageName: string;
  /** A package has started and has no result yet. */
  isOpen: boolean;
  /** After its `PASS` a package has a line with its time, unless its tests were run without `go test`. */
  isSealed: boolean;
  hasSeals: boolean;
  isFailed: boolean;
  isPassed: boolean;
  /** Of the newest result. */
  units: string;
  /** The name of a benchmark whose own output separated its name from its numbers. */
  begun: string | null;
}

/** A last line without its line end: Go writes complete lines, but tools that store its output may trim it. */
function isCutLine(line: string, { units }: State): boolean {
  const result = readBenchmarkLine(line);
  if (result !== null) return units !== '' && listUnits(result) !== units;
  return /^(Benchmark|(ok|FAIL)\s)/.test(line) && !/^(ok {2}|FAIL)\t\S+\t?([\d.]+s|\(cached\)|\[)/.test(line);
}

function listUnits({ values }: BenchmarkLine): string {
  return values.map(({ unit }) => unit).join(' ');
}

/** Go's lines around results: the environment, and the result of the package. */
function isFrame(line: string): boolean {
  return /^(goos|goarch|pkg|cpu): \S/.test(line) || /^(PASS|FAIL)\r?$|^(ok {2}|FAIL)\t/.test(line);
}

/** The numbers of a result without its name. */
function isNameless(line: string): boolean {
  return /^\s*\d+\s+[\d.e+-]+ \S+\/op\b/.test(line);
}

const beginsBenchmark = /^Benchmark[^a-z\s]\S*\s/m;

/** Go prints the name, runs the benchmark, and prints its numbers after the benchmark's output. */
function completeLine(line: string, state: State): string {
  return isNameless(line) && state.begun !== null ? `${state.begun}\t${line}` : line;
}

function reportUnfinished(state: State, draft: Draft): void {
  if (state.begun === null) return;
  const what = `\`${state.begun.slice(0, 200)}\` has no result: its output overwrote its line.`;
  draft.report(
    'warning',
    'unread-benchmark',
    what,
    'Let benchmarks print nothing, or run them with `-json`.',
  );
  state.begun = null;
}

function takeLine(written: string, state: State, benchmarks: GoBenchmarks, draft: Draft): void {
  const line = completeLine(written, state);
  const result = readBenchmarkLine(line);
  const begun = result === null ? /^(Benchmark[^a-z\s]\S*)\s/.exec(line)?.[1] : undefined;
  if (result !== null && line !== written) state.begun = null;
  if (result !== null || begun !== undefined || isFrame(line)) reportUnfinished(state, draft);
  if (begun !== undefined) state.begun = begun;
  if (result !== null) {
    draft.countRecord();
    state.units = listUnits(result);
    return benchmarks.add(state.packageName, result);
  }
  if (begun === undefined && !isFrame(line)) draft.leaveText(`${line}\n`);
  benchmarks.takeUnit(line);
  const [, key, value = ''] = /^(goos|pkg): (\S+)/.exec(line) ?? [];
  if (key === 'goos') state.packageName = '';
  // Outside a module Go names a package by its folder.
  if (key === 'pkg') state.packageName = value.startsWith('_/') ? '' : value;
  if (key !== undefined) state.isOpen = true;
  if (/^--- FAIL: /.test(line) || /^FAIL(\t|$)/.test(line) || /^panic: /.test(line)) {
    state.isFailed = true;
    const what = `\`${line.replaceAll('\t', ' ').slice(0, 200)}\``;
    if (line !== 'FAIL') draft.report('warning', 'failed-benchmark', what);
  }
  if (/^(PASS|FAIL)$|^(ok {2}|FAIL)\t/.test(line)) state.isOpen = false;
  if (line === 'PASS') state.isSealed = false;
  if (/^(ok {2}|FAIL)\t/.test(line)) Object.assign(state, { isSealed: true, hasSeals: true });
  if (/^PASS$|^ok {2}\t/.test(line)) state.isPassed = true;
}
