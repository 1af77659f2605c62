/** The workflow that `init` writes: tests of each kind of project, then our step. */
import type { Project, ProjectKind } from './project-kinds.ts';

/**
 * Pushes to the default branch record the history, and pull requests are compared with it: no commit is built twice.
 */
export function writeWorkflow(project: Project, kinds: readonly ProjectKind[], branch: string): string {
  const steps = [
    '- uses: actions/checkout@v5',
    ...kinds.flatMap((kind, index) => testSteps(project, kind, index)),
  ];
  if (kinds.length === 0) steps.push('# Add your build and test steps here.');
  return `name: build telemetry
on:
  push:
    branches: [${JSON.stringify(branch)}]
  pull_request:
permissions:
  actions: read # list this run's jobs and the caches of the history
  contents: read
  pull-requests: write # comment on the pull request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
${[...steps, ...ownStep(kinds)].map((line) => `      ${line}\n`).join('')}`;
}

/** Only our step, for a workflow that already runs the tests. */
export function ownStep(kinds: readonly ProjectKind[]): string[] {
  const step = ['- uses: build-telemetry/build-telemetry@v1', '  if: always()'];
  if (kinds.length === 0) return step;
  const [only, ...others] = kinds;
  if (others.length === 0) return [...step, '  with:', `    events: ${JSON.stringify(only?.events)}`];
  return [...step, '  with:', '    events: |', ...kinds.map(({ events }) => `      ${events}`)];
}

/** Each kind is tested even if another one failed. `bash` fails if any command of a pipe does. */
function testSteps(project: Project, kind: ProjectKind, index: number): string[] {
  const test = kind.test(project);
  return [
    ...kind.setup(project),
    `- name: Test (${kind.name})`,
    ...(index === 0 ? [] : ['  if: "!cancelled()"']),
    ...(test.includes('|') ? ['  shell: bash'] : []),
    `  run: ${/[:#{}[\]&*?|<>]/.test(test) ? `|\n          ${test}` : test}`,
  ];
}
