/** action.yml and the workflows, checked by GitHub's own language service and by our rules for workflows. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { validate } from '@actions/languageservice';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const workflows = readdirSync(`${root}.github/workflows`).map((name) => `.github/workflows/${name}`);
const read = (path: string): string => readFileSync(root + path, 'utf8');

async function problemsOf(path: string, text: string): Promise<string[]> {
  const { TextDocument } = await import('vscode-languageserver-textdocument');
  const found = await validate(TextDocument.create(`file:///${path}`, 'yaml', 1, text));
  return found.map((problem) => `${path}:${problem.range.start.line + 1} ${problem.message}`);
}

describe.each(workflows)('%s', (path) => {
  const workflow = parse(read(path));

  it('is valid', async () => {
    expect(await problemsOf(path, read(path))).toEqual([]);
  });

  it('grants little and pins actions by commit', () => {
    expect(workflow.permissions.contents).toBe('read');
    expect(new Set(Object.values(workflow.permissions))).toEqual(new Set(['read']));
    const uses = [...read(path).matchAll(/uses: (\S+)/g)].map(([, action]) => action as string);
    for (const action of uses.filter((name) => !name.startsWith('./'))) {
      expect(action).toMatch(/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/);
    }
    expect(read(path).match(/actions\/checkout@/g)?.length ?? 0).toBe(
      read(path).match(/persist-credentials: false/g)?.length ?? 0,
    );
  });
});

describe('action.yml', () => {
  it('is valid', async () => {
    expect(await problemsOf('action.yml', read('action.yml'))).toEqual([]);
  });

  it('runs the committed bundle on node24', () => {
    expect(parse(read('action.yml')).runs).toEqual({ using: 'node24', main: 'dist/index.js' });
  });
});

it('is short: the workflow of the README', () => {
  const snippet = /```yaml\n(permissions:[\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
  expect(snippet).toContain('- uses: build-telemetry/build-telemetry@v1');
  expect(snippet.trim().split('\n').length).toBeLessThanOrEqual(8);
});
