/** A module of the bundle that is loaded with its first use: code for two places that cannot import it. */

/**
 * A function from `load` to what stands for the module, or for a function or class of it. It can be read, searched,
 * copied and called like that.
 */
export const loadLater = `(load) => new Proxy(function () {}.bind(), {
  apply: (_, self, args) => Reflect.apply(load(), self, args),
  construct: (_, args, made) => Reflect.construct(load(), args, made),
  get: (_, key) => load()[key],
  has: (_, key) => key in load(),
  ownKeys: () => Reflect.ownKeys(load()),
  getOwnPropertyDescriptor: (_, key) => {
    const found = Reflect.getOwnPropertyDescriptor(load(), key);
    return found && { ...found, configurable: true };
  },
})`;
