import { afterAll, beforeAll } from 'vitest';
import { describeStore } from './conformance.ts';
import { openGitHubStore, type Services, startServices, stopServices } from './github-test-store.ts';

let services: Services;
beforeAll(async () => {
  services = await startServices();
});
afterAll(() => stopServices(services));

describeStore('the Actions cache', () => openGitHubStore(services, 'cache'), {
  processes: 6,
  runs: 6,
  builds: 4,
});
