import { expect, it } from 'vitest';
import { loadLater } from '../../scripts/load-later.ts';

const later: <T extends object>(load: () => T) => T = new Function(`return ${loadLater}`)();

class Shape {
  static readonly unit = 'cm';
  readonly size: number;
  constructor(size: number) {
    this.size = size;
  }
}

it('loads when something is used, not before', () => {
  let loads = 0;
  const sum = later(() => {
    loads += 1;
    return (a: number, b: number) => a + b;
  });
  expect(loads).toBe(0);
  expect([sum(1, 2), loads]).toEqual([3, 1]);
});

it('stands for a class: instances, statics and subclasses', () => {
  const Late = later(() => Shape);
  class Square extends Late {
    area(): number {
      return this.size ** 2;
    }
  }
  const square = new Square(3);
  expect([square.area(), Late.unit]).toEqual([9, 'cm']);
  expect([square, new Late(1)].every((each) => each instanceof Shape && each instanceof Late)).toBe(true);
});
