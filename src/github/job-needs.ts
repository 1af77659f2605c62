/**
 * The jobs that a job of the run waited for: they are not in REST, but in the workflow's file. Reference:
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
 */
import { parse } from 'yaml';

interface WorkflowJob {
  readonly id: string;
  readonly needs: readonly string[];
  /** Its name on GitHub, with the matrix values or called jobs after it. */
  readonly isNamed: (name: string) => boolean;
  /** Number of literal letters in the name: the longest match is the best. */
  readonly known: number;
}

/**
 * Jobs of the run from REST, each with `needs`: the ids of the jobs that it waited for. Without it if the file does
 * not contain the job or cannot be read.
 */
export function addNeeds(jobs: readonly unknown[], workflow: string): readonly unknown[] {
  const stated = readWorkflow(workflow);
  const found = jobs.map((job) => findJob(stated, String(asFields(job)['name'] ?? '')));
  return jobs.map((job, index) => {
    const of = found[index];
    if (of === undefined) return job;
    const needs = jobs.flatMap((other, at) => {
      const { id } = asFields(other);
      return of.needs.includes(found[at]?.id ?? '') && typeof id === 'number' ? [id] : [];
    });
    return { ...asFields(job), needs };
  });
}

function readWorkflow(text: string): readonly WorkflowJob[] {
  const { jobs } = asFields(tryParse(text));
  return Object.entries(asFields(jobs)).map(([id, job]) => {
    const { name, needs } = asFields(job);
    return { id, needs: listNeeds(needs), ...matchName(typeof name === 'string' ? name : id) };
  });
}

function tryParse(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

/** A value that is not a mapping has no keys. */
function asFields(value: unknown): { readonly [key: string]: unknown; readonly id?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listNeeds(needs: unknown): readonly string[] {
  const all = Array.isArray(needs) ? needs : [needs];
  return all.filter((need) => typeof need === 'string');
}

/** `Test ${{ matrix.os }}` matches `Test linux`; `test` matches `test (linux, 22)` and, as a call, `test / unit`. */
function matchName(name: string): Pick<WorkflowJob, 'isNamed' | 'known'> {
  const parts = name.split(/\$\{\{.*?\}\}/s);
  return { isNamed: (jobName) => isMadeOf(parts, jobName), known: parts.join('').length };
}

/** GitHub's suffixes: the values of a matrix, and the job inside a called workflow. */
const appended = /^(?: \([^\n]*\))?(?: \/ [^\n]*)?$/;

/** Whether a name contains these parts in order, with anything between them. */
function isMadeOf(parts: readonly string[], name: string): boolean {
  const [first = '', ...others] = parts;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return (others.length > 0 && others.at(-1) === '') || appended.test(name.slice(at));
}

function findJob(stated: readonly WorkflowJob[], name: string): WorkflowJob | undefined {
  const [best] = stated.filter(({ isNamed }) => isNamed(name)).sort((a, b) => b.known - a.known);
  return best;
}
