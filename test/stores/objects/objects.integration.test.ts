import { afterAll, beforeAll } from 'vitest';
import { type Storage, startAzure, startS3 } from '../../services/object-storages.ts';
import { describeStore } from '../conformance.ts';
import { openTestBucket } from './test-bucket.ts';

const storages: Storage[] = [];
beforeAll(async () => {
  storages.push(await startS3(), await startAzure());
});
afterAll(async () => {
  for (const storage of storages) await storage.close();
});

const size = { processes: 6, runs: 6, builds: 4 };
describeStore('S3', () => openTestBucket(storages[0] as Storage), size);
describeStore('Azure Blob Storage', () => openTestBucket(storages[1] as Storage), size);
