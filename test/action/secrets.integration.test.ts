/** Secrets in the names of tests: the runner masks its log and the summary, but not comments and artifacts. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { useGitHub } from './use-github.ts';

const github = useGitHub();
const secret = 'hunter2secretvalue';
const token = `ghp_${'a1B2'.repeat(9)}`;

/** Parametrized tests, as pytest, Jest and Go name them. */
const report = `<testsuites><testsuite name="login ${secret}">
  <testcase name="test_login[${secret}]" file="tests/${secret}/login.py" time="1"><failure message="no ${secret}"/></testcase>
  <testcase name="rejects ${token}" time="1"/><testcase name="reads postgres" time="1"/>
</testsuite></testsuites>`;

it('appear in no comment, artifact or stored history, and a password that is a word changes no name', async () => {
  const { outputs, summary, stdout } = await github.run({
    event: 'pull_request',
    inputs: { events: 'report.xml', artifacts: 'html,json,csv,profile,recording' },
    files: { 'report.xml': report },
    env: { API_TOKEN: secret, DB_PASSWORD: 'postgres' },
  });
  expect(github.rest.comments).toHaveLength(1);
  const folder = dirname(outputs['report'] ?? '');
  const files = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
  expect(files.length).toBeGreaterThan(8);
  const written = files.map((name) => {
    const bytes = readFileSync(join(folder, name));
    return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')] as const;
  });
  const all = [
    ...written,
    ['summary', summary],
    ['log', stdout],
    ['comment', github.rest.comments[0]?.body],
  ] as const;
  const leaks = all.filter(([, text]) => text?.includes(secret) || text?.includes(token));
  expect(leaks.map(([name]) => name)).toEqual([]);
  expect(github.rest.comments[0]?.body).toContain('test_login[***]');
  expect(readFileSync(outputs['report'] ?? '', 'utf8')).toContain('reads postgres');
});
