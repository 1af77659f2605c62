/** Reports that are not read are refused by their name, with what to produce instead. */
import { describe, expect, it } from 'vitest';
import { readAll, sourceOf } from '../source-of.ts';

const json = (value: unknown): string => JSON.stringify(value, null, 1);

describe('reports of other tools', () => {
  it.each([
    ['Robot', '<robot generator="Robot 7.5"><suite id="s1"/></robot>', '--xunit'],
    ['CTest', '<Site BuildName="x"><Testing/></Site>', '--output-junit'],
    ['coverage', '<coverage line-rate="1"><packages/></coverage>', 'how long'],
    [
      'Dart',
      '{"protocolVersion":"0.1.1","runnerVersion":"1.15","pid":1,"type":"start"}\n{"suite":{}}\n',
      'tojunit',
    ],
    ['workflow run', json({ id: 1, run_number: 2, workflow_id: 3, jobs_url: 'https://x' }), 'jobs.json'],
    ['SARIF', json({ $schema: 'sarif-2.1.0.json', version: '2.1.0', runs: [{ tool: {} }] }), 'how long'],
    ['ESLint', json([{ filePath: '/a.js', messages: [], errorCount: 0 }]), 'how long'],
    ['go test', '=== RUN   TestA\n--- PASS: TestA (0.00s)\nPASS\n', 'go test -json'],
    ['gradle-profiler', 'scenario,assemble\nversion,Gradle 8.5\ntasks,assemble\n', 'benchmark.json'],
    ['JMH', '"Benchmark","Mode","Threads","Samples","Score"\n"a.B.c","thrpt",1,5,1.0\n', '-rf json'],
    ['Google', 'name,iterations,real_time,cpu_time,time_unit\n"a",1,2,3,ns\n', 'format=json'],
    ['hyperfine', 'command,mean,stddev,median,user,system,min,max\nls,1,1,1,1,1,1,1\n', '--export-json'],
    ['github-action-benchmark', 'window.BENCHMARK_DATA = {\n "entries": {}\n}', 'history import'],
  ])('%s', async (name, text, fix) => {
    const { build, problems } = await readAll([sourceOf(text)]);
    expect(build).toBeNull();
    expect(problems[0]?.code).toBe('unknown-format');
    expect(problems[0]?.what).toContain(name);
    expect(problems[0]?.fix).toContain(fix);
  });

  it('are not guessed at', async () => {
    for (const text of [
      '<html><body/></html>',
      json({ name: 'x', stats: {} }),
      '1 to 2\nhello\n',
      'toString',
    ]) {
      const { problems } = await readAll([sourceOf(text)]);
      expect(problems[0]?.fix).toContain('`custom-benchmark`');
    }
  });
});
