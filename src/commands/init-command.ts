/**
 * `build-telemetry init`: detects the projects of a repository, writes the workflow and the configuration, and prints
 * the next steps.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeTextFile } from '../io/files.ts';
import { findDefaultBranch } from '../io/repository.ts';
import { configPath } from '../settings/options.ts';
import { printProblem } from './command.ts';
import { detectProjects, type FoundProject } from './detect-projects.ts';
import { projectFolder } from './project-kinds.ts';
import { quoteShell } from './quote-text.ts';
import { writeStarterConfig } from './starter-config.ts';
import { listEventPaths, nameProject, ownStep, writeWorkflow } from './starter-workflow.ts';
import { defineView, jsonFlag } from './view.ts';

const workflowPath = '.github/workflows/build-telemetry.yml';

export const initCommand = defineView(
  {
    name: 'init',
    operands: '[--force]',
    mostOperands: 0,
    summary: `Detect the test tools of this repository; write ${workflowPath} and ${configPath}.`,
    flags: [{ name: 'force', description: 'Overwrite existing files.' }, jsonFlag],
  },
  async (args) => {
    const folder = process.cwd();
    const found = detectProjects(folder);
    const branch = await findDefaultBranch(folder);
    const files = {
      [workflowPath]: writeWorkflow(found, branch),
      [configPath]: writeStarterConfig(found.length > 0),
    };
    const written: string[] = [];
    const kept: string[] = [];
    for (const [path, text] of Object.entries(files)) {
      if (args.flags['force'] === undefined && existsSync(path)) kept.push(path);
      else {
        await writeTextFile(resolve(path), text);
        written.push(path);
      }
    }
    for (const where of kept) {
      const fix = 'Use --force to overwrite it.';
      printProblem({ level: 'error', code: 'exists', where, what: 'This file exists already.', fix });
    }
    const events = listEventPaths(found);
    const projects = found.map(({ kind }, index) => ({ name: kind.name, events: events[index] }));
    const json = { projects, branch, written, kept };
    const text = [
      ...written.map((path) => `Wrote ${path}.`),
      ...(written.length > 0 ? ['', ...describeNext(found, branch)] : []),
    ];
    return { text: text.map((line) => `${line}\n`).join(''), json, exitCode: kept.length > 0 ? 2 : 0 };
  },
);

function describeNext(found: readonly FoundProject[], branch: string): string[] {
  const tested = listWorkflows().filter((path) => path !== workflowPath);
  const tests = found.map(({ kind, project }) =>
    project.at === ''
      ? `     ${kind.test(project)}`
      : `     (cd ${quoteShell(projectFolder(project))} && ${kind.test(project)})`,
  );
  const globs = listEventPaths(found).map(quoteShell).join(' ');
  return [
    found.length === 0
      ? 'No test tool found: without logs, the timings of jobs and steps are recorded.'
      : `Found: ${found.map(nameProject).join(', ')}.`,
    '',
    'Next:',
    ...(found.length === 0
      ? ['  1. Add your build and test steps to the workflow.']
      : [
          '  1. Try it here; add .build-telemetry to .gitignore:',
          ...tests,
          `     build-telemetry check ${globs}`,
        ]),
    `  2. Commit both files and push to ${branch}. Each push records one build.`,
    '  3. Regression detection starts after 12 builds. Thresholds are checked from the first one.',
    ...(tested.length === 0
      ? []
      : [
          '',
          `${tested[0]} exists. If it runs the tests already, do not run them twice:`,
          found.length === 0
            ? `delete ${workflowPath} and add this step to it, after the tests:`
            : `delete ${workflowPath}, run them there as in step 1, and add this step after them:`,
          '',
          ...ownStep(found).map((line) => `      ${line}`),
        ]),
  ];
}

/** Existing workflows that run tests. */
function listWorkflows(): string[] {
  const folder = '.github/workflows';
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => /\btest\b/.test(readFileSync(path, 'utf8')));
}
