/** Packages that did not compile, as `go test -json` reports them since Go 1.24, and what the compiler said. */
import { type Fields, readText } from '../../ingest/read-fields.ts';

/** Compilers of more packages than this say why they failed in the log alone. */
const maxOutputs = 200;
const maxOutput = 2_000;

interface FailedBuild {
  readonly path: string;
  readonly output: string;
}

interface FailedBuilds {
  /** @returns false for an event of something else */
  readonly take: (action: string, event: Fields) => boolean;
  /** Output of the build that the end of a package names; then it needs no task of its own. */
  readonly explain: (path: string) => string | undefined;
  /** Those that no package's end named. */
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

/** The beginning is what tells. */
export function addOutput(before: string, output: string): string {
  return before.length < maxOutput ? (before + output).slice(0, maxOutput) : before;
}
