/** What holds for every test file. */
import fc from 'fast-check';
import { afterAll } from 'vitest';
import { propertySeed, runs } from './property-runs.ts';
import { removeTempFolders } from './temp-folder.ts';

fc.configureGlobal({ seed: propertySeed, numRuns: runs(25) });

afterAll(removeTempFolders);
