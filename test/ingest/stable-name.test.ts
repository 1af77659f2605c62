/** Two runs of the same work give the same names; the subject of a test stays in its name. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stableName } from '../../src/ingest/stable-name.ts';

const runMs = Date.UTC(2026, 2, 1, 10);
const of = (name: string): string => stableName(name, { clockMs: runMs });

describe('a stable name', () => {
  it.each([
    ['com.acme.Order@6e576b5a', 'com.acme.Order@*'],
    ['[Ljava.lang.String;@1b28cdfa', '[Ljava.lang.String;@*'],
    ['<function f at 0x7f3a2c1d5e50>', '<function f at *>'],
    ['pointer 0xc000123456', 'pointer *'],
    ['Chrome Headless 120.0.0.0 (Linux x86_64)', 'Chrome Headless * (Linux x86_64)'],
    ['Chrome_Headless_120_0_0_0_(Linux_x86_64).Cart', 'Chrome_Headless_*_(Linux_x86_64).Cart'],
    ['Firefox 121.0 (Ubuntu 0.0.0)', 'Firefox * (Ubuntu 0.0.0)'],
    ['chrome.120_0_6099_109.linux', 'chrome.*.linux'],
    ['Safari 17.1 and Chrome 120', 'Safari 17.1 and Chrome 120'],
    ['monochrome 1.2', 'monochrome 1.2'],
    ['http://127.0.0.1:43127/x', 'http://127.0.0.1:*/x'],
    ['localhost:54321', 'localhost:*'],
    ['test[3f2504e0-4f89-41d3-9a0c-0305e82c3301]', 'test[*]'],
    ['test[2026-03-01 10:00:00.123456]', 'test[*]'],
    ['test[2026-03-01]', 'test[*]'],
    ['run 1772359200123', 'run *'],
    ['run 1772359200.123456', 'run *'],
    ['test[datetime.datetime(2026, 3, 1, 10, 0, 0, 123456)]', 'test[datetime.datetime(*)]'],
    ['test[datetime.date(2026, 3, 1)]', 'test[datetime.date(*)]'],
    ['opens on 3/1/2026, 10:00:00 AM', 'opens on *'],
    ['opens on 01.03.2026 10:00', 'opens on *'],
    ["calls <Mock id='140234567890128'>", "calls <Mock id='*'>"],
    ['Thread[#23,main]', 'Thread[#*,main]'],
    ['shop.CartTest-20260301100001', 'shop.CartTest'],
    ['at Sun Mar  1 10:00:00 UTC 2026', 'at *'],
    ['ordered (seed 48123)', 'ordered (seed *)'],
    ['[gw2] test', '[gw*] test'],
    ['pool-2-thread-14', 'pool-*-thread-*'],
    ['ForkJoinPool-1-worker-3', 'ForkJoinPool-*-worker-*'],
    ['container 3f2a9c8e7d6b', 'container *'],
    ['pod web-66b6c48dd5-4jvbq is ready', 'pod web-* is ready'],
    ['finds 507f1f77bcf86cd799439011', 'finds *'],
    ['finds 01HQZX3V7K5Q8Y9W2E4R6T8V0P', 'finds *'],
    ['/harness/src/a.go', 'src/a.go'],
    ['runner-k3x-project-4-concurrent-0', '*'],
    ['actions/checkout@8ade135a41bc03ea155e62e844d188df1ea18608', 'actions/checkout'],
    ['/tmp/pytest-of-ci/pytest-3/data0', 'data0'],
    ['/tmp/TestCart3847/001/out.txt', 'out.txt'],
    ['/tmp/go-build12345678/b001/exe/x.test', 'exe/x.test'],
    ['/tmp/tmpk3x9q_a', 'tmp*'],
    [String.raw`C:\Users\RUNNER~1\AppData\Local\Temp\junit8472394\a.txt`, 'a.txt'],
  ])('of `%s` is `%s`', (name, stable) => {
    expect(of(name)).toBe(stable);
  });

  it.each([
    ...['test[8080]', 'v1.2.3', 'lib@1.2.3', 'node@18', 'user@123456', '10.0.0.1', 'localhost:8080'],
    ...['3/1/2024, 10:00:00 AM', 'test[datetime.date(2024, 2, 29)]', 'test[1582934400.5]'],
    ...['test[2024-02-29]', 'test[2024-02-29T12:00:00Z]', 'test[1582934400000]', 'test[20240229]'],
    ...['test[0xdeadbeef]', 'test[0xFF]', 'account 123456789012', 'seed=42', 'test[workers=4]', 'threads=8'],
    ...[
      'GET /workspace/list',
      'GET /app/tmp',
      'reads a/../b.txt',
      '//module-17:compile-123456',
      'utf-16 @ 3',
    ],
    ...[
      'shop-20260399',
      'facade@decade',
      'ISO 8601',
      'issue 20261301',
      'array<int, 4096>',
      'order-20260399-items',
    ],
  ])('keeps `%s`', (name) => {
    expect(of(name)).toBe(name);
  });

  it('of a title keeps a home folder, which is its subject', () => {
    expect(stableName('reads /home/a/b', { isTitle: true })).toBe('reads /home/a/b');
    expect(stableName('reads /home/a/b')).toBe('reads b');
  });

  it('treats any time as the run’s if its log has no clock', () => {
    expect(stableName('test[2024-02-29T12:00:00Z]')).toBe('test[*]');
    expect(stableName('test[2024-02-29]')).toBe('test[2024-02-29]');
  });

  it('reports masked parts', () => {
    const masked: string[] = [];
    stableName('a 0x7f3a2c1d5e50 b', { note: (found) => masked.push(found) });
    expect(masked).toEqual(['0x7f3a2c1d5e50']);
  });
});

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const digits = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map(String);
const nearRun = fc.integer({ min: runMs - 3_600_000, max: runMs + 3_600_000 }).map((ms) => new Date(ms));

/** What differs from run to run, grouped by what is around it. */
const volatile: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ['hash of an object', hex(8).map((hash) => `Order@${hash}`)],
  ['address', hex(10).map((address) => `<f at 0x7f${address}>`)],
  ['port', digits(32_768, 60_999).map((port) => `http://localhost:${port}/x`)],
  ['UUID', fc.uuid()],
  ['moment', nearRun.map((date) => date.toISOString())],
  ['moment of Python', nearRun.map((date) => date.toISOString().replace('T', ' ').replace('Z', '456'))],
  ['stamp', nearRun.map((date) => `run_${date.toISOString().replaceAll(/\D/g, '').slice(0, 14)}`)],
  ['epoch', nearRun.map((date) => String(date.getTime()))],
  ['seed', digits(1_000, 2_000_000_000).map((seed) => `seed=${seed}`)],
  ['worker', digits(0, 64).map((worker) => `gw${worker}`)],
  ['thread', digits(1, 99).map((thread) => `pool-1-thread-${thread}`)],
  ['container', hex(12).map((id) => `container ${id}`)],
  ['digest', hex(64)],
];
const roots = [
  ...['/home/runner/work/app/app/', '/__w/app/app/', '/opt/runner-3/_work/app/app/', '/builds/group/app/'],
  ...['/var/lib/jenkins/workspace/app@2/', '/home/circleci/project/', '/home/vsts/work/1/s/', '/drone/src/'],
  ...['/var/lib/buildkite-agent/builds/host-17/org/app/', '/home/travis/build/org/app/', 'D:\\a\\app\\app\\'],
  ...['/data/gitlab-runner/builds/t3_x8Yz/0/group/app/', '/codebuild/output/src12/src/github.com/o/app/'],
  ...['/opt/atlassian/pipelines/agent/build/', '/opt/buildagent/work/3f2a9c8e7d6b5a41/', '/tmp/x-8f3a/app/'],
  ...['/private/var/folders/zz/abc/T/x/', '/mnt/agent/temp/xyz123/app/', 'C:\\projects\\app\\', ''],
];

describe('two runs of the same work', () => {
  it.each(volatile)('differ in no name by a %s', (_what, part) => {
    fc.assert(
      fc.property(
        part,
        part,
        fc.constantFrom('test_a[', 'Cart › adds ', 'Test/adds_', ''),
        (one, other, before) => {
          expect(of(`${before}${one}]`)).toBe(of(`${before}${other}]`));
        },
      ),
    );
  });

  it('differ in no name by the location of the checkout', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...roots),
        fc.constantFrom('tests/a.test.js', 'src/b/c.ts'),
        (root, file) => {
          expect(of(root + file)).toBe(file);
        },
      ),
    );
  });

  it('have names that do not change when they are read again', () => {
    const part = fc.oneof(...volatile.map(([, each]) => each), fc.constantFrom(...roots), fc.string());
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const once = of(parts.join(' '));
        expect(of(once)).toBe(once);
      }),
    );
  });
});
