/** All formats, as data. The order does not matter: exactly one may claim a file. */
import type { Format } from '../ingest/format.ts';
import * as all from './all-formats.ts';

export const formats: readonly Format[] = Object.values(all);
