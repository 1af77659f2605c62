/** A snapshot of the machine and the toolchain, to compare the environments of two builds. */

import { arch, cpus, platform, release, totalmem } from 'node:os';
import { keepHarmless } from '../metrics/read-session.ts';
import type { EnvironmentSnapshot } from '../model/session.ts';
import type { Variables } from '../model/variables.ts';

/** The contents of a snapshot. */
export type BuildEnvironment = EnvironmentSnapshot;

/**
 * Takes a snapshot. Only environment variables of an allow-list are read, and long values are left out.
 * @param tools versions of the toolchain, by tool, from the caller
 */
function capture(
  tools: Readonly<Record<string, string>> = {},
  env: Variables = process.env,
): EnvironmentSnapshot {
  const cores = cpus();
  return {
    os: platform(),
    osRelease: release(),
    arch: arch(),
    cpuModel: cores[0]?.model.trim() ?? null,
    cpuCount: cores.length,
    totalMemoryBytes: totalmem(),
    nodeVersion: process.version,
    tools,
    variables: keepHarmless(env),
  };
}

/** The differences between two snapshots, by name; empty if they are equal. */
function compare(
  a: EnvironmentSnapshot,
  b: EnvironmentSnapshot,
): Record<string, readonly [string | null, string | null]> {
  const before = flatten(a);
  const after = flatten(b);
  const differences: Record<string, readonly [string | null, string | null]> = {};
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const pair = [before.get(key) ?? null, after.get(key) ?? null] as const;
    if (pair[0] !== pair[1]) differences[key] = pair;
  }
  return differences;
}

export const BuildEnvironment = { capture, compare } as const;

function flatten({ tools, variables, ...rest }: EnvironmentSnapshot): Map<string, string> {
  return new Map([
    ...Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]),
    ...Object.entries(tools).map(([key, value]): [string, string] => [`tool ${key}`, value]),
    ...Object.entries(variables).map(([key, value]): [string, string] => [`variable ${key}`, value]),
  ]);
}
