/** Removes from the bundles what only the docs, the schema and action.yml are generated from: no run shows it. */
import type { Plugin } from 'rolldown';
import { parseSync, Visitor } from 'rolldown/utils';

/** By module group: properties of its objects, and functions whose second argument is a description. */
const docs: Readonly<Record<string, { keys: readonly string[]; calls: readonly string[] }>> = {
  formats: { keys: ['versions', 'family', 'reference', 'howTo'], calls: [] },
  settings: { keys: ['docs', 'schema'], calls: ['optional', 'required'] },
};

const rooms = /\bbuild.(formats|settings)\b.+\.js$/;

export const withoutDocs: Plugin = {
  name: 'without-docs',
  transform: {
    filter: { id: rooms },
    handler: (code, id) => {
      const { keys, calls } = docs[rooms.exec(id)?.[1] ?? ''] ?? { keys: [], calls: [] };
      const values: { readonly start: number; readonly end: number }[] = [];
      new Visitor({
        Property: ({ key, value, shorthand }) => {
          if (key.type === 'Identifier' && keys.includes(key.name) && !shorthand) values.push(value);
        },
        CallExpression: ({ callee, arguments: [, description] }) => {
          if (callee.type === 'Identifier' && calls.includes(callee.name) && description)
            values.push(description);
        },
      }).visit(parseSync(id, code).program);
      return emptied(code, values);
    },
  },
};

/** The code with `''` in place of values; values nested in another one are removed with it. */
function emptied(code: string, values: readonly { readonly start: number; readonly end: number }[]): string {
  let text = '';
  let end = 0;
  for (const value of [...values].sort((a, b) => a.start - b.start)) {
    if (value.start < end) continue;
    text += `${code.slice(end, value.start)}''`;
    end = value.end;
  }
  return text + code.slice(end);
}
