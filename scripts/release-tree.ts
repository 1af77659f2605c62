/**
 * Makes the commit that a release tag points to: only what a job needs, so that `uses:` downloads no more. Its parent
 * is the source commit. `node scripts/release-tree.ts OWNER/REPO [COMMIT]` prints the id of the commit.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `licenses.txt` is in each bundle's folder in `dist`; the command line is for laptops and other CI systems. */
const kept = /\t(?:(?:[^/]+\/)?action\.yml|dist\/(?!cli\/).+|LICENSE|README\.md)$/;

const root = fileURLToPath(new URL('..', import.meta.url));
const [repository, commit = 'HEAD'] = process.argv.slice(2);
if (repository === undefined || !/^[^/]+\/[^/]+$/.test(repository))
  throw new Error('Name the repository: node scripts/release-tree.ts OWNER/REPO [COMMIT]');

/** An index of its own: the one of the work tree stays unchanged. */
const folder = mkdtempSync(join(tmpdir(), 'release-tree-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const source = git(['rev-parse', `${commit}^{commit}`]).trim();
const listed = git(['ls-tree', '-r', source]).split('\n');
const entries = `${listed.filter((line) => kept.test(line)).join('\n')}\n`;
const readme = git(['hash-object', '-w', '--stdin'], linkToSource(git(['show', `${source}:README.md`])));
const own = entries.replace(/^(\d+ blob )\w+(\tREADME\.md)$/m, `$1${readme.trim()}$2`);
git(['update-index', '--index-info'], own);
const tree = git(['write-tree']).trim();
const version = JSON.parse(git(['show', `${source}:package.json`])).version;
const message = `build: release v${version}\n\nBuilt from ${source}.`;
process.stdout.write(git(['commit-tree', tree, '-p', source, '-m', message]));

/** Links to omitted files lead to the source. */
function linkToSource(text: string): string {
  const files = new Set(git(['ls-tree', '-r', '-t', '--name-only', source]).split('\n'));
  const present = new Set(entries.split('\n').map((line) => line.split('\t')[1]));
  return text.replace(/\]\(([^):#]+)(#[^)]*)?\)/g, (link, path: string, anchor = '') =>
    files.has(path) && !present.has(path)
      ? `](https://github.com/${repository}/blob/${source}/${path}${anchor})`
      : link,
  );
}

function git(args: readonly string[], input?: string): string {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    input,
    env: { ...process.env, GIT_INDEX_FILE: join(folder, 'index') },
    maxBuffer: 1024 ** 3,
  });
}
