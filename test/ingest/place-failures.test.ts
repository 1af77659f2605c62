import { describe, expect, it } from 'vitest';
import { indexPaths, placeFailures } from '../../src/ingest/place-failures.ts';
import { makeBuild, makeTask } from '../make.ts';

const tracked = [
  'packages/cart/src/total.test.ts',
  'packages/user/src/total.test.ts',
  'packages/user/src/name.test.ts',
  'src/test/java/com/shop/CartTest.java',
  'cart/cart_test.go',
  'README.md',
];

describe('indexPaths', () => {
  const find = indexPaths(tracked);

  it.each([
    ['packages/cart/src/total.test.ts', 'packages/cart/src/total.test.ts'],
    ['/build/work/packages/cart/src/total.test.ts', 'packages/cart/src/total.test.ts'],
    ['src/name.test.ts', 'packages/user/src/name.test.ts'],
    ['com/shop/CartTest.java', 'src/test/java/com/shop/CartTest.java'],
    ['github.com/octo/shop/cart/cart_test.go', 'cart/cart_test.go'],
    ['../user/src/total.test.ts', 'packages/user/src/total.test.ts'],
    // Two files that are equally likely count as none.
    ['src/total.test.ts', null],
    ['src/gone.test.ts', null],
    ['', null],
  ])('%s is %s', (path, place) => expect(find(path)).toBe(place));
});

describe('placeFailures', () => {
  const failing = (failure: { message: string | null; file: string | null; line: number | null }) =>
    makeBuild({ tasks: [makeTask({ result: 'failure', failure })] });

  it('leaves paths unchanged if the files of the repository are not known', () => {
    const build = failing({ message: 'no', file: 'src/name.test.ts', line: 3 });
    expect(placeFailures(build, null)).toBe(build);
  });

  it('keeps the message of a failure with a file outside of the repository', () => {
    const build = placeFailures(failing({ message: 'no', file: 'gone.ts', line: 3 }), tracked);
    expect(build.tasks[0]?.failure).toEqual({ message: 'no', file: null, line: null });
    expect(
      placeFailures(failing({ message: null, file: 'gone.ts', line: 3 }), tracked).tasks[0]?.failure,
    ).toBeNull();
  });

  it('moves a failure to its file', () => {
    const build = placeFailures(failing({ message: 'no', file: 'src/name.test.ts', line: 3 }), tracked);
    expect(build.tasks[0]?.failure).toEqual({
      message: 'no',
      file: 'packages/user/src/name.test.ts',
      line: 3,
    });
  });
});
