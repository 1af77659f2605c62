/** A message is a sentence: the advice follows it on the same line. */
import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'rolldown/utils';
import { expect, it } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: nodes of any kind
type Node = any;

/** The end of a text that ends with the message of another program. */
const foreign = 'message';

/** The ends of the texts that a node may be. */
function endsOf(node: Node): string[] {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral': {
      const end: string = node.quasis.at(-1).value.cooked;
      const last = node.expressions.at(-1);
      if (last === undefined || end !== '') return [end];
      return /message/.test(last.name ?? last.property?.name) ? [foreign] : [];
    }
    case 'ConditionalExpression':
      return [...endsOf(node.consequent), ...endsOf(node.alternate)];
    case 'BinaryExpression':
      return endsOf(node.right);
    default:
      return [];
  }
}

/** The sentences of a problem: `{ where, what, fix }`, `refuse(where, what, fix)`, and variables of these names. */
function sentencesOf(node: Node): Node[] {
  const isSentence = (name: string): boolean => name === 'what' || name === 'fix';
  if (node.type === 'ObjectExpression') {
    const fields: Node[] = node.properties.filter(({ type }: Node) => type === 'Property');
    const isProblem = fields.some(({ key }) => key.name === 'where');
    return isProblem ? fields.filter(({ key }) => isSentence(key.name)).map(({ value }) => value) : [];
  }
  if (node.type === 'VariableDeclarator' && isSentence(node.id.name))
    return endsOf(node.init).includes(foreign) ? [node.init] : [];
  const isRefusal = /^(?:refuse|wrong|fault|InputError|TrialError)$/.test(node.callee?.name);
  return isRefusal ? node.arguments.slice(-2) : [];
}

function walk(node: Node, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (typeof node.type === 'string') visit(node);
  for (const child of Object.values(node)) walk(child, visit);
}

it('every message ends with a full stop, also where it ends with the message of another program', () => {
  const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.generated.ts'));
  let count = 0;
  const open: string[] = [];
  for (const file of files) {
    const code = readFileSync(file, 'utf8');
    walk(parseSync(file, code).program, (node) => {
      for (const sentence of sentencesOf(node))
        for (const end of endsOf(sentence)) {
          count += 1;
          if (end !== '' && !/[.?!…]$/.test(end))
            open.push(`${file}: ${code.slice(sentence.start, sentence.end)}`);
        }
    });
  }
  expect(count).toBeGreaterThan(300);
  expect(open).toEqual([]);
});
