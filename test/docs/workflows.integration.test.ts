/** Every workflow, job and step that the README and the docs show: valid, and with what it needs to do what they say. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validate } from '@actions/languageservice';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readOptions } from '../../src/settings/read-option-texts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ours = 'build-telemetry/build-telemetry';

interface Step {
  readonly uses?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

type Permissions = Readonly<Record<string, string>>;

interface Job {
  readonly if?: string;
  readonly permissions?: Permissions;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Example {
  /** `docs/how-to.md:87`. */
  readonly place: string;
  readonly text: string;
  /** A job or a step is shown without the workflow around it. */
  readonly isPart: boolean;
}

const indent = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));

/** The whole workflow of an example. */
function complete(text: string): Omit<Example, 'place'> {
  if (/^jobs:/m.test(text)) return { text, isPart: false };
  const margin = /^ */.exec(text)?.[0].length ?? 0;
  const part = text.replaceAll(new RegExp(`^ {${margin}}`, 'gm'), '');
  const job = part.startsWith('- ') ? `steps:\n${indent(part, 2)}` : part;
  return { text: `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${indent(job, 4)}`, isPart: true };
}

const examples: readonly Example[] = globSync(
  ['README.md', 'SECURITY.md', 'docs/**/*.md', 'examples/**/*.md'],
  {
    cwd: root,
  },
).flatMap((path) => {
  const page = readFileSync(join(root, path), 'utf8');
  return [...page.matchAll(/```yaml[^\n]*\n([\s\S]*?)```/g)]
    .filter(([, text = '']) => /^\s*(?:- )?(?:uses|jobs):/m.test(text))
    .map(({ index, 1: text = '' }) => ({
      place: `${path}:${page.slice(0, index).split('\n').length}`,
      ...complete(text),
    }));
});

/** What keeps the steps of an example from doing what they are for. */
function listFaults({ text, isPart }: Example): string[] {
  const { on, permissions, jobs } = parse(text) as Workflow;
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
  return Object.values(jobs).flatMap((job) => {
    const granted = job.permissions ?? permissions ?? (isPart ? null : {});
    return job.steps.flatMap((step) => [
      ...listNeeds(step, job, isPart ? ['push', 'pull_request'] : events)
        .filter(([name, level]) => granted !== null && ![level, 'write'].includes(granted[name] ?? ''))
        .map(([name, level]) => `lacks ${name}: ${level}`),
      ...(step.uses === `${ours}@v1` ? judgeStep(step, job, events, isPart) : []),
    ]);
  });
}

function textsOf({ with: inputs = {} }: Step): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, String(value)]));
}

/** The permissions of a step of ours. */
function listNeeds(step: Step, { steps }: Job, events: readonly string[]): (readonly [string, string])[] {
  const { comment, confirm, 'compare-head': compared } = textsOf(step);
  if (step.uses === `${ours}/comment@v1`)
    return [
      ['pull-requests', 'write'],
      ['actions', confirm === 'rerun' ? 'write' : 'read'],
    ];
  if (step.uses !== `${ours}@v1`) return [];
  const isCheckedOut = steps.some(({ uses }) => uses?.startsWith('actions/checkout@'));
  return [
    ...(comment === 'never' || !events.includes('pull_request')
      ? []
      : ([['pull-requests', 'write']] as const)),
    ...(isCheckedOut ? ([['contents', 'read']] as const) : []),
    ...(compared === undefined ? ([['actions', 'read']] as const) : []),
  ];
}

function judgeStep(step: Step, job: Job, events: readonly string[], isPart: boolean): string[] {
  const texts = textsOf(step);
  const wrong = readOptions([{ where: 'action', texts }]).problems.map(
    ({ where, what }) => `${where}: ${what}`,
  );
  if (texts['compare-head'] !== undefined) return wrong;
  const isRecorded = isPart || !events.includes('pull_request') || events.includes('push');
  return [
    ...wrong,
    ...(step.if === 'always()' || job.steps.length === 1 ? [] : ['is skipped after a failed step']),
    ...(isRecorded ? [] : ['records no baseline: add `push`']),
  ];
}

describe.each(examples)('$place', (example) => {
  it('is valid', async () => {
    const { TextDocument } = await import('vscode-languageserver-textdocument');
    const document = TextDocument.create('file:///.github/workflows/a.yml', 'yaml', 1, example.text);
    expect((await validate(document)).map(({ message }) => String(message))).toEqual([]);
  });

  it('has what it needs', () => expect(listFaults(example)).toEqual([]));
});

it('finds the examples of all pages', () => {
  expect(examples.length).toBeGreaterThan(20);
  const text =
    'on: pull_request\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v5\n      - uses: build-telemetry/build-telemetry@v1\n        with: { event: a }';
  expect(listFaults({ place: '', text, isPart: false })).toEqual([
    'lacks pull-requests: write',
    'lacks contents: read',
    'lacks actions: read',
    'input `event`: Unknown option `event`.',
    'is skipped after a failed step',
    'records no baseline: add `push`',
  ]);
});
