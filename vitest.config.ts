import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real browsers, services and processes on a busy machine: what fails twice has failed.
    retry: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // These import JSON in a way that Node refuses and Vite accepts.
    server: { deps: { inline: [/@actions\/(languageservice|workflow-parser|expressions)/] } },
  },
});
