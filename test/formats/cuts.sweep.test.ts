/** A log that is cut off anywhere, as by a killed tool, is never treated as complete. */
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

const places = [0.15, 0.4, 0.6, 0.85, 0.97];

/** One JSON value or one XML element; lines of records may end between two of them. */
function isDocument(text: string): boolean {
  if (text.startsWith('<')) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const logs = fixtures
  .filter(({ format }) => format !== null)
  .map(({ path }) => ({ path, text: openFixture(path).toString('utf8').trim() }))
  .filter(({ text }) => text.length < 200_000);
const documents = logs.filter(({ text }) => isDocument(text));
const cutOff = /cut off at byte \d+|ends too early/;

describe('a document that is cut', () => {
  it('is tested in most formats', () => {
    expect(new Set(documents.map(({ path }) => path.split('/')[0])).size).toBeGreaterThan(35);
  });

  it.each(documents)('$path is incomplete', async ({ path, text }) => {
    for (const place of places) {
      const cut = text.slice(0, Math.floor(text.length * place));
      const { format, complete, problems } = await inspectSource(sourceOf(cut, path), 'auto');
      expect([place, complete]).toEqual([place, false]);
      if (format === null) expect(problems.map(({ what }) => what)).toEqual([expect.stringMatching(cutOff)]);
    }
  });

  it.each([
    ['{"results":[{"command":"sleep 1","mean":1.0', 43, 'hyperfine'],
    ['{"results":[{"command":"sleep 1","mean":1.0,"us', 47, 'hyperfine'],
    ['[{"name":"a","unit":"ms","val', 29, 'custom-benchmark'],
    ['{"v":1,"type":"task","build_id":"b","name":"grüße \\', 53, 'build-telemetry'],
  ])('%s is refused by its end, and its format named', async (text, byte, format) => {
    const { problems } = await inspectSource(sourceOf(text), 'auto');
    expect(problems).toMatchObject([{ level: 'error', code: 'truncated' }]);
    expect(problems[0]?.what).toContain(`cut off at byte ${byte},`);
    expect(problems[0]?.fix).toContain(`(\`${format}\`)`);
  });

  it.each(['{hello there', '{"a":1}}', '{"a":1} trailing {'])('%s is not a document', async (text) => {
    const { problems } = await inspectSource(sourceOf(text), 'auto');
    expect(problems.map(({ code }) => code)).toEqual(['unknown-format']);
  });
});

/** Their line logs state where they end; others may end after any line. */
const ended = [
  ...[
    'bazel-bep',
    'buildkit',
    'cargo-timings',
    'ccache',
    'codex',
    'copilot',
    'criterion',
    'cursor',
    'gemini',
  ],
  ...['github-jobs', 'go-bench', 'go-test', 'libtest', 'maven-log', 'next-trace', 'opencode', 'qwen', 'tap'],
];
/** Cargo runs one binary after another, some without output, and Criterion.rs its groups. */
const groupEnd = /(?:^test result: .*|^ +Running .*|^\{"reason":"group-complete".*)\n*$(?![\s\S])/m;

describe('a log of lines that is cut', () => {
  const lineLogs = logs.filter(
    (log) => !documents.includes(log) && ended.includes(log.path.split('/', 1)[0] ?? ''),
  );

  it.each(lineLogs)('$path is incomplete, or misses nothing', async ({ path, text }) => {
    const { problems: _problems, ...whole } = await inspectSource(sourceOf(`${text}\n`, path), 'auto');
    for (const place of places) {
      const at = Math.floor(text.length * place);
      for (const end of [at, text.lastIndexOf('\n', at) + 1]) {
        const { problems, ...cut } = await inspectSource(sourceOf(text.slice(0, end), path), 'auto');
        if (!cut.complete || cut.result !== 'success' || groupEnd.test(text.slice(0, end))) continue;
        // TAP reports its duration after its plan.
        expect({ ...cut, durationMs: null }).toEqual({ ...whole, durationMs: null });
      }
    }
  });
});
