/** Logs in memory for tests of reading. */
import { type Limits, type ReadOutcome, readBuild, type Source } from '../src/formats/read-build.ts';
import type { Build, BuildContext } from '../src/model/build.ts';

export const logContext: BuildContext = {
  branch: 'main',
  commit: null,
  pullRequest: null,
  event: 'push',
  workflow: null,
  job: null,
  runId: null,
  runAttempt: 1,
  runnerOs: null,
  runnerArch: null,
  cpuModel: null,
  runnerImage: null,
};

/** A log that arrives in chunks of `size` bytes. */
export function sourceOf(content: string | Uint8Array, name = 'log', size = 65_536): Source {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    open: async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

interface Settings {
  readonly format?: string;
  readonly limits?: Partial<Limits>;
  readonly jobStartMs?: number;
  readonly nowMs?: number;
}

export async function readAll(sources: readonly Source[], settings: Settings = {}): Promise<ReadOutcome> {
  return await readBuild(sources, { name: 'ci', format: 'auto', id: 'b1', context: logContext, ...settings });
}

/** Reads logs that form a build. */
export async function buildOf(...contents: readonly (string | Uint8Array)[]): Promise<Build> {
  const { build, problems } = await readAll(contents.map((content, i) => sourceOf(content, `log-${i}`)));
  if (build === null) throw new Error(`not read: ${JSON.stringify(problems)}`);
  return build;
}

/** Objects as NDJSON. */
export function lines(...records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** Codes of all problems, in order. */
export function codesOf({ problems }: Pick<Build, 'problems'>): string[] {
  return problems.map((problem) => problem.code);
}
