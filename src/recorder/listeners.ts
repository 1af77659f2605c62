/** Listeners, called in the order in which they were added; one that throws does not stop the others. */

export interface Listeners<T> {
  readonly add: (listener: (value: T) => unknown) => void;
  readonly remove: (listener: (value: T) => unknown) => boolean;
  readonly notify: (value: T) => void;
  readonly count: () => number;
}

/** @param onProblem called for listeners that throw or reject */
export function createListeners<T>(onProblem: (error: unknown) => void): Listeners<T> {
  const listeners = new Set<(value: T) => unknown>();
  const callOne = (listener: (value: T) => unknown, value: T): void => {
    try {
      const returned = listener(value);
      if (returned instanceof Promise) returned.catch(onProblem);
    } catch (error) {
      onProblem(error);
    }
  };
  return {
    add: (listener) => void listeners.add(listener),
    remove: (listener) => listeners.delete(listener),
    notify: (value) => {
      for (const listener of listeners) callOne(listener, value);
    },
    count: () => listeners.size,
  };
}
