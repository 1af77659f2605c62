/**
 * Has act (https://github.com/nektos/act) run the workflow of docs/trend-site.md up to the upload, on this host: its
 * scripts unchanged, with shims for GitHub's command line and the installed program, as no other repository can be
 * reached here.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { installGo } from './install.ts';
import {
  commitAll,
  expectSame,
  type PeerCheck,
  PeerMissing,
  root,
  run,
  runCliWell,
  runWell,
} from './peer.ts';

export const actPagesChecks: readonly PeerCheck[] = [{ name: 'act/pages', run: runPages }];

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly name?: string;
}

interface Workflow {
  on: unknown;
  jobs: { site: { environment?: unknown; steps: Step[] } };
}

function runPages(folder: string): string {
  const act = installGo('github.com/nektos/act@latest', 'act');
  if (run('zip', ['-v'], { cwd: folder }).status !== 0)
    throw new PeerMissing('there is no zip on this machine');
  const version = runWell(act, ['--version'], { cwd: folder }).trim();
  const bin = writeShims(folder);
  const [app, kept] = writeApp(folder);
  const uploaded = join(folder, 'uploaded');
  const args = [
    'workflow_dispatch',
    '--platform',
    'ubuntu-latest=-self-hosted',
    '--env',
    `UPLOADED=${uploaded}`,
  ];
  const home = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: join(folder, '.cache') };
  runWell(act, args, { cwd: app, env: { ...home, PATH: `${bin}:${process.env['PATH']}` } });
  const index = readFileSync(join(uploaded, 'data/index.js'), 'utf8');
  expectSame('the histories of the site', /"name":"([^"]*)"/.exec(index)?.[1], 'CI/test');
  expectSame('builds of the site', /"builds":(\d+)/.exec(index)?.[1], '3');
  expectSame('a badge', existsSync(join(uploaded, 'badges/regressions.svg')), true);
  return `${version}: ${kept} of the workflow's scripts, up to the upload of a site of 3 builds`;
}

/** `gh` lists and returns the artifacts in the folder; the program is the built one. */
function writeShims(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const gh = `#!/bin/sh
case "$*" in
  *'/artifacts?'*) printf '0\\n1\\n2\\n' ;;
  *) id=$(echo "$2" | sed 's#.*artifacts/\\([0-9]*\\)/zip#\\1#'); cat "${folder}/$id.zip" ;;
esac
`;
  const own = `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/cli/index.js')}" "$@"\n`;
  for (const [name, text] of Object.entries({ gh, 'build-telemetry': own })) {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  for (const id of [0, 1, 2]) {
    const seconds = 20 + id;
    const report = `<testsuite name="s" time="${seconds}"><testcase name="t" time="${seconds}"/></testsuite>`;
    writeFileSync(join(folder, 'report.xml'), report);
    const target = ['--history', `store-${id}`, '--name', 'CI/test', '--branch', 'main'];
    runCliWell(['check', 'report.xml', ...target], { cwd: folder });
    runWell('zip', ['-qr', `../${id}.zip`, '.'], { cwd: join(folder, `store-${id}`) });
  }
  return bin;
}

/**
 * A repository with the workflow of the page, without what other repositories would do.
 * @returns it, and how many steps are left
 */
function writeApp(folder: string): [string, number] {
  const page = readFileSync(join(root, 'docs/trend-site.md'), 'utf8');
  const workflow = parse(/```yaml workflow\n([\s\S]*?)```/.exec(page)?.[1] ?? '') as Workflow;
  const { site } = workflow.jobs;
  delete site.environment;
  workflow.on = 'workflow_dispatch';
  site.steps = site.steps.filter(
    ({ uses, name }) => uses === undefined && name !== 'Install the command line',
  );
  const kept = site.steps.length;
  // act works in a folder of its own and removes it: what would be uploaded is kept.
  site.steps.push({ run: 'cp -R _site "$UPLOADED"' });
  const app = join(folder, 'app');
  mkdirSync(join(app, '.github/workflows'), { recursive: true });
  writeFileSync(join(app, '.github/workflows/trends.yml'), stringify(workflow));
  commitAll(app);
  return [app, kept];
}
