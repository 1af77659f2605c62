/** The content of a release tag: everything that a job needs, and no more. */
import { execFileSync } from 'node:child_process';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8' });

describe('the commit of a release', () => {
  const before = run('git', 'status', '--porcelain');
  const commit = run(process.execPath, 'scripts/release-tree.ts', 'octo/repo').trim();
  const files = run('git', 'ls-tree', '-r', '--name-only', commit).trim().split('\n');
  const show = (path: string): string => run('git', 'show', `${commit}:${path}`);

  it('contains only the actions with their code and licences, and the README', () => {
    const actions = run('git', 'ls-files', 'action.yml', '*/action.yml').trim().split('\n');
    expect(actions.length).toBeGreaterThanOrEqual(3);
    const others = files.filter((file) => !file.startsWith('dist/'));
    expect(others.sort()).toEqual(['LICENSE', 'README.md', ...actions].sort());
    for (const action of files.filter((file) => file.endsWith('action.yml'))) {
      const { main, post = main } = parse(show(action)).runs as { main: string; post?: string };
      for (const script of [main, post]) expect(files).toContain(normalize(join(dirname(action), script)));
    }
    expect(files).toContain('dist/licenses.txt');
    expect(files.filter((file) => file.startsWith('dist/cli/'))).toEqual([]);
  });

  it('comes from the source, to which its README links, and leaves the work tree unchanged', () => {
    const source = run('git', 'rev-parse', 'HEAD').trim();
    expect(run('git', 'rev-parse', `${commit}^`).trim()).toBe(source);
    expect(show('README.md')).toContain(`](https://github.com/octo/repo/blob/${source}/docs/options.md)`);
    expect(show('README.md')).not.toMatch(/\]\(docs\//);
    expect(run('git', 'status', '--porcelain')).toBe(before);
  });
});
