/** One step of a build, or all of them with the arrow keys. */
import { emitKeypressEvents } from 'node:readline';
import type { BuildSteps } from '../recording/build-steps.ts';
import { printState } from '../render/terminal/print-replay.ts';
import type { Arguments } from './command.ts';
import { printText } from './terminal.ts';
import { type Answer, refuse } from './view.ts';

const help = '← → step · ↑ ↓ ten steps · Home End · q ends';

/** The action of a key; null: none. */
export function moveBy(key: string, { step, moments }: BuildSteps): number | 'end' | null {
  const moves: Readonly<Record<string, number | 'end'>> = {
    right: step + 1,
    left: step - 1,
    down: step + 10,
    up: step - 10,
    pagedown: step + 100,
    pageup: step - 100,
    home: 0,
    end: moments.length,
    q: 'end',
    escape: 'end',
    'ctrl+c': 'end',
    'ctrl+d': 'end',
  };
  return moves[key] ?? null;
}

export async function showSteps(args: Arguments, steps: BuildSteps): Promise<Answer> {
  if (steps.moments.length === 0)
    refuse(
      args.flags['step'] === undefined ? '--steps' : '--step',
      'No task of this build has a start time, and no event has a time.',
      'Record the build with a log that has start times.',
    );
  const { step } = args.flags;
  if (step !== undefined && !(/^\d{1,9}$/.test(step) && Number(step) <= steps.moments.length))
    refuse(
      '--step',
      `\`${step}\` is not the number of a step.`,
      `Write a number from 0 to ${steps.moments.length}.`,
    );
  const isInteractive =
    args.flags['steps'] && process.stdin.isTTY && process.stdout.isTTY && !args.flags['json'];
  const state = steps.stepTo(Number(step ?? (isInteractive ? 0 : steps.moments.length)));
  if (!isInteractive) return { text: printState(state), json: state };
  await walk(steps);
  return { text: '', json: undefined };
}

async function walk(steps: BuildSteps): Promise<void> {
  const { stdin, stdout } = process;
  const draw = (): void => {
    stdout.write('\u001b[2J\u001b[H');
    printText(`${printState(steps.stepTo(steps.step))}\n${help}\n`);
  };
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.resume();
  draw();
  await new Promise<void>((resolve) => {
    const onKey = (_: string, key: { readonly name?: string; readonly ctrl?: boolean }): void => {
      const to = moveBy(`${key.ctrl ? 'ctrl+' : ''}${key.name ?? ''}`, steps);
      if (to === 'end') {
        stdin.off('keypress', onKey);
        resolve();
      } else if (to !== null) {
        steps.stepTo(to);
        draw();
      }
    };
    stdin.on('keypress', onKey);
  });
  stdin.setRawMode(false);
  stdin.pause();
}
