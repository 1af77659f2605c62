/**
 * Default names that distinguish series: workflow, job, step and matrix values. Variables:
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */

import type { Variables } from '../model/variables.ts';
import { slugify } from '../stores/short-name.ts';

/** `CI/test`, and as much more as necessary: the workflow's file, the calling job, the step and the matrix values. */
export function nameJobSeries(env: Variables, matrix: Readonly<Record<string, unknown>>): string {
  const job = [...readCallers(env), env['GITHUB_JOB']].filter(Boolean).join(' / ');
  const work = [nameWorkflow(env), job].filter(Boolean).join('/') || 'build';
  return nameLeg(`${work}${nameStep(env)}`, matrix);
}

/** A matrix job is named by its values. */
export function nameLeg(base = '', matrix: Readonly<Record<string, unknown>>): string {
  const values = Object.values(matrix).map((v) => (typeof v === 'string' ? v : JSON.stringify(v)));
  return values.length === 0 ? base : `${base} (${values.join(', ')})`;
}

/** File of the workflow, `.github/workflows/ci.yml`; '' when not known. */
export function workflowFilePath(env: Variables): string {
  const [path = ''] = (env['GITHUB_WORKFLOW_REF'] ?? '').split('@');
  return path.split('/').slice(2).join('/');
}

/** Several files may have the same `name:`; only `ci.yml` is `CI` without its file. */
function nameWorkflow(env: Variables): string {
  const path = workflowFilePath(env);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const stem = file.replace(/\.yml$/, '');
  const name = env['GITHUB_WORKFLOW'] ?? '';
  if (path === '') return name;
  // Without a `name:` GitHub gives the path.
  if (name === '' || name === path) return stem;
  return slugify(name) === stem ? name : `${name} (${file})`;
}

/**
 * Jobs that called the reusable workflow of this one, outermost first. `GITHUB_JOB` is the same in all calls; the
 * runner's own id of the job, `<uuid>.<caller>.<job>.<leg>`, is not. Ids of another form are ignored.
 */
function readCallers(env: Variables): readonly string[] {
  const [, path] = /^[0-9a-f-]{36}\.(.+)\.[^.]+$/.exec(env['ACTIONS_ORCHESTRATION_ID'] ?? '') ?? [];
  const jobs = path?.split('.') ?? [];
  return jobs.at(-1) === env['GITHUB_JOB'] ? jobs.slice(0, -1) : [];
}

/**
 * Nothing for the first step without an id, ` #2` for the second, ` #unit` for the step `unit`. The runner calls
 * steps without an id `__owner_repository`, `__owner_repository_2`; a step of a composite action is `outer.inner`.
 */
function nameStep(env: Variables): string {
  const parts = (env['GITHUB_ACTION'] ?? '').split('.').map((part) => {
    const isNamed = part !== '' && !part.startsWith('__') && !/^\d+$/.test(part);
    return isNamed ? part : (/_(\d+)$/.exec(part)?.[1] ?? '1');
  });
  return parts.every((part) => part === '1') ? '' : ` #${parts.join('.')}`;
}
