/** Loads the data files of the trend site: each is a script that passes its data on, once. */

/** The same name as `receiver` in src/site/data-file.ts. */
declare global {
  interface Window {
    buildTelemetryData?: (path: string, data: unknown) => void;
  }
}

const came = new Map<string, unknown>();
const asked = new Map<string, Promise<unknown>>();

/** Before the first script is loaded. */
export function openLoader(): void {
  window.buildTelemetryData = (path, data) => void came.set(path, data);
}

/** @throws if the file cannot be loaded, or is another one */
export function loadData<T>(path: string): Promise<T> {
  const known = asked.get(path);
  if (known !== undefined) return known as Promise<T>;
  const coming = new Promise<unknown>((resolve, reject) => {
    const script = document.createElement('script');
    const fail = (): void => {
      asked.delete(path);
      reject(new Error(`${path} cannot be loaded. Build the site again with \`build-telemetry site\`.`));
    };
    script.src = path;
    script.addEventListener('load', () => (came.has(path) ? resolve(came.get(path)) : fail()));
    script.addEventListener('error', fail);
    document.head.append(script);
  });
  asked.set(path, coming);
  return coming as Promise<T>;
}
