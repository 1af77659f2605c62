/** The workflow that `init` writes: the tests of each project, then our step. */
import type { FoundProject } from './detect-projects.ts';
import { projectFolder } from './project-kinds.ts';
import { quoteYaml } from './quote-text.ts';

/**
 * Pushes to the default branch record the history, and pull requests are compared with it: no commit is built twice.
 */
export function writeWorkflow(found: readonly FoundProject[], branch: string): string {
  // All setup comes first, as a failed test skips what has no `if`; two projects may need the same one.
  const setup = new Set(found.flatMap(({ kind, project }) => splitSteps(kind.setup(project))));
  const setupLines = [...setup].flatMap((step) => step.split('\n'));
  const steps = ['- uses: actions/checkout@v5', ...setupLines, ...found.flatMap(testSteps)];
  if (found.length === 0) steps.push('# Add your build and test steps here.');
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
${[...steps, ...ownStep(found)].map((line) => `      ${line}\n`).join('')}`;
}

/** Each step with all of its lines. */
function splitSteps(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : lines.join('\n').split(/\n(?=- )/);
}

/** Only our step, for a workflow that already runs the tests. */
export function ownStep(found: readonly FoundProject[]): string[] {
  const step = ['- uses: build-telemetry/build-telemetry@v1', '  if: always()'];
  const events = listEventPaths(found);
  if (events.length === 0) return step;
  if (events.length === 1) return [...step, '  with:', `    events: ${JSON.stringify(events[0])}`];
  return [...step, '  with:', '    events: |', ...events.map((path) => `      ${path}`)];
}

/** The reports of all projects, from the top of the repository. */
export function listEventPaths(found: readonly FoundProject[]): string[] {
  return found.map(({ project, kind }) => `${project.at}${kind.events}`);
}

/** `Vitest in packages/a`; at the top the kind alone. */
export function nameProject({ project, kind }: FoundProject): string {
  return project.at === '' ? kind.name : `${kind.name} in ${projectFolder(project)}`;
}

/** Each project is tested even if another one failed. `bash` fails if any command of a pipe does. */
function testSteps(found: FoundProject, index: number): string[] {
  const { project, kind } = found;
  const test = kind.test(project);
  return [
    `- name: ${quoteYaml(`Test (${nameProject(found)})`)}`,
    ...(index === 0 ? [] : ['  if: "!cancelled()"']),
    ...(project.at === '' ? [] : [`  working-directory: ${quoteYaml(projectFolder(project))}`]),
    ...(test.includes('|') ? ['  shell: bash'] : []),
    `  run: ${/[:#{}[\]&*?|<>]/.test(test) ? `|\n          ${test}` : test}`,
  ];
}
