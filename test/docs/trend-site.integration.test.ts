/** The examples of docs/trend-site.md: its workflow is valid and collects builds, its commands run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validate } from '@actions/languageservice';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../commands/run-cli.ts';
import { gitIn } from '../services/git.ts';
import { readSite } from '../site/read-site.ts';
import { tempFolder } from '../temp-folder.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/trend-site.md', import.meta.url)), 'utf8');
const workflow = /```yaml workflow\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const commands = [...page.matchAll(/```sh( \w+)?\n([\s\S]*?)```/g)].map(([, , text = '']) => text);

interface Step {
  readonly name?: string;
  readonly run?: string;
}

describe('the workflow for GitHub Pages', () => {
  it('is valid', async () => {
    const { TextDocument } = await import('vscode-languageserver-textdocument');
    const found = await validate(
      TextDocument.create('file:///.github/workflows/trends.yml', 'yaml', 1, workflow),
    );
    expect(found.map(({ message }) => String(message))).toEqual([]);
  });

  it('collects each artifact once, and builds the site up to the upload', async () => {
    const folder = tempFolder('trends');
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const [n, seconds] of [1, 2].entries()) {
      writeFileSync(
        join(folder, 'a.xml'),
        `<testsuite name="s" time="${seconds}"><testcase name="t" time="${seconds}"/></testsuite>`,
      );
      const args = ['check', 'a.xml', '--name', 'CI/test', '--branch', 'main', '--history', `store/${n}`];
      expect((await runCli(args, { cwd: folder })).status).toBe(0);
    }
    // GitHub's command line, as far as the step uses it: a list of two artifacts, and each as an archive.
    const shim = `#!/bin/sh
echo "$*" >> calls
case "$*" in
  *"/artifacts?"*) printf '0\\n1\\n' ;;
  *) id=$(echo "$2" | sed 's#.*artifacts/\\([0-9]*\\)/zip#\\1#'); cat "$id.zip" ;;
esac
`;
    writeFileSync(join(bin, 'gh'), shim);
    // Archives are tar files here, as machines without zip run this test.
    for (const id of ['0', '1'])
      execFileSync('tar', ['-cf', join(folder, `${id}.zip`), '-C', join(folder, 'store', id), '.']);
    writeFileSync(join(bin, 'unzip'), '#!/bin/sh\nmkdir -p "$4" && tar -xf "$2" -C "$4"\n');
    for (const name of ['gh', 'unzip']) chmodSync(join(bin, name), 0o755);
    const { jobs } = parse(workflow) as { jobs: { site: { steps: Step[] } } };
    const collect = jobs.site.steps.find(({ name }) => name === 'Collect the builds')?.run ?? '';
    const run = (): void => {
      const env = { PATH: `${bin}:${process.env['PATH']}`, GITHUB_REPOSITORY: 'octo/shop', BRANCH: 'main' };
      const { status, stderr } = spawnSync('bash', ['--norc', '-eo', 'pipefail', '-c', collect], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    };
    run();
    run();
    expect(readFileSync(join(folder, 'calls'), 'utf8').match(/\/zip/g)).toHaveLength(2);
    const build =
      jobs.site.steps.find(({ run: text }) => text?.startsWith('build-telemetry site'))?.run ?? '';
    const { status } = await runCli(build.split(' ').slice(1), { cwd: folder });
    expect(status).toBe(0);
    expect(readSite(join(folder, '_site')).index.histories).toMatchObject([{ name: 'CI/test', builds: 2 }]);
    expect(existsSync(join(folder, '_site/badges/regressions.svg'))).toBe(true);
  });
});

describe('commands of docs/trend-site.md', () => {
  const folder = tempFolder('trend-site');
  beforeAll(async () => {
    writeFileSync(
      join(folder, 'a.xml'),
      '<testsuite name="s" time="2"><testcase name="t" time="2"/></testsuite>',
    );
    expect((await runCli(['check', 'a.xml', '--name', 'unit'], { cwd: folder })).status).toBe(0);
    for (const name of ['shop', 'api'])
      cpSync(join(folder, '.build-telemetry/history'), join(folder, 'histories', name), { recursive: true });
    const bench = { name: 'sort', unit: 'ns/iter', value: 100 };
    const entries = {
      Rust: [{ commit: { id: 'a' }, date: 1_700_000_000_000, tool: 'cargo', benches: [bench] }],
    };
    writeFileSync(join(folder, 'data.js'), `window.BENCHMARK_DATA = ${JSON.stringify({ entries })}`);
    const git = gitIn(folder);
    git('init', '--quiet', '--initial-branch=gh-pages');
    git('add', 'data.js');
    git('commit', '--quiet', '--message', 'bench');
    git('update-ref', 'refs/remotes/origin/gh-pages', 'HEAD');
  });

  it('run', async () => {
    const lines = commands
      .flatMap((text) => text.trim().split('\n'))
      .filter((line) => line.startsWith('build-telemetry'));
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines.filter((text) => !text.includes('--serve'))) {
      const words = [...line.replace(/ +#.*/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      );
      const { status, stderr } = await runCli(words.slice(1), { cwd: folder });
      expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: '' });
    }
  });
});
