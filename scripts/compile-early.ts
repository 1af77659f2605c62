/**
 * Has V8 compile the functions that a check calls when it loads their modules: then they are in Node's compile cache.
 * Other functions are only skimmed at first, and parsed again and compiled in each run that calls them.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';
import { type ESTree, parseSync, Visitor } from 'rolldown/utils';

/** Written by find-early-functions.ts. By module below build/: names of its top functions, with spaces. */
const early: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('early-functions.json', import.meta.url), 'utf8'),
);

const ofBuild = /\bbuild\/(.+)\.js$/;

export const compileEarly: Plugin = {
  name: 'compile-early',
  transform: {
    filter: { id: ofBuild },
    handler: (code, id) => {
      const names = early[ofBuild.exec(id)?.[1] ?? ''];
      return names === undefined ? null : putInParentheses(code, id, names.split(' '));
    },
  },
};

interface Span {
  readonly start: number;
  readonly end: number;
}

interface TopFunction extends Span {
  readonly name: string;
  /** Of a declared function, which is there before the first statement; null for others. */
  readonly statement: ESTree.Directive | ESTree.Statement | null;
}

/**
 * The functions outside of all others, but methods: declared ones, and those in the value of a variable under its name,
 * with the key if they have one.
 */
export function listTopFunctions(program: ESTree.Program): TopFunction[] {
  const declared = program.body.flatMap((statement): TopFunction[] => {
    const of = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (of?.type !== 'FunctionDeclaration' || of.id === null) return [];
    return [{ name: of.id.name, statement, start: of.start, end: of.end }];
  });
  const keys = new Map<number, string>();
  const values: TopFunction[] = [];
  let variable: string | null = null;
  let depth = 0;
  const enter = ({ start, end }: Span): void => {
    const key = keys.get(start);
    if (depth++ === 0 && variable !== null)
      values.push({ name: key === undefined ? variable : `${variable}.${key}`, statement: null, start, end });
  };
  const leave = (): void => void depth--;
  new Visitor({
    VariableDeclarator: ({ id }) => {
      if (depth === 0) variable = id.type === 'Identifier' ? id.name : null;
    },
    'VariableDeclarator:exit': () => {
      if (depth === 0) variable = null;
    },
    Property: ({ key, value }) => {
      if (key.type === 'Identifier') keys.set(value.start, key.name);
    },
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    FunctionDeclaration: () => void depth++,
    'FunctionDeclaration:exit': leave,
  }).visit(program);
  const expressions = new Set(listExpressions(program).map(({ start }) => start));
  return [...declared, ...values.filter(({ start }) => expressions.has(start))];
}

/**
 * V8 takes a function in parentheses for one that is called at once. Declarations become variables before the first
 * statement.
 */
export function putInParentheses(code: string, id: string, names: readonly string[]): string {
  const { program } = parseSync(id, code);
  const functions = listTopFunctions(program).filter(({ name }) => names.includes(name));
  const expressions = listExpressions(program).filter(({ start, end }) =>
    functions.some((each) => each.start <= start && end <= each.end),
  );
  const first: string[] = [];
  const rest: string[] = [];
  const exported: string[] = [];
  for (const statement of program.body) {
    const of = functions.find((each) => each.statement === statement);
    if (of === undefined) {
      rest.push(wrap(code, statement, expressions));
      continue;
    }
    first.push(`var ${of.name} = (${wrap(code, of, expressions)});`);
    if (statement.type === 'ExportNamedDeclaration') exported.push(of.name);
  }
  return [...first, ...rest, `export { ${exported.join(', ')} };`].join('\n');
}

/** All but methods, which cannot be in parentheses. */
function listExpressions(program: ESTree.Program): Span[] {
  const found: Span[] = [];
  const methods: number[] = [];
  new Visitor({
    MethodDefinition: ({ value }) => void methods.push(value.start),
    Property: ({ method, kind, value }) => void ((method || kind !== 'init') && methods.push(value.start)),
    ArrowFunctionExpression: (each) => void found.push(each),
    FunctionExpression: (each) => void found.push(each),
  }).visit(program);
  return found.filter(({ start }) => !methods.includes(start));
}

/** The code of a span with those parts in parentheses that are inside it. */
function wrap(code: string, { start, end }: Span, parts: readonly Span[]): string {
  const marks = parts
    .filter((part) => start <= part.start && part.end <= end)
    .flatMap((part) => [
      { at: part.start, text: '(' },
      { at: part.end, text: ')' },
    ])
    .sort((a, b) => a.at - b.at);
  const places = [start, ...marks.map(({ at }) => at), end];
  return places
    .slice(0, -1)
    .map((at, i) => (i === 0 ? '' : (marks[i - 1]?.text ?? '')) + code.slice(at, places[i + 1]))
    .join('');
}
