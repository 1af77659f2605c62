/** A module of the bundle that is loaded with its first use: code for two places that cannot import it. */

/** A function from `load` to what stands for the module; it can be read, searched and copied like the module. */
export const loadLater = `(load) => new Proxy({}, {
  get: (_, key) => load()[key],
  has: (_, key) => key in load(),
  ownKeys: () => Reflect.ownKeys(load()),
  getOwnPropertyDescriptor: (_, key) => {
    const found = Reflect.getOwnPropertyDescriptor(load(), key);
    return found && { ...found, configurable: true };
  },
})`;
