import { describe, expect, it } from 'vitest';
import { wantsColor, widthOf } from '../../src/commands/terminal.ts';

describe('wantsColor', () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{}, {}, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{}, { FORCE_COLOR: '1' }, true],
    [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
  ])('on %j with %j: %s', (screen, env, wanted) => expect(wantsColor(screen, env)).toBe(wanted));
});

it('cuts nothing without a terminal', () => {
  expect([widthOf({}), widthOf({ columns: 80 })]).toEqual([Number.POSITIVE_INFINITY, 80]);
  // A pseudo terminal without a size, such as that of `docker run -t` in a pipeline.
  expect(widthOf({ columns: 0 })).toBe(Number.POSITIVE_INFINITY);
});
