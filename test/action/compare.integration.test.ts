/** Two commands measured in one job: the step that fails, its comment, and the variables hidden from its commands. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { useGitHub } from './use-github.ts';

const github = useGitHub();
const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'));
const isReport = new Ajv({ strict: false }).compile(schema);
const node = JSON.stringify(process.execPath);

/**
 * A command that writes a log of the given number of seconds, and fails when it sees a variable reserved for the
 * action.
 */
function build(seconds: number): string {
  const log = `<testsuite time='${seconds}'><testcase name='api' time='${seconds}'/></testsuite>`;
  const guard =
    'if (Object.keys(process.env).some((name) => /^(INPUT|ACTIONS)_/.test(name))) process.exit(9);';
  return `${node} -e "${guard} require('node:fs').writeFileSync('log.xml', \`${log}\`)"`;
}

const inputs = (base: number, head: number): Readonly<Record<string, string>> => ({
  events: 'log.xml',
  'compare-base': build(base).replaceAll('`', '\\`'),
  'compare-head': build(head).replaceAll('`', '\\`'),
});

describe('compare in a job', () => {
  it('fails the step of a pull request without any history, and comments', async () => {
    const { exitCode, outputs, summary } = await github.run({
      event: 'pull_request',
      inputs: inputs(1, 2),
    });
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ verdict: 'fail', regressions: '2', 'history-builds': '0' });
    expect(summary).toContain(
      'Check failed: build 100% slower (1&nbsp;s → 2&nbsp;s)'.replaceAll('&nbsp;', ' '),
    );
    expect(summary).toContain('All compared metrics');
    expect(outputs['comment-url']).not.toBe('');
    const report = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'));
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect(report.name).toMatch(/ \(compare\)$/);
  });

  it('passes if nothing changed, and exits with 2 if only one side is given', async () => {
    const same = await github.run({ event: 'pull_request', inputs: inputs(1, 1) });
    expect(same).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
    const { events: _events, 'compare-base': _base, ...half } = inputs(1, 1);
    const refused = await github.run({ event: 'pull_request', inputs: half });
    expect(refused.exitCode).toBe(2);
    expect(refused.stdout).toContain('Missing: what the head is compared with.');
  });
});
