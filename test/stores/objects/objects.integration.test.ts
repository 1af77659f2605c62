import { afterAll, beforeAll } from 'vitest';
import { type Storage, startAzure, startS3 } from '../../services/storage-front.ts';
import { describeStore } from '../conformance.ts';
import { openObjectStage } from './object-stage.ts';

const storages: Storage[] = [];
beforeAll(async () => {
  storages.push(await startS3(), await startAzure());
});
afterAll(async () => {
  for (const storage of storages) await storage.close();
});

const size = { processes: 6, runs: 6, builds: 4 };
describeStore('S3', () => openObjectStage(storages[0] as Storage), size);
describeStore('Azure Blob Storage', () => openObjectStage(storages[1] as Storage), size);
