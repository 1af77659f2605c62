/** Setup of every test file. */
import fc from 'fast-check';
import { afterAll } from 'vitest';
import { flushWaiting } from '../src/recorder/flush-at-exit.ts';
import { propertySeed, runs } from './property-runs.ts';
import { removeTempFolders } from './temp-folder.ts';

fc.configureGlobal({ seed: propertySeed, numRuns: runs(25) });

afterAll(() => {
  // A log that is still open would be written later, into a removed folder.
  flushWaiting();
  removeTempFolders();
});
