/** Archives with any kind of file, as a stranger may pack them. */

export interface PackedFile {
  readonly name: string;
  readonly text?: string | Buffer;
  /** '0' a regular file, '1' and '2' links, '3' a device, '5' a folder. */
  readonly type?: string;
  /** The target of a link. */
  readonly link?: string;
}

export function tarHeader(name: string, size: number, type = '0', link = ''): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(type, 156);
  block.write(link, 157, 100);
  block.write('        ', 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

export function makeTar(files: readonly PackedFile[]): Buffer {
  const blocks = files.flatMap(({ name, text = '', type, link }) => {
    const body = Buffer.from(text);
    const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
    return [tarHeader(name, body.length, type, link), body, padding];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
