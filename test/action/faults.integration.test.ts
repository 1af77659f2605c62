/** Every service call fails in every way: the verdict stands, the summary is whole, and no history is lost. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Fault } from '../services/loopback.ts';
import { actionsBot } from '../services/rest-service.ts';
import { makeLog, useGitHub } from './github.ts';

const github = useGitHub();
const critical = readFileSync(new URL('../fixtures/critical.ndjson', import.meta.url), 'utf8');
const faults: readonly Fault[] = [403, 404, 409, 422, 429, 500, 503, 'refused', 'blackhole', 'truncated'];
const resultsCalls = [
  'GetCacheEntryDownloadURL',
  'GET blob',
  'CreateCacheEntry',
  'PUT blob',
  'FinalizeCacheEntryUpload',
  'CreateArtifact',
  'FinalizeArtifact',
];
const restCalls = ['GET caches', 'GET comments', 'POST comments', 'POST graphql'];

interface Case {
  readonly call: string;
  readonly fault: Fault;
  readonly number: number;
}

/** What is wrong after a case, in words; nothing when all is as it should be. */
async function tryCase({ call, fault, number }: Case): Promise<string[]> {
  const name = `series ${number}`;
  const token = `token-${number}`;
  github.rest.identities.set(token, {
    author: actionsBot,
    permissions: ['actions: read', 'pull-requests: write'],
  });
  const quick = { name, artifacts: 'none' };
  await github.runWarm({ inputs: quick });
  const runs = [number * 10 + 100_000, number * 10 + 100_001].map(String) as [string, string];
  for (const runId of resultsCalls.includes(call) ? runs : [])
    github.results.faults.set(call, fault, { runId });
  if (restCalls.includes(call)) github.rest.faults.set(call, fault, { runId: token });

  const push = github.runWarm({ runId: runs[0], token, inputs: { name }, log: makeLog() });
  const pull = github.runWarm({
    event: 'pull_request',
    pullRequest: number,
    runId: runs[1],
    token,
    inputs: { name, comment: 'always' },
    log: critical,
  });
  const outcomes = await Promise.all([push, pull]);
  const wrong: string[] = [];
  const check = (fine: boolean, text: string): void => void (fine || wrong.push(`${call} ${fault}: ${text}`));
  outcomes.forEach(({ exitCode, summary, outputs }, index) => {
    check(exitCode === index, `exit code ${exitCode} of ${index === 0 ? 'the push' : 'the pull request'}`);
    check(/^## .*\n/.test(summary) && summary.includes('Thresholds'), `summary ${summary.slice(0, 200)}`);
    check(outputs['verdict'] === (index === 0 ? 'pass' : 'fail'), `verdict ${outputs['verdict']}`);
  });
  const after = await github.runWarm({ inputs: quick });
  check(Number(after.outputs['baseline-builds']) >= 1, `history ${JSON.stringify(after.outputs)}`);
  return wrong;
}

it('no fault of any call changes a verdict, empties a summary, or loses a stored build', async () => {
  const cases = [...resultsCalls, ...restCalls].flatMap((call) => faults.map((fault) => ({ call, fault })));
  const waiting = cases.map((each, number) => ({ ...each, number: number + 1 }));
  // Those that wait for a deadline first: the others run beside them.
  waiting.sort((a, b) => Number(b.fault === 'blackhole') - Number(a.fault === 'blackhole'));
  const wrong: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      wrong.push(...(await tryCase(next)));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(wrong).toEqual([]);
});
