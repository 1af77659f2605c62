/** A step that uploads a page, a data file and two tables, and prints the results. */

import '../../services/slow-clock.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nameArtifact, uploadArtifacts } from '../../../src/github/artifacts.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as {
  leg?: string;
  deadlineMs?: number;
  suffix?: string;
  retentionDays?: number;
  text?: string;
};
const folder = process.env['RUNNER_TEMP'] ?? '';
const file = async (name: string): Promise<string> => {
  await writeFile(join(folder, name), `${settings.text ?? 'first'}: ${name}`);
  return join(folder, name);
};
const leg = settings.leg ?? '';
const requests = [
  { name: nameArtifact('build-telemetry', leg), files: [await file('report.html')] },
  { name: nameArtifact('build-telemetry', leg), files: [await file('report.json')] },
  {
    name: nameArtifact('build-telemetry-csv', leg),
    files: [await file('tasks.csv'), await file('events.csv')],
  },
];
const uploaded = await uploadArtifacts(requests, {
  runUrl: 'https://github.com/octo-org/octo-repo/actions/runs/1',
  runAttempt: Number(process.env['GITHUB_RUN_ATTEMPT']),
  retentionDays: settings.retentionDays ?? 0,
  deadlineMs: settings.deadlineMs ?? 10_000,
  jobStartMs: Date.now(),
  suffix: settings.suffix ?? 'sibling',
});
process.stdout.write(`\nRESULT ${JSON.stringify(uploaded)}\n`, () => process.exit(0));
