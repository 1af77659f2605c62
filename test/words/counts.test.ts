/** A count in a text has separators, and its noun and verb agree: `plural` or `formatCount` writes it. */
import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'rolldown/utils';
import { expect, it } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: nodes of any kind
type Node = any;

const nouns =
  /^ (?:[a-z]+ )?(?:artifacts|builds|bytes|cells|characters|entries|errors|events|failures|files|headers|items|jobs|lines|names|metrics|packages|records|reports|repositories|rows|runs|samples|series|spans|steps|targets|tasks|tests|traces|units|values)\b/;

/** Such as `${jobs} jobs`, `${names.length} of them` and `${all - shown} more`. */
function isBareCount({ type, operator, property }: Node, after: string): boolean {
  if (!/^(?:Identifier|MemberExpression|BinaryExpression)$/.test(type)) return false;
  const isNumber = operator === '-' || /^(?:length|size)$/.test(property?.name);
  return nouns.test(after) || (isNumber && /^ [a-z]/.test(after));
}

function walk(node: Node, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (typeof node.type === 'string') visit(node);
  for (const child of Object.values(node)) walk(child, visit);
}

function* listCounts(code: string): Generator<{ text: string; isBare: boolean }> {
  const found: Node[] = [];
  walk(parseSync('counts.ts', code).program, (node) => {
    if (node.type === 'TemplateLiteral') found.push(node);
  });
  for (const { expressions, quasis } of found)
    for (const [i, node] of expressions.entries()) {
      const after: string = quasis[i + 1].value.cooked;
      const isBare = isBareCount(node, after);
      if (isBare || /^(?:plural|formatCount)$/.test(node.callee?.name))
        yield { text: code.slice(node.start, node.end) + after, isBare };
    }
}

it('every count in a text is written by `plural` or `formatCount`', () => {
  const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.generated.ts'));
  const counts = files.flatMap((file) =>
    [...listCounts(readFileSync(file, 'utf8'))].map((count) => ({ file, ...count })),
  );
  expect(counts.length).toBeGreaterThan(300);
  expect(counts.filter(({ isBare }) => isBare)).toEqual([]);
});

it.each([
  'jobs} jobs were still running.',
  'spans.count} open spans.',
  'found.length} of them.',
  'all.length - 5} more',
  'a + b} builds',
])('%s is found', (text) =>
  expect([...listCounts(`\`$\{${text}\``)].map(({ isBare }) => isBare)).toEqual([true]),
);
