/** A bundle file as ncc writes it, minified so that V8 reads it quickly. */
import { minifySync } from 'rolldown/utils';

/** The toolkit distinguishes its errors by the names of their classes. */
const keepNames = { class: true, function: false };

/**
 * All of it is ASCII: V8 keeps such text in half the memory.
 * @throws where the code is invalid
 */
export function shorten(module: string): string {
  const { code, errors } = minifySync('module.js', requireOnce(module), {
    module: true,
    compress: { target: 'es2023', keepNames },
    mangle: { toplevel: true, keepNames },
    codegen: { asciiOnly: true },
  });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(', '));
  return code;
}

/** ncc makes a `require` of its own for each module that stays outside the bundle: for some forty at each start. */
function requireOnce(code: string): string {
  const create = '__WEBPACK_EXTERNAL_createRequire(import.meta.url)';
  const [head, ...rest] = code.replaceAll(`${create}(`, 'requireOutside(').split(/(?<=from "module";)/);
  return rest.length === 0 ? code : [head, `const requireOutside = ${create};`, ...rest].join('');
}
