import { afterAll, beforeAll } from 'vitest';
import { describeStore } from './conformance.ts';
import { openGitHubStore, type Services, startServices, stopServices } from './github-test-store.ts';

let services: Services;
beforeAll(async () => {
  services = await startServices();
});
afterAll(() => stopServices(services));

// No more than are read: the newest 40.
describeStore("earlier runs' artifacts", () => openGitHubStore(services, 'artifacts'), {
  processes: 6,
  runs: 6,
  builds: 2,
});
