/** Reports of one test, or of several runs of it, in the shape of their tools. */

/** @param tests entries of `tests` */
export function writeCtrf(tests: readonly unknown[]): string {
  return JSON.stringify({ reportFormat: 'CTRF', results: { tool: { name: 'x' }, summary: {}, tests } });
}

/** @param tests a run of the test `t` in each project */
export function writePlaywright(tests: readonly unknown[]): string {
  return JSON.stringify({
    config: { rootDir: '/app', projects: [] },
    suites: [{ title: 'a.spec.ts', specs: [{ title: 't', file: 'a.spec.ts', line: 1, tests }] }],
    errors: [],
    stats: { duration: 100 },
  });
}
