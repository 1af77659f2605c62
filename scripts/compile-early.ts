/**
 * Has V8 compile the functions that a check calls when it loads their modules: then they are in Node's compile cache.
 * Other functions are only skimmed at first, and parsed again and compiled in each run that calls them.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';
import { type ESTree, parseSync, Visitor } from 'rolldown/utils';

/** Written by find-early-functions.ts. By module below build/: names of functions at its top level, with spaces. */
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
  readonly statement: ESTree.Directive | ESTree.Statement;
  /** Declared, and therefore there before the first statement. */
  readonly isHoisted: boolean;
}

/** The functions with a name at the top level of a module. */
export function listTopFunctions({ body }: ESTree.Program): TopFunction[] {
  return body.flatMap((statement): TopFunction[] => {
    const of = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    const list = (id: { readonly name: string }, { start, end }: Span, isHoisted: boolean): TopFunction[] => [
      { name: id.name, statement, start, end, isHoisted },
    ];
    if (of?.type === 'FunctionDeclaration') return of.id === null ? [] : list(of.id, of, true);
    if (of?.type !== 'VariableDeclaration') return [];
    return of.declarations.flatMap(({ id, init }) =>
      id.type === 'Identifier' && init?.type === 'ArrowFunctionExpression' ? list(id, init, false) : [],
    );
  });
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
    const of = functions.find((each) => each.isHoisted && each.statement === statement);
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
