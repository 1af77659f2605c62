/**
 * What must hold for the committed tree: dist is what the source builds, and nothing in it is specific to one
 * machine.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
const faults: string[] = [];

// `npm test` built dist just now, so a difference means that an older one was committed.
const changed = git('status', '--porcelain', '--', 'dist', 'action.yml', 'docs', 'src/version.ts');
if (changed !== '')
  faults.push(`These differ from what is committed; commit what the build wrote:\n${changed}`);

const homes = '(^|[^A-Za-z0-9_./-])/(home|Users|root)/[A-Za-z0-9_-]+/';
const paths = grep(homes, '--', '.', ':!test', ':!scripts/check-tree.ts', ':!dist');
if (paths !== '') faults.push(`These look like paths of one machine:\n${paths}`);

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Lines that match; git exits with 1 when there are none. */
function grep(pattern: string, ...args: string[]): string {
  try {
    return git('grep', '-nIE', pattern, ...args);
  } catch {
    return '';
  }
}
