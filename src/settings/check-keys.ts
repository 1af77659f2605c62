/** Refuses options with a misspelt name: they would silently have no effect. */
import { suggest } from './suggest.ts';

/**
 * @param what begins the message: `A filter`
 * @throws TypeError for anything but an object with known keys.
 */
export function checkKeys(given: unknown, known: readonly string[], what: string): void {
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`${what} is an object, not \`${String(given)}\`.`);
  for (const key of Object.keys(given))
    if (!known.includes(key)) throw new TypeError(`${what} has no key \`${key}\`. ${suggest(key, known)}`);
}
