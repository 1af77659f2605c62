/** A fingerprint of a failure's message, to detect whether a task fails for the same reason as before. */
import { hash } from 'node:crypto';

/** Numbers, hashes and times in names differ from run to run. */
const changing = /0x[0-9a-f]+|[0-9a-f]{8,}|\d+/gi;

/** 16 hexadecimal digits of the first line without its numbers; null without a message. */
export function fingerprintMessage(message: string | null): string | null {
  const [line = ''] = (message ?? '').trim().split('\n', 1);
  if (line === '') return null;
  return hash('sha256', line.replaceAll(changing, '#').toWellFormed()).slice(0, 16);
}
