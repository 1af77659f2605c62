/** Handles signals in order: the requested action runs after the clean-up. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal stops the commands; after the clean-up it ends the process. */
export function listenForSignals(): { readonly stop: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  let received: NodeJS.Signals | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    received ??= signal;
    controller.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    stop: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
      if (received !== null) process.kill(process.pid, received);
    },
  };
}
