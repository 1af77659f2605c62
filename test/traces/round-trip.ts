/** A build as a trace, and which parts must return when that is read. */
import type { Build } from '../../src/model/build.ts';
import { originOfBuild } from '../../src/traces/trace-origin.ts';
import { writeOtlp } from '../../src/traces/write-otlp.ts';
import { traceOf } from './make-trace.ts';

export function writeTrace(build: Build, origin = originOfBuild(build, null)): string {
  return writeOtlp(traceOf(build, { origin }));
}

/** What a trace keeps of the work: it omits work that did not run, dependencies, and where work ran. */
export function workOf({ tasks }: Build): object[] {
  const ran = tasks.filter(({ result }) => result !== 'skip');
  const byId = new Map(ran.map((task) => [task.id, task.name]));
  return ran.map(({ id: _, parentId, dependsOn: __, lane: ___, rawName: ____, tokens, ...facts }) => ({
    ...facts,
    // Zero tokens means that no tokens were used.
    tokens: tokens !== null && Object.values(tokens).some((of) => of > 0) ? tokens : null,
    parent: byId.get(parentId ?? '') ?? null,
  }));
}
