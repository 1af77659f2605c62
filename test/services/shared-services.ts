/** Where the servers of the run are: `setup.ts` launches each when the first file requests it. */

/** The variable with the address for requesting servers. */
export const sharedServices = 'TEST_SERVICES_URL';

/** The port of the run's one server of that kind; null outside a test run, where there is none. */
export async function findSharedPort(name: 'azurite' | 'prism'): Promise<number | null> {
  const url = process.env[sharedServices];
  return url === undefined ? null : ((await (await fetch(`${url}/${name}`)).json()) as number);
}
