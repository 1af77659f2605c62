/** The questions that users ask: a search of the docs for the obvious words finds the answering section first. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

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

type Search = (query: string) => Section[];

/** Sections with all words: those with the words in their heading first, then by number of occurrences. */
const byHeading: Search = (query) => {
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
};

/** Words that every search drops from a question. */
const stopWords = new Set(
  'a an and are can do does did for from get how i in into is it my of on one or the to up what why with'.split(
    ' ',
  ),
);

function listWords(text: string): string[] {
  const words = (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !stopWords.has(word));
  return words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word));
}

/** How often a heading counts: as in search engines for documentation. */
const headingWeight = 5;
const counted = sections.map((section) => {
  const words = [
    ...listWords(section.text),
    ...Array.from({ length: headingWeight - 1 }, () => listWords(section.title)).flat(),
  ];
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { section, counts, length: words.length };
});
const meanLength = counted.reduce((sum, { length }) => sum + length, 0) / counted.length;

/** Okapi BM25 with its usual constants: https://en.wikipedia.org/wiki/Okapi_BM25 */
const byBm25: Search = (query) => {
  const weights = listWords(query).map((word): [string, number] => {
    const holding = counted.filter(({ counts }) => counts.has(word)).length;
    return [word, Math.log(1 + (counted.length - holding + 0.5) / (holding + 0.5))];
  });
  const scored = counted.map(({ section, counts, length }) => {
    const score = weights.reduce((sum, [word, weight]) => {
      const count = counts.get(word) ?? 0;
      return sum + (weight * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / meanLength));
    }, 0);
    return { section, score };
  });
  return scored.sort((a, b) => b.score - a.score).map(({ section }) => section);
};

const questions: readonly (readonly [queries: readonly string[], title: string])[] = [
  [['gate one test', 'gate test'], 'Gate one test only'],
  [['limit of one series', 'raise limit series'], 'Raise the limit of one series'],
  [['history across branches', 'compare branches history'], 'History across branches'],
  [['last month', 'see last month'], 'See last month'],
  [['forks', 'pull requests from forks'], 'Forks'],
  [['monorepo', 'monorepo packages'], 'Monorepo of 30 packages'],
  [['self-hosted', 'self-hosted runners'], 'Self-hosted runners'],
  [['why did it fail', 'why fail', 'why check fail'], 'Why did the gate fail?'],
  [['Grafana', 'export Grafana'], 'Export to Grafana'],
  [['reset after runner upgrade', 'runner upgrade'], 'Reset after a runner upgrade'],
  [['GitLab', 'Jenkins', 'GitLab Jenkins', 'Buildkite', 'CircleCI'], 'GitLab, Jenkins, Buildkite, CircleCI'],
  [['cost limits', 'cost limits agents'], 'Cost limits for agents'],
  [['seed', 'seed history'], 'Seed the history from the past'],
  [['shards', 'matrix shards'], 'Shards and matrix'],
  [['quarantine', 'quarantine flaky', 'quarantine test'], 'Quarantine a flaky test'],
  [['trend site', 'publish trend site'], 'Publish a trend site'],
];
const wordings = questions.flatMap(([queries, title]) => queries.map((query) => [query, title] as const));

describe.each([
  ['headings first', byHeading],
  ['BM25', byBm25],
])('a search of docs/, %s', (_, search) => {
  it.each(wordings)('`%s` finds "%s" first', (query, title) => {
    const [first] = search(query);
    expect(`${first?.file}: ${first?.title}`).toBe(`docs/how-to.md: ${title}`);
  });
});

it.each([
  ['How do I gate on one test only?', 'Gate one test only'],
  ['How can I raise the limit of a single series?', 'Raise the limit of one series'],
  ['Can I compare the history across branches?', 'History across branches'],
  ['How do I see what happened last month?', 'See last month'],
  ['Does it work for pull requests of forks?', 'Forks'],
  ['How do I set it up in a monorepo with 30 packages?', 'Monorepo of 30 packages'],
  ['Does it work on self-hosted runners?', 'Self-hosted runners'],
  ['Why did my check fail?', 'Why did the gate fail?'],
  ['How do I get it into Grafana?', 'Export to Grafana'],
  ['How do I reset after an upgrade of the runner?', 'Reset after a runner upgrade'],
  ['Can I use it with GitLab or Jenkins?', 'GitLab, Jenkins, Buildkite, CircleCI'],
  ['How do I limit the cost of an agent?', 'Cost limits for agents'],
  ['How do I seed the history with past runs?', 'Seed the history from the past'],
  ['How do I merge shards of a matrix?', 'Shards and matrix'],
  ['How do I quarantine a flaky test?', 'Quarantine a flaky test'],
])('the question "%s" finds "%s" first', (question, title) => {
  expect(byBm25(question)[0]).toMatchObject({ file: 'docs/how-to.md', title });
});

// test/docs/how-to.integration.test.ts runs every block of the page.
it.each(questions.map(([, title]) => title))('"%s" has an example', (title) => {
  const section = sections.find((each) => each.file === 'docs/how-to.md' && each.title === title);
  expect(section?.text).toContain('```');
});
