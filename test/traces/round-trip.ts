/** A build as a trace, and what of it must come back when that is read. */
import type { Build } from '../../src/model/build.ts';
import { originOfBuild } from '../../src/traces/trace-origin.ts';
import { writeOtlp } from '../../src/traces/write-otlp.ts';
import { traceOf } from './make-trace.ts';

export function writeTrace(build: Build, origin = originOfBuild(build, null)): string {
  return writeOtlp(traceOf(build, { origin }));
}

/** What a trace keeps of the work: work that did not run is not part of it, nor is what waited for what, and where it ran. */
export function workOf({ tasks }: Build): object[] {
  const ran = tasks.filter(({ result }) => result !== 'skip');
  const byId = new Map(ran.map((task) => [task.id, task.name]));
  return ran.map(({ id: _, parentId, dependsOn: __, lane: ___, rawName: ____, tokens, ...facts }) => ({
    ...facts,
    // Using no tokens is using none.
    tokens: tokens !== null && Object.values(tokens).some((of) => of > 0) ? tokens : null,
    parent: byId.get(parentId ?? '') ?? null,
  }));
}
