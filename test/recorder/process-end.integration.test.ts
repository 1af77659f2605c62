/** A program that ends before its data could be written says so, however it ends. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../services/launch-child.ts';
import { tempFolder } from '../temp-folder.ts';

const sourceOf = (name: string): string =>
  JSON.stringify(pathToFileURL(join(repositoryRoot, 'src', name)).href);
const record = `import { metricsCollector } from ${sourceOf('index.ts')};
metricsCollector.trackToolUsage({ tool: 'Read', duration: 5, success: true });
`;
const trace = `import { getTracer } from ${sourceOf('tracing.ts')};
const tracer = getTracer();
tracer.finishSpan(tracer.startSpan('compile'));
`;

it.each([
  ['metrics', record, '', 'BuildTelemetryWarning: ENOTDIR'],
  ['metrics', record, 'process.exit(0);', 'BuildTelemetryWarning: ENOTDIR'],
  ['a trace', trace, '', 'BuildTelemetryWarning: A trace was not written or sent in full: E'],
  ['a trace', trace, 'process.exit(0);', 'BuildTelemetryWarning: A trace was not written or sent in full: E'],
])('warns of %s that cannot be written: %#', async (_, program, end, warning) => {
  const cwd = tempFolder('unwritable');
  writeFileSync(join(cwd, '.build-telemetry'), 'a file where the folder belongs');
  const code = ['--input-type=module', '--eval', program + end];
  const { stderr } = await promisify(execFile)(process.execPath, code, { cwd });
  expect(stderr.split(warning)).toHaveLength(2);
});
