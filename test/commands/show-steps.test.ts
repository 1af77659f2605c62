/** What the keys do while a build is stepped through. */
import { describe, expect, it } from 'vitest';
import { moveBy } from '../../src/commands/show-steps.ts';
import { BuildSteps } from '../../src/recording/build-steps.ts';
import { makeBuild, makeTask } from '../make.ts';

describe('moveBy', () => {
  const steps = new BuildSteps(makeBuild({ tasks: [makeTask({ startTimeMs: 1, durationMs: 5 })] }));
  steps.stepTo(1);

  it.each([
    ['right', 2],
    ['left', 0],
    ['down', 11],
    ['up', -9],
    ['home', 0],
    ['end', 2],
    ['q', 'end'],
    ['ctrl+c', 'end'],
    ['x', null],
  ])('%s', (key, to) => {
    expect(moveBy(key, steps)).toBe(to);
  });
});
