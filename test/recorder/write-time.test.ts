import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTimeWriter } from '../../src/recorder/write-time.ts';

it('writes every time as Date does, in any order', () => {
  const near = fc.integer({ min: -3_000, max: 3_000 });
  const any = fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          near,
          any,
          near.map((ms) => 1_767_225_600_000 + ms / 7),
        ),
      ),
      (times) => {
        const write = openTimeWriter();
        expect(times.map(write)).toEqual(times.map((time) => new Date(time).toISOString()));
      },
    ),
  );
});

it('refuses an invalid time', () => {
  const write = openTimeWriter();
  for (const time of [Number.NaN, Number.POSITIVE_INFINITY, 8.65e15])
    expect(() => write(time)).toThrow(RangeError);
});
