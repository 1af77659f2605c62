/** What the tasks of a list are called. */

const nouns: Readonly<Record<string, string>> = {
  test: 'test',
  job: 'job',
  step: 'step',
  package: 'package',
};

/** `test` when all of these are tests; `task` for a mixture. */
export function nounOf(kinds: readonly string[]): string {
  const [first = ''] = kinds;
  return (kinds.every((kind) => kind === first) && nouns[first]) || 'task';
}
