/** Recordings are shared: the configuration in them holds no secrets and means the same. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hideSecrets } from '../../src/recording/hide-secrets.ts';

const secret = 'Bearer configsecret987654';
const block = `exporters:
  # Old: Authorization=${secret}
  opentelemetry:
    endpoint: http://me:pa55w0rdXYZ@localhost:4318/v1/metrics
    headers: { Authorization: "${secret}", x-team: teamsecret }
`;

describe('the configuration in a recording', () => {
  it.each([
    ['a block', `fail-on: error\n${block}thresholds:\n  duration: { above: 2m }\n`],
    ['a block at the end, without a line break', `fail-on: error\n${block.trimEnd()}`],
    ['a flow', `{ exporters: { opentelemetry: { headers: { a: "${secret}" } } }, fail-on: error }`],
    [
      'JSON',
      JSON.stringify({ 'fail-on': 'error', exporters: { opentelemetry: { headers: { a: secret } } } }),
    ],
    ['an anchor', `exporters: &own\n  opentelemetry: { headers: { a: "${secret}" } }\nfail-on: error\n`],
    ['nothing', 'exporters:\nfail-on: error\n'],
    ['a comment', `# Authorization: ${secret}\nfail-on: error\n`],
    ['Windows lines', block.replaceAll('\n', '\r\n')],
  ])('has no exporters in %s, and the rest at its lines', (_, text) => {
    const hidden = hideSecrets(text);
    expect(hidden).not.toMatch(/configsecret|pa55w0rd|teamsecret/);
    expect(hidden.split('\n')).toHaveLength(text.split('\n').length);
    const { exporters: _mine, ...rest } = parse(text) as { exporters?: unknown };
    const { exporters = {}, ...others } = parse(hidden) as { exporters?: unknown };
    expect(others).toEqual(rest);
    expect(exporters ?? {}).toEqual({});
    expect(hideSecrets(hidden)).toBe(hidden);
  });

  it('keeps values with a meaning, and texts that are no configuration', () => {
    for (const text of ['regressions: [{ series: "token=abc1234567" }]\n', '', 'just text', '{ a: [', '*a'])
      expect(hideSecrets(text)).toBe(text);
  });
});
