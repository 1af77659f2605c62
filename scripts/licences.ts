/** Which packages a bundle holds, and whether its licence file names each. */

interface StatsModule {
  readonly name?: string;
  readonly nameForCondition?: string;
  readonly modules?: readonly StatsModule[];
}

/** Names of the npm packages in webpack's statistics, sorted. */
export function bundledPackages(stats: StatsModule): string[] {
  const names = new Set<string>();
  for (const module of stats.modules ?? []) {
    const path = (module.nameForCondition ?? module.name ?? '').split('node_modules/').at(-1) ?? '';
    const inPackage = (module.nameForCondition ?? module.name ?? '').includes('node_modules/');
    const parts = path.split('/');
    if (inPackage) names.add(path.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] as string));
    for (const name of bundledPackages(module)) names.add(name);
  }
  return [...names].sort();
}

/** Bundled packages that the licence file (one heading line a package) does not name. */
export function missingLicences(stats: StatsModule, licences: string): string[] {
  const lines = new Set(licences.split('\n'));
  return bundledPackages(stats).filter((name) => !lines.has(name));
}
