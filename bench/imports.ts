/**
 * What importing the built library costs compared with an empty module, in CPU time that each process reports.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

type Report = (what: string, value: number, unit: string, limit: number, claim: string) => void;

const rounds = 15;

export function benchImports(report: Report): void {
  const bare = measure('');
  const comparison = `beside bare Node.js, ${bare.toFixed(0)} ms`;
  for (const [entry, limit] of [
    ['tracing', 15],
    ['index', 150],
  ] as const) {
    const file = new URL(`../build/library/${entry}.js`, import.meta.url);
    if (!existsSync(file)) console.log(`There is no build/library/${entry}.js: run \`npm run build\` first.`);
    else
      report(`import of ${entry}`, measure(`await import('${file.href}');`) - bare, 'ms', limit, comparison);
  }
}

/** The lowest of several rounds, milliseconds: other load on the machine never makes it faster. */
function measure(code: string): number {
  const printTime = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000);';
  const run = (): number =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', `${code}${printTime}`], {
        encoding: 'utf8',
      }),
    );
  return Math.min(...Array.from({ length: rounds }, run));
}
