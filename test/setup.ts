/** What holds for every test file. */
import fc from 'fast-check';
import { afterAll } from 'vitest';
import { removeTempFolders } from './temp-folder.ts';

// The same inputs in each run; the weekly checks try others.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

afterAll(removeTempFolders);
