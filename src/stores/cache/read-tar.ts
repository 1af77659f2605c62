/**
 * Regular files of a tar archive, read in memory without writing.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 */

export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const blockBytes = 512;

/**
 * Links, folders, devices and extended headers are skipped.
 * @throws if the bytes are not a complete archive
 */
export function* readTar(bytes: Uint8Array): Iterable<TarFile> {
  for (let at = 0; ; ) {
    const header = bytes.subarray(at, at + blockBytes);
    if (header.length < blockBytes) throw new Error('the archive ends too early');
    if (header.every((byte) => byte === 0)) return;
    if (readOctal(header, 148, 8) !== sumHeader(header)) throw new Error('it is not an archive');
    const size = readOctal(header, 124, 12);
    const start = at + blockBytes;
    if (!(start + size <= bytes.length)) throw new Error('the archive ends too early');
    const type = header[156];
    // '0', or a zero byte from older programs.
    if (type === 48 || type === 0) {
      const names = [readHeaderText(header, 345, 155), readHeaderText(header, 0, 100)];
      yield { name: names.filter(Boolean).join('/'), bytes: bytes.subarray(start, start + size) };
    }
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
}

function readHeaderText(header: Uint8Array, at: number, length: number): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return Buffer.from(field.subarray(0, end < 0 ? length : end)).toString('utf8');
}

/** NaN for a value that is not a number, or a size beyond 8 GB. */
function readOctal(header: Uint8Array, at: number, length: number): number {
  const digits = readHeaderText(header, at, length).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

/** The sum of the bytes, with blanks for the checksum field itself. */
function sumHeader(header: Uint8Array): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}
