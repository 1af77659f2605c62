/** Stopping in order: what a signal asks for happens once everything is put away. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal stops the commands; released, the process ends by it. */
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
