/** The questions that users ask: one search of the docs for the obvious words finds the section that answers. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Section {
  readonly file: string;
  readonly title: string;
  readonly text: string;
}

const sections: readonly Section[] = globSync('docs/*.md', { cwd: root }).flatMap((file) =>
  readFileSync(join(root, file), 'utf8')
    .split(/^## /m)
    .map((text) => ({ file: file.replaceAll('\\', '/'), title: text.split('\n')[0] as string, text })),
);

/** As a search ranks: sections with all words, those with the words in their heading first, then by how often. */
function search(query: string): Section[] {
  const words = query.toLowerCase().split(' ');
  const count = (text: string, word: string): number => text.toLowerCase().split(word).length - 1;
  const score = ({ title, text }: Section): number =>
    words.some((word) => count(text, word) === 0)
      ? 0
      : words.reduce(
          (sum, word) => sum + (count(title, word) > 0 ? 20 : 0) + Math.min(5, count(text, word)),
          0,
        );
  return sections.filter((each) => score(each) > 0).sort((a, b) => score(b) - score(a));
}

it.each([
  ['gate one test', 'Gate one test only'],
  ['limit of one series', 'Raise the limit of one series'],
  ['history across branches', 'Compare history across branches'],
  ['last month', 'See last month'],
  ['forks', 'Pull requests from forks'],
  ['monorepo', 'Monorepo of 30 packages'],
  ['self-hosted runners', 'Self-hosted runners'],
  ['why fail', 'Why did the check fail?'],
  ['Grafana', 'Export to Grafana'],
  ['reset runner upgrade', 'Reset the history after a runner upgrade'],
  ['GitLab Jenkins', 'GitLab, Jenkins, Buildkite, CircleCI'],
  ['cost limits', 'Cost limits for agents'],
  ['seed history', 'Seed the history from the past'],
  ['shards', 'Shards and matrix'],
  ['quarantine flaky', 'Quarantine a flaky test'],
  ['trend site', 'Publish a trend site'],
])('`%s` finds "%s" among the first two, with an example that a test runs', (query, title) => {
  const found = search(query)
    .slice(0, 2)
    .map((section) => `${section.file}: ${section.title}`);
  expect(found).toContain(`docs/how-to.md: ${title}`);
  const section = sections.find((each) => each.file === 'docs/how-to.md' && each.title === title);
  // test/docs/how-to.integration.test.ts runs every block of the page.
  expect(section?.text).toContain('```');
});
