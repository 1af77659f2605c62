/** A bundle file, minified so that V8 reads it quickly. */
import { minifySync } from 'rolldown/utils';
import { loadLater } from './load-later.ts';

/** The toolkit distinguishes its errors by the names of their classes. */
const keepNames = { class: true, function: false };

/**
 * All of it is ASCII: V8 keeps such text in half the memory.
 * @throws where the code is invalid
 */
export function shorten(module: string): string {
  const { code, errors } = minifySync('module.js', module, {
    module: true,
    compress: { target: 'es2023', keepNames },
    mangle: { toplevel: true, keepNames },
    codegen: { asciiOnly: true },
  });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(', '));
  return code;
}

/** Parts of Node that take long to load, and that many runs never use. */
const late = ['child_process', 'crypto', 'fs/promises', 'http', 'readline', 'v8', 'zlib'];
const lateCall = new RegExp(`requireOutside\\(("node:(?:${late.join('|')})")\\)`, 'g');

/**
 * ncc makes a `require` of its own for each module that stays outside the bundle: for some forty at each start. Those
 * of `late` are loaded when something of them is used.
 */
export function requireOnce(code: string): string {
  const create = '__WEBPACK_EXTERNAL_createRequire(import.meta.url)';
  const [head, ...rest] = code.replaceAll(`${create}(`, 'requireOutside(').split(/(?<=from "module";)/);
  if (rest.length === 0) return code;
  const tail = rest.join('').replaceAll(lateCall, 'loadLater(() => requireOutside($1))');
  return [head, `const requireOutside = ${create}; const loadLater = ${loadLater};`, tail].join('');
}
