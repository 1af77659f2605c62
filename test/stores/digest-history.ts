/** Everything in a history, as one hash: two histories with the same hash are the same, byte for byte. */
import { createHash } from 'node:crypto';
import type { History } from '../../src/model/history.ts';

export function digestHistory({ builds, series }: History): string {
  const hash = createHash('sha256').update(JSON.stringify(builds));
  for (const one of series)
    hash.update(
      JSON.stringify(one, (_, value) => (ArrayBuffer.isView(value) ? [...(value as never)] : value)),
    );
  return hash.digest('hex');
}
