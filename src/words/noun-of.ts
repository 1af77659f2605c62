/** The noun for the tasks of a list. */

const nouns: Readonly<Record<string, string>> = {
  test: 'test',
  job: 'job',
  step: 'step',
  package: 'package',
  metric: 'metric',
};

/** `test` if all of these are tests; `task` for mixed kinds. */
export function nounOf(kinds: readonly string[]): string {
  const [first = ''] = kinds;
  return (kinds.every((kind) => kind === first) && nouns[first]) || 'task';
}

/** The noun for tasks of this kind; `task` for null, which stands for mixed kinds. */
export function nounOfKind(kind: string | null): string {
  return nounOf(kind === null ? [] : [kind]);
}
