import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { shrinkPng } from '../../scripts/gallery/shrink-png.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

it('keeps the colours of a picture, whatever its filters', () => {
  const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 5, 8, 2, 0, 0, 0]);
  // Each row is red, blue; written with the filters none, sub, up, average and Paeth.
  const rows = [
    [0, 255, 0, 0, 0, 0, 255],
    [1, 255, 0, 0, 1, 0, 255],
    [2, 0, 0, 0, 0, 0, 0],
    [3, 128, 0, 0, 129, 0, 128],
    [4, 0, 0, 0, 0, 0, 0],
  ];
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const png = Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  const small = shrinkPng(png);
  const at = (type: string) => small.indexOf(type) + 4;
  const palette = small.subarray(at('PLTE'), at('PLTE') + 6);
  const pixels = inflateSync(small.subarray(at('IDAT'), small.indexOf('IEND') - 8));
  const colors = [1, 2].map((x) => [...palette.subarray(pixels[x]! * 3, pixels[x]! * 3 + 3)]);
  expect(colors).toEqual([
    [255, 0, 0],
    [0, 0, 255],
  ]);
  for (let row = 0; row < 5; row++)
    expect(pixels.subarray(row * 3, row * 3 + 3)).toEqual(pixels.subarray(0, 3));
});
