/** The peak memory of reading, measured in a process of its own, so that it is not another test's. */
import { expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';

it('never keeps 100 MB of one line in memory', async () => {
  const piece = new Uint8Array(65_536).fill(0x61);
  const endless = (head: string): AsyncGenerator<Uint8Array> =>
    (async function* () {
      yield new TextEncoder().encode(head);
      for (let i = 0; i < 1600; i++) yield piece;
    })();
  for (const [head, format] of [
    ['{"v":1,"type":"task","name":"', 'build-telemetry'],
    ['[{"event_type":"', 'buildrunner'],
    ['<testsuite name="', 'junit'],
    ['<testsuite><testcase name="t"/><system-out>', 'junit'],
    ['<testsuite><!--', 'junit'],
  ] as const) {
    const facts = await inspectSource({ name: head, open: () => endless(head) }, format);
    expect(facts).toMatchObject({ format, complete: false });
  }
  expect(process.resourceUsage().maxRSS).toBeLessThan(500 * 1024);
});
