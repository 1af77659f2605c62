/** Has our workflows, and those that the documentation recommends to copy, checked by actionlint and zizmor. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installGo, installPython } from './install.ts';
import { type PeerCheck, root, runWell } from './peer.ts';

export const linterChecks: readonly PeerCheck[] = [
  { name: 'linters/actionlint', run: runActionlint },
  { name: 'linters/zizmor', run: runZizmor },
];

/** Documents with workflows to copy. */
const recipes = ['docs/fork-pull-requests.md', 'docs/trend-site.md'];

/** Puts the workflows of the documents into a folder. @returns its path */
function writeRecipes(folder: string): string {
  const target = join(folder, '.github/workflows');
  mkdirSync(target, { recursive: true });
  for (const [document, file] of recipes.entries()) {
    const text = readFileSync(join(root, file), 'utf8');
    const workflows = [...text.matchAll(/```yaml(?: workflow)?\n(name:[\s\S]*?)```/g)];
    if (workflows.length === 0) throw new Error(`${file} holds no workflow`);
    for (const [place, [, workflow = '']] of workflows.entries())
      writeFileSync(join(target, `${document}-${place}.yml`), workflow);
  }
  return target;
}

function runActionlint(folder: string): string {
  const actionlint = installGo('github.com/rhysd/actionlint/cmd/actionlint@latest', 'actionlint');
  const [version = ''] = runWell(actionlint, ['-version'], { cwd: folder }).split('\n');
  const copied = writeRecipes(folder);
  // ShellCheck, where it is installed, would check scripts too.
  runWell(actionlint, ['-no-color', '-shellcheck='], { cwd: root });
  for (const place of ['0-0.yml', '0-1.yml', '1-0.yml'])
    runWell(actionlint, ['-no-color', '-shellcheck=', join(copied, place)], { cwd: folder });
  return `${version}: our workflows and those of ${recipes.join(', ')}`;
}

function runZizmor(folder: string): string {
  const zizmor = join(installPython('zizmor', ['zizmor']), 'zizmor');
  const version = runWell(zizmor, ['--version'], { cwd: folder }).trim();
  const usual = ['--offline', '--no-progress', '--min-severity', 'medium'];
  const actions = ['action.yml', 'comment/action.yml', 'monitor/action.yml'];
  runWell(zizmor, [...usual, '.github/workflows', ...actions], { cwd: root });
  // People pin by commit what a document names by version.
  const config = join(folder, 'zizmor.yml');
  writeFileSync(config, 'rules:\n  unpinned-uses:\n    config:\n      policies:\n        "*": ref-pin\n');
  runWell(zizmor, [...usual, '--config', config, writeRecipes(folder)], { cwd: folder });
  return `${version}: our workflows and actions, and those of ${recipes.join(', ')}`;
}
