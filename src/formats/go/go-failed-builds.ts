/** Packages that did not compile, as `go test -json` reports them since Go 1.24, with the output of the compiler. */
import { type Fields, readText } from '../../ingest/read-fields.ts';

/** For more packages than this, the compiler output is only in the log. */
const maxOutputs = 200;
const maxOutput = 2_000;

interface FailedBuild {
  readonly path: string;
  readonly output: string;
}

interface FailedBuilds {
  /** @returns false for an event of something else */
  readonly take: (action: string, event: Fields) => boolean;
  /** Build output that the end of a package refers to; then it needs no separate task. */
  readonly explain: (path: string) => string | undefined;
  /** Those without a reference in the end of a package. */
  readonly rest: () => readonly FailedBuild[];
}

export function createFailedBuilds(limit: number): FailedBuilds {
  const failed = new Set<string>();
  const outputs = new Map<string, string>();
  return {
    take: (action, event) => {
      if (action !== 'build-output' && action !== 'build-fail') return false;
      const path = readText(event, 'ImportPath') ?? '';
      if (action === 'build-fail') {
        if (failed.size < limit) failed.add(path);
        return true;
      }
      const before = outputs.get(path) ?? '';
      if (outputs.size < maxOutputs || before !== '')
        outputs.set(path, addOutput(before, readText(event, 'Output') ?? ''));
      return true;
    },
    explain: (path) => {
      failed.delete(path);
      return outputs.get(path);
    },
    rest: () => [...failed].map((path) => ({ path, output: outputs.get(path) ?? '' })),
  };
}

/** The beginning contains the reason. */
export function addOutput(before: string, output: string): string {
  return before.length < maxOutput ? (before + output).slice(0, maxOutput) : before;
}
