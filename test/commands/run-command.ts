/** Runs a command of ours in this process and keeps what it prints. */
import { vi } from 'vitest';
import type { Command } from '../../src/commands/command.ts';
import { tempFolder } from '../temp-folder.ts';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** In a folder of its own: `check` records there where it stored. */
export async function runCommand(command: Command, ...args: string[]): Promise<Ran> {
  const before = process.cwd();
  process.chdir(tempFolder('command'));
  const texts = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      texts[name] += String(text);
      return true;
    }),
  );
  try {
    return { status: await command.run(args), ...texts };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
}
