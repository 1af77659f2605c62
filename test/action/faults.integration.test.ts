/**
 * Every service call fails in every way: the verdict stays correct, the summary is complete, and no history is lost.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Fault } from '../services/loopback.ts';
import { actionsBot } from '../services/rest-service.ts';
import { makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const critical = readFileSync(new URL('../fixtures/critical.ndjson', import.meta.url), 'utf8');
/** Each row holds faults that are handled in the same way: calls get them in turn. */
const faults: readonly (readonly Fault[])[] = [
  ...[[403], [404], [409, 422], [429], [500, 503]],
  ...([['refused'], ['blackhole'], ['truncated']] as const),
];
const cacheCalls = [
  'GetCacheEntryDownloadURL',
  'GET blob',
  'CreateCacheEntry',
  'PUT blob',
  'FinalizeCacheEntryUpload',
];
const resultsCalls = [...cacheCalls, 'CreateArtifact', 'FinalizeArtifact'];
/** Only a pull request has them. */
const commentCalls = ['GET comments', 'POST comments', 'POST graphql'];
const restCalls = ['GET caches', ...commentCalls];

interface Case {
  readonly call: string;
  readonly fault: Fault;
  readonly number: number;
}

/** A series whose builds come from one case after another. */
interface Lane {
  readonly name: string;
  /** What must be there after each case. */
  builds: number;
}

/**
 * One more build, with all services working.
 * @returns how many builds there are
 */
async function build({ name }: Lane): Promise<number> {
  const { outputs } = await github.run({ inputs: { name, artifacts: 'none' } });
  return Number(outputs['history-builds']);
}

/** A description of what is wrong after a case; empty when everything is as it should be. */
async function tryCase({ call, fault, number }: Case, lane: Lane): Promise<string[]> {
  const { name } = lane;
  const token = `token-${number}`;
  github.rest.identities.set(token, {
    author: actionsBot,
    permissions: ['actions: read', 'pull-requests: write'],
  });
  const runs = [number * 10 + 100_000, number * 10 + 100_001].map(String) as [string, string];
  for (const runId of resultsCalls.includes(call) ? runs : [])
    github.results.faults.set(call, fault, { runId });
  if (restCalls.includes(call)) github.rest.faults.set(call, fault, { runId: token });

  const push = { runId: runs[0], token, inputs: { name }, log: makeLog() };
  const pull = {
    event: 'pull_request' as const,
    pullRequest: number,
    runId: runs[1],
    token,
    inputs: { name, comment: 'always' },
    log: critical,
  };
  const isOfComments = commentCalls.includes(call);
  const outcomes = await Promise.all((isOfComments ? [pull] : [push, pull]).map(github.run));
  const wrong: string[] = [];
  const check = (fine: boolean, text: string): void => void (fine || wrong.push(`${call} ${fault}: ${text}`));
  outcomes.forEach(({ exitCode, summary, outputs }, place) => {
    const index = isOfComments ? 1 : place;
    check(exitCode === index, `exit code ${exitCode} of ${index === 0 ? 'the push' : 'the pull request'}`);
    check(/^## .*\n/.test(summary) && summary.includes('Thresholds'), `summary ${summary.slice(0, 200)}`);
    check(outputs['verdict'] === (index === 0 ? 'pass' : 'fail'), `verdict ${outputs['verdict']}`);
  });
  if (isOfComments) return wrong;
  const builds = await build(lane);
  check(builds > lane.builds, `${builds} builds after ${lane.builds}`);
  lane.builds = builds;
  return wrong;
}

it('no fault of any call changes a verdict, empties a summary, or loses a stored build', async () => {
  const cases = [...resultsCalls, ...restCalls].flatMap((call, turn) =>
    faults.map((group) => ({ call, fault: group[turn % group.length] as Fault })),
  );
  const waiting = cases.map((each, number) => ({ ...each, number: number + 1 }));
  // Cases that wait for a deadline come first: the others run meanwhile.
  waiting.sort((a, b) => Number(b.fault === 'blackhole') - Number(a.fault === 'blackhole'));
  const wrong: string[] = [];
  const work = async (number: number): Promise<void> => {
    const lane: Lane = { name: `series ${number}`, builds: 0 };
    lane.builds = await build(lane);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      wrong.push(...(await tryCase(next, lane)));
  };
  await Promise.all([1, 2, 3, 4, 5, 6].map(work));
  expect(wrong).toEqual([]);
});
