/** The environment of a recorded build: the machine, its tools and lock files, the container and the state of Git. */

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BuildEnvironment } from '../builder/build-environment.ts';
import { listMasks, maskSecrets } from '../ingest/mask-secrets.ts';
import { readTextOrEmpty } from '../io/read-or-empty.ts';
import type { GitState, RecordedEnvironment } from '../model/recording.ts';
import { secretValues } from '../settings/secret-values.ts';
import { git } from '../trial/open-worktree.ts';
import { hashFile } from './hash-file.ts';

type Command = readonly [tool: string, ...args: string[]];

/** The tools of projects with such a file, and how each prints its version. */
const toolchains: readonly (readonly [files: readonly string[], commands: readonly Command[]])[] = [
  [['go.mod'], [['go', 'version']]],
  [
    ['Cargo.toml'],
    [
      ['cargo', '--version'],
      ['rustc', '--version'],
    ],
  ],
  [['package.json'], [['node', '--version']]],
  [['deno.json', 'deno.jsonc'], [['deno', '--version']]],
  [['bun.lock', 'bun.lockb'], [['bun', '--version']]],
  [['pom.xml', 'build.gradle', 'build.gradle.kts', 'settings.gradle.kts'], [['java', '-version']]],
  [['pyproject.toml', 'setup.py', 'requirements.txt'], [['python3', '--version']]],
  [
    ['CMakeLists.txt'],
    [
      ['cmake', '--version'],
      ['cc', '--version'],
    ],
  ],
  [
    ['Makefile', 'build.ninja'],
    [
      ['make', '--version'],
      ['cc', '--version'],
    ],
  ],
  [['MODULE.bazel', 'WORKSPACE', 'WORKSPACE.bazel'], [['bazel', '--version']]],
  [['Gemfile'], [['ruby', '--version']]],
  [['composer.json'], [['php', '--version']]],
  [['global.json', 'Directory.Build.props'], [['dotnet', '--version']]],
  [['Package.swift'], [['swift', '--version']]],
];

/** Tools of JavaScript projects, which are packages. */
const packages = [
  ...['typescript', 'vite', 'webpack', '@rspack/core', 'rollup', 'rolldown', 'esbuild', '@swc/core', 'next'],
  ...['turbo', 'nx', 'jest', 'vitest'],
];

const lockFiles = [
  ...['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'],
  ...[
    'deno.lock',
    'go.sum',
    'go.work.sum',
    'Cargo.lock',
    'poetry.lock',
    'uv.lock',
    'pdm.lock',
    'Pipfile.lock',
  ],
  ...[
    'requirements.txt',
    'Gemfile.lock',
    'composer.lock',
    'gradle.lockfile',
    'MODULE.bazel.lock',
    'flake.lock',
  ],
  ...['mix.lock', 'pubspec.lock', 'Package.resolved', 'packages.lock.json', 'rust-toolchain.toml'],
];

/**
 * @param command the executed command: the version of its tool is queried only for a known tool
 * @param sources paths of the project's files, in which lock files are searched; null: only in its top folder
 */
export async function observeEnvironment(
  folder: string,
  sources: readonly string[] | null = null,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RecordedEnvironment> {
  const [tools, state] = await Promise.all([readTools(folder, env), readGit(folder)]);
  const masks = listMasks(secretValues(env));
  const { variables, ...snapshot } = BuildEnvironment.capture(tools, env);
  return {
    ...snapshot,
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, maskSecrets(value, masks)]),
    ),
    system: readSystem(),
    container: readContainer(env),
    lockFiles: hashLockFiles(folder, sources ?? lockFiles),
    git: state,
  };
}

async function readTools(folder: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const wanted = new Map<string, Command>();
  for (const [files, commands] of toolchains)
    if (files.some((file) => existsSync(join(folder, file))))
      for (const command of commands) wanted.set(command[0], command);
  const asked = [...wanted.values()].map(
    async (command) => [command[0], await ask(command, folder, env)] as const,
  );
  const known = (await Promise.all(asked)).filter(([, version]) => version !== '');
  return Object.fromEntries([...known, ...packages.flatMap((name) => readPackage(folder, name))]);
}

/** The first line that a tool prints; '' if it is not installed. */
async function ask([tool, ...args]: Command, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return await new Promise((resolve) => {
    execFile(tool, args, { cwd, env, timeout: 5_000, windowsHide: true }, (error, stdout, stderr) => {
      const line = `${stdout}\n${stderr}`.split('\n').find((text) => text.trim() !== '');
      resolve(error === null ? (line?.trim().slice(0, 120) ?? '') : '');
    });
  });
}

function readPackage(folder: string, name: string): [string, string][] {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
    return typeof version === 'string' ? [[name, version.slice(0, 40)]] : [];
  } catch {
    return [];
  }
}

async function readGit(folder: string): Promise<GitState | null> {
  const read = (...args: string[]): Promise<string | null> => git(folder, ...args).catch(() => null);
  const [status, commit, branch] = await Promise.all([
    // Our own files do not count as changes of the project.
    read('status', '--porcelain', '--', ':/', ':(exclude,top,glob)**/.build-telemetry/**'),
    read('rev-parse', '--verify', '--quiet', 'HEAD'),
    read('symbolic-ref', '--short', '--quiet', 'HEAD'),
  ]);
  if (status === null) return null;
  const changedFiles = status.split('\n').filter((line) => line !== '').length;
  return { commit: commit || null, branch: branch || null, changedFiles };
}

/** https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
function readSystem(): string | null {
  return /^PRETTY_NAME="?([^"\n]{1,100})/m.exec(readTextOrEmpty('/etc/os-release'))?.[1] ?? null;
}

/** Podman provides the image to a container; Docker and Kubernetes do not. */
function readContainer(env: NodeJS.ProcessEnv): string | null {
  const image = /^image="?([^"\n]{1,200})/m.exec(readTextOrEmpty('/run/.containerenv'))?.[1];
  if (image !== undefined) return image;
  if (existsSync('/.dockerenv')) return 'docker';
  return env['KUBERNETES_SERVICE_HOST'] ? 'kubernetes' : null;
}

function hashLockFiles(folder: string, paths: readonly string[]): Record<string, string> {
  const found = paths.filter((path) => lockFiles.includes(basename(path))).slice(0, 200);
  return Object.fromEntries(
    found.flatMap((path) => {
      const { sha256 } = hashFile(folder, path);
      return sha256 === null ? [] : [[path, sha256]];
    }),
  );
}
