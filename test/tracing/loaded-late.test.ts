/**
 * OpenTelemetry is loaded only by what traces: neither by the library, nor by a start of the command line or the
 * action.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The packages that a file loads with itself: types and `import()` load nothing. */
function packagesOf(entry: string): Set<string> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    const statements = readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\b(?! type)([^;]*?)from '([^']+)';/gm,
    );
    for (const [, names = '', target = ''] of statements) {
      const isTypes =
        /^\s*\{/.test(names) &&
        names
          .replaceAll(/[{}\s]/g, '')
          .split(',')
          .filter(Boolean)
          .every((name) => name.startsWith('type'));
      if (isTypes) continue;
      if (target.startsWith('.')) visit(join(dirname(file), target));
      else packages.add(target);
    }
  };
  visit(join(root, entry));
  expect(seen.size).toBeGreaterThan(1);
  return packages;
}

const openTelemetry = (entry: string): string[] =>
  [...packagesOf(entry)].filter((name) => name.startsWith('@opentelemetry/'));

/** `src/cli.ts` itself only loads the second. */
const entries = [
  ...['src/index.ts', 'src/commands/run-command-line.ts'],
  ...['src/action.ts', 'src/monitor.ts', 'src/comment-action.ts'],
];

it.each(entries)('%s starts without it', (entry) => {
  expect(openTelemetry(entry)).toEqual([]);
});

it('`build-telemetry/tracing` starts without its SDK and exporters', () => {
  const light = ['@opentelemetry/api', '@opentelemetry/core', '@opentelemetry/otlp-transformer'];
  expect(openTelemetry('src/tracing.ts').filter((name) => !light.includes(name))).toEqual([]);
});
