import { describe, expect, it } from 'vitest';
import { startProgress } from '../../src/commands/progress.ts';

function record(isTTY: boolean) {
  const written: string[] = [];
  return { written, stream: { isTTY, columns: 60, write: (text: string) => written.push(text) } };
}

const source = {
  name: 'a\u001b[31m.json',
  open: async function* () {
    for (let part = 0; part < 4; part++) yield new Uint8Array(1024);
  },
};

async function readAll(isTTY: boolean, stepMs: number): Promise<{ written: string[]; bytes: number }> {
  const { written, stream } = record(isTTY);
  let time = 0;
  const progress = startProgress(stream, () => {
    time += stepMs;
    return time;
  });
  let bytes = 0;
  for await (const chunk of progress.follow(source).open()) bytes += chunk.length;
  progress.end();
  return { written, bytes };
}

describe('startProgress', () => {
  it('reports long reading, escaped, and erases its line', async () => {
    const { written, bytes } = await readAll(true, 300);
    expect(bytes).toBe(4096);
    expect(written.at(0)).toBe('\r\u001b[2KReading a?[31m.json: 2 KiB');
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('is silent for short work and without a terminal', async () => {
    expect((await readAll(true, 1)).written).toEqual([]);
    expect(await readAll(false, 300)).toEqual({ written: [], bytes: 4096 });
  });
});
