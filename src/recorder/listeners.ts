/** Listeners, called in the order in which they were added; one that throws does not stop the others. */

export interface Listeners<T> {
  /** @throws TypeError for anything but a function. */
  readonly add: (listener: (value: T) => unknown) => void;
  readonly remove: (listener: (value: T) => unknown) => boolean;
  readonly notify: (value: T) => void;
  readonly count: () => number;
}

/** @param onProblem called for listeners that throw or reject */
export function createListeners<T>(onProblem: (error: unknown) => void): Listeners<T> {
  const listeners = new Set<(value: T) => unknown>();
  return {
    add: (listener) => {
      if (typeof listener !== 'function') throw new TypeError(`\`${String(listener)}\` is not a function.`);
      listeners.add(listener);
    },
    remove: (listener) => listeners.delete(listener),
    notify: (value) => {
      for (const listener of listeners) callListener(listener, value, onProblem);
    },
    count: () => listeners.size,
  };
}

/**
 * Calls a listener; an asynchronous one that rejects would otherwise end the process.
 * @param onProblem called if it throws or rejects
 */
export function callListener<T>(
  listener: (value: T) => unknown,
  value: T,
  onProblem: (error: unknown) => void,
): void {
  try {
    const returned = listener(value);
    if (returned instanceof Promise) returned.catch(onProblem);
  } catch (error) {
    onProblem(error);
  }
}
