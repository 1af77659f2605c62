/** Installs peers into .tmp/peers by their registries' own clients, once; a later run finds them there. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PeerMissing, root, run } from './peer.ts';

const peers = join(root, '.tmp/peers');
const bin = join(peers, 'bin');

/** Python engines that read the history. */
export const enginePackages = ['duckdb', 'pandas', 'polars', 'pyarrow', 'chdb', 'pyspark'];

/** @returns path of a program of a crate, in the newest version that the installed compiler can build */
export function installCrate(crate: string, program = crate): string {
  const path = join(bin, program);
  if (existsSync(path)) return path;
  const install = (version: string): string =>
    tryInstall('cargo', ['install', '--quiet', '--locked', `${crate}${version}`, '--root', peers]);
  const fault = install('');
  const older = new RegExp(`${crate} (\\S+)\` supports rustc`).exec(fault)?.[1];
  const remains = older === undefined ? fault : install(`@${older}`);
  if (!existsSync(path)) throw new PeerMissing(`cargo install ${crate}: ${remains}`);
  return path;
}

/** @param module path and version, such as `github.com/nektos/act@latest`. @returns path of its program */
export function installGo(module: string, program: string, flags: readonly string[] = []): string {
  const path = join(bin, program);
  if (existsSync(path)) return path;
  const fault = tryInstall('go', ['install', ...flags, module], { GOBIN: bin });
  if (!existsSync(path)) throw new PeerMissing(`go install ${module}: ${fault}`);
  return path;
}

/**
 * Debian's package, unpacked and not installed.
 * @returns folder of its programs
 */
export function unpackDebian(name: string): string {
  const folder = join(peers, `debian-${name}`);
  const programs = join(folder, 'usr/bin');
  if (existsSync(programs)) return programs;
  mkdirSync(folder, { recursive: true });
  const fault = tryInstall('apt-get', ['download', name], {}, folder);
  const [archive] = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.deb')) : [];
  if (archive === undefined) throw new PeerMissing(`apt-get download ${name}: ${fault}`);
  const remains = tryInstall('dpkg', ['-x', archive, '.'], {}, folder);
  if (!existsSync(programs)) throw new PeerMissing(`dpkg -x ${archive}: ${remains}`);
  return programs;
}

/**
 * Its module replaces others, so it can only be built as a tool of another module.
 * @returns the built program
 */
export function installJaeger(): { readonly program: string; readonly version: string } {
  const version = 'v1.76.0';
  const folder = join(peers, 'jaeger');
  const program = join(folder, 'jaeger');
  if (existsSync(program)) return { program, version };
  mkdirSync(folder, { recursive: true });
  const jaeger = 'github.com/jaegertracing/jaeger/cmd/jaeger';
  const steps = [
    ['mod', 'init', 'peer'],
    ['get', '-tool', `${jaeger}@${version}`],
    ['build', '-ldflags', '-s -w', '-o', program, jaeger],
  ];
  const faults = steps.map((args) => tryInstall('go', args, {}, folder));
  if (!existsSync(program)) throw new PeerMissing(`go build of Jaeger: ${faults.at(-1)}`);
  return { program, version };
}

/** @returns the archive that `java -jar` starts */
export function installZipkin(): { readonly archive: string; readonly version: string } {
  const version = '3.5.1';
  const folder = join(peers, 'zipkin');
  const archive = join(folder, `zipkin-server-${version}-exec.jar`);
  if (existsSync(archive)) return { archive, version };
  mkdirSync(folder, { recursive: true });
  const artifact = `io.zipkin:zipkin-server:${version}:jar:exec`;
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin';
  const fault =
    tryInstall('mvn', ['-q', `${plugin}:get`, `-Dartifact=${artifact}`, '-Dtransitive=false']) ||
    tryInstall('mvn', ['-q', `${plugin}:copy`, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]);
  if (!existsSync(archive)) throw new PeerMissing(`mvn dependency:get of Zipkin: ${fault}`);
  return { archive, version };
}

/** @returns the archives of Trino with its Hive connector, and a Java that is new enough for them */
export function installTrino(): {
  readonly java: string;
  readonly libraries: string;
  readonly version: string;
} {
  const version = '483';
  const java = findJava(25);
  const folder = join(peers, 'trino');
  const libraries = join(folder, 'lib');
  const done = join(folder, 'installed.txt');
  if (existsSync(done)) return { java, libraries, version };
  mkdirSync(folder, { recursive: true });
  const needed = ['trino-testing', 'trino-hive'].map(
    (name) =>
      `<dependency><groupId>io.trino</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
  );
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>peer</groupId><artifactId>trino</artifactId><version>1</version><dependencies>${needed.join('')}</dependencies></project>`,
  );
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const env = { JAVA_HOME: dirname(dirname(java)) };
  const fault = tryInstall('mvn', ['-q', goal, `-DoutputDirectory=${libraries}`], env, folder);
  if (fault !== '') throw new PeerMissing(`mvn of Trino: ${fault}`);
  writeFileSync(done, version);
  return { java, libraries, version };
}

/** From JAVA_HOME, or where Linux installs Java. */
function findJava(least: number): string {
  const places = existsSync('/usr/lib/jvm')
    ? readdirSync('/usr/lib/jvm').map((name) => join('/usr/lib/jvm', name))
    : [];
  for (const home of [process.env['JAVA_HOME'] ?? '', ...places]) {
    const release = join(home, 'release');
    const text = home !== '' && existsSync(release) ? readFileSync(release, 'utf8') : '';
    if (Number(/JAVA_VERSION="(\d+)/.exec(text)?.[1]) >= least) return join(home, 'bin/java');
  }
  throw new PeerMissing(`it needs Java ${least}`);
}

/** @returns folder of the programs of a virtual environment with the packages */
export function installPython(name: string, packages: readonly string[]): string {
  const folder = join(peers, `python-${name}`);
  const done = join(folder, 'installed.txt');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== packages.join(' ')) {
    const fault = tryInstall('python3', ['-m', 'venv', folder]);
    if (fault !== '') throw new PeerMissing(`python3 -m venv: ${fault}`);
    const missing = tryInstall(join(folder, 'bin/pip'), ['install', '--quiet', ...packages]);
    if (missing !== '') throw new PeerMissing(`pip install ${packages.join(' ')}: ${missing}`);
    writeFileSync(done, packages.join(' '));
  }
  return join(folder, 'bin');
}

/** @returns folder with the packages in `node_modules`; none of their install scripts ran */
export function installNpm(name: string, packages: readonly string[]): string {
  const folder = join(peers, `npm-${name}`);
  const done = join(folder, 'installed.txt');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== packages.join(' ')) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const args = ['install', '--loglevel=error', '--ignore-scripts', '--no-audit', '--no-fund', ...packages];
    const fault = tryInstall('npm', args, {}, folder);
    if (fault !== '') throw new PeerMissing(`npm install ${packages.join(' ')}: ${fault}`);
    writeFileSync(done, packages.join(' '));
  }
  return folder;
}

/** @returns the last lines of the installer's output when it failed, otherwise nothing */
function tryInstall(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = peers,
): string {
  mkdirSync(bin, { recursive: true });
  const ran = run(program, args, { cwd, env, timeoutSeconds: 3000 });
  if (ran.status === 0) return '';
  const lines = `${ran.stdout}\n${ran.stderr}`.trim().split('\n');
  return lines.slice(-6).join(' ') || `it ended with ${ran.status}`;
}
