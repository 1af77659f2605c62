/** The proxy of the standard variables, for all requests. */
import { expect, it } from 'vitest';
import { readProxies } from '../../src/io/fetch-url.ts';

const direct = 'localhost,127.0.0.1,::1,[::1],169.254.169.254,169.254.170.2,169.254.170.23';

it.each([
  [{}, null],
  [{ HTTPS_PROXY: '', https_proxy: ' ', NO_PROXY: 'x' }, null],
  [{ HTTPS_PROXY: 'http://p:1' }, { https_proxy: 'http://p:1/', no_proxy: direct }],
  [{ HTTP_PROXY: 'p:1' }, { http_proxy: 'http://p:1/', no_proxy: direct }],
  [
    { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:2' },
    { https_proxy: 'http://q:2/', no_proxy: direct },
  ],
  [
    { HTTPS_PROXY: 'http://u:%40@p:1', NO_PROXY: ' .internal, x corp.example:8080,10.1.2.3 ' },
    {
      https_proxy: 'http://u:%40@p:1/',
      no_proxy: `.internal,x,corp.example:8080,10.1.2.3,.x,.corp.example:8080,${direct}`,
    },
  ],
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'x, * ' }, null],
])('of %j is %j', (env, expected) => {
  expect(readProxies(env)).toEqual(expected);
});

it('is reported once, without its password, and not used if it is invalid', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): number => warnings.push(warning);
  process.on('warning', note);
  for (const text of ['http://me:100%@p:1', 'http://p:port', '::'])
    expect(readProxies({ https_proxy: text })).toBe(null);
  await new Promise(setImmediate);
  process.off('warning', note);
  expect(warnings.map(({ message }) => message)).toEqual([
    'https_proxy is not the URL of a proxy: it is not used.',
  ]);
});
