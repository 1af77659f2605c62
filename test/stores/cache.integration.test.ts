import { afterAll, beforeAll } from 'vitest';
import { describeStore } from './conformance.ts';
import { openStage, type Services, startServices, stopServices } from './github-stage.ts';

let services: Services;
beforeAll(async () => {
  services = await startServices();
});
afterAll(() => stopServices(services));

describeStore('the Actions cache', () => openStage(services, 'cache'), { processes: 6, runs: 6, builds: 4 });
