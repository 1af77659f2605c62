/** Makes a screenshot small: at most 256 colours, one byte per pixel. PNG: https://www.w3.org/TR/png-3/ */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** @param png eight bits per channel, RGB or RGBA, not interlaced, as browsers write it */
export function shrinkPng(png: Buffer): Buffer {
  const { width, height, channels, data } = readChunks(png);
  const pixels = unfilter(inflateSync(data), width, height, channels);
  const { palette, indexes } = quantize(pixels, channels, width * height);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) indexes.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    png.subarray(0, 8),
    makeChunk('IHDR', head),
    makeChunk('PLTE', palette),
    makeChunk('IDAT', deflateSync(rows, { level: 9 })),
    makeChunk('IEND', Buffer.alloc(0)),
  ]);
}

function readChunks(png: Buffer): { width: number; height: number; channels: number; data: Buffer } {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const [depth, type, , , interlace] = png.subarray(24, 29);
  if (depth !== 8 || (type !== 2 && type !== 6) || interlace !== 0) throw new Error('another kind of PNG');
  return {
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    channels: type === 2 ? 3 : 4,
    data: Buffer.concat(parts),
  };
}

/** Undoes the filters of PNG (section 9). */
function unfilter(data: Buffer, width: number, height: number, channels: number): Buffer {
  const stride = width * channels;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? pixels[at - channels]! : 0;
      const up = y > 0 ? pixels[at - stride]! : 0;
      const corner = x >= channels && y > 0 ? pixels[at - stride - channels]! : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      pixels[at] = data[y * (stride + 1) + 1 + x]! + guess;
    }
  }
  return pixels;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The 64 most frequent colours and the 192 most frequent of a grid; every other pixel takes the nearest. */
function quantize(pixels: Buffer, channels: number, count: number): { palette: Buffer; indexes: Buffer } {
  const cells = new Map<number, { color: number; n: number }>();
  const colorAt = (index: number): number => pixels.readUIntBE(index * channels, 3);
  const cellOf = (color: number): number =>
    ((color >> 4) & 0xf_0000) | ((color >> 4) & 0xf00) | ((color >> 4) & 0xf);
  const colors = new Map<number, number>();
  for (let index = 0; index < count; index++)
    colors.set(colorAt(index), (colors.get(colorAt(index)) ?? 0) + 1);
  const frequent = [...colors].sort((a, b) => b[1] - a[1]);
  // Areas keep their exact colour; the edges of letters share the rest.
  const kept = frequent.slice(0, 64).map(([color]) => color);
  for (const [color, n] of frequent.slice(64)) {
    const cell = cells.get(cellOf(color));
    if (cell) cell.n += n;
    else cells.set(cellOf(color), { color, n });
  }
  const shared = [...cells.values()].sort((a, b) => b.n - a.n).slice(0, 192);
  const chosen = [...kept, ...shared.map(({ color }) => color)];
  const palette = Buffer.alloc(chosen.length * 3);
  for (const [index, color] of chosen.entries()) palette.writeUIntBE(color, index * 3, 3);
  const places = new Map([...colors.keys()].map((color) => [color, nearest(color, chosen)]));
  const indexes = Buffer.alloc(count);
  for (let index = 0; index < count; index++) indexes[index] = places.get(colorAt(index)) ?? 0;
  return { palette, indexes };
}

function nearest(color: number, chosen: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, other] of chosen.entries()) {
    const distance = [16, 8, 0].reduce(
      (sum, shift) => sum + (((color >> shift) & 255) - ((other >> shift) & 255)) ** 2,
      0,
    );
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function makeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
