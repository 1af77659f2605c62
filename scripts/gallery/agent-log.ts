/** Logs of an invented nightly run of six agents. */
import { noise } from './shop-log.ts';

const agents = ['plan', 'review-pr', 'write-tests', 'triage', 'fix-lint', 'summarise'];

/** NDJSON of one run; an expensive one reviews with a larger model, which uses more tokens. */
export function writeAgentLog(number: number, isExpensive: boolean): string {
  const next = noise(number + 900);
  const start = Date.UTC(2026, 10, 2) + number * 7 * 3_600_000;
  let at = 0;
  const tasks = agents.map((name, index) => {
    const isLarge = isExpensive && name === 'review-pr';
    const input = Math.round((9_000 + index * 4_000) * (1 + 0.04 * (next() - 0.5)) * (isLarge ? 2 : 1));
    const duration_ms = Math.round((20_000 + index * 6_000) * (1 + 0.04 * (next() - 0.5)));
    at += duration_ms;
    return {
      ...{ v: 1, type: 'task', build_id: `a${number}`, task_id: `t${index}`, name, kind: 'agent' },
      ...{ start_time: new Date(start + at - duration_ms).toISOString(), duration_ms, result: 'success' },
      ...{
        model: isLarge ? 'large-model-2' : 'small-model-1',
        tokens: { input, output: Math.round(input / 10) },
      },
      cost_usd: (input * (isLarge ? 24 : 12)) / 1_000_000,
    };
  });
  const head = {
    v: 1,
    type: 'build',
    build_id: `a${number}`,
    name: 'agents',
    result: 'success',
    complete: true,
  };
  const lines = [{ ...head, start_time: new Date(start).toISOString(), duration_ms: at }, ...tasks];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
