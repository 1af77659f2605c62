import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { expect, it } from 'vitest';
import { SpanFile } from '../../src/tracing/span-processors.ts';
import { tempFolder } from '../temp-folder.ts';

it('many files of spans wait for the end of the process with one listener', async () => {
  const before = process.listenerCount('exit');
  const files = Array.from({ length: 20 }, () => new SpanFile(tempFolder('spans'), 1, () => {}));
  for (const file of files) file.onEnd({} as ReadableSpan);
  expect(process.listenerCount('exit')).toBeLessThanOrEqual(before + 2);
  for (const file of files) await file.shutdown();
});
