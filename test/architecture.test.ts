/** Who may import whom, and who may touch the world. See docs/architecture.md. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Generated files hold text for other places, such as the script of a page. */
const files = globSync('src/**/*.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.generated.ts'));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1');

function importsOf(file: string): string[] {
  const found = withoutComments(read(file)).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, name]) =>
    (name as string).startsWith('.')
      ? normalize(join(dirname(file), name as string)).replaceAll('\\', '/')
      : (name as string),
  );
}

/** The room of a file: its folder under src, or the file itself. */
const roomOf = (file: string): string => (file.split('/')[1] as string).replace(/\.ts$/, '');
const pure = new Set([
  ...['model', 'stats', 'settings', 'ingest', 'formats', 'parquet', 'history', 'metrics', 'detect'],
  ...['thresholds', 'words', 'render', 'tune', 'analyze', 'conclude', 'version'],
]);
/** What the terminal views print comes from the recorder, which touches files and the clock. */
const isPure = (file: string): boolean =>
  pure.has(roomOf(file)) && !file.startsWith('src/render/terminal/print-');

/** Hashing, compression and streams are functions of their input. */
const pureBuiltIns = ['node:crypto', 'node:stream', 'node:zlib'];

describe('architecture', () => {
  it('sees the source', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(importsOf('src/analyze.ts')).toContain('src/detect/detect.ts');
  });

  it('model imports only itself', () => {
    const model = files.filter((file) => roomOf(file) === 'model');
    expect(model.flatMap(importsOf).filter((name) => roomOf(name) !== 'model')).toEqual([]);
  });

  it('two files never share a name', () => {
    const names = files.map((file) => basename(file));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('stats know only each other and simple-statistics', () => {
    const foreign = files
      .filter((file) => file.startsWith('src/stats/'))
      .flatMap(importsOf)
      .filter((name) => !name.startsWith('src/stats/') && name !== 'simple-statistics');
    expect(foreign).toEqual([]);
  });

  it('a quantile is counted in one place', () => {
    const taken = /import \{[^}]*quantile[^}]*\} from 'simple-statistics'/i;
    // Its quartiles estimate a spread, by another rule, and are shown to no one.
    const wrong = files.filter((file) => file !== 'src/stats/robust-sd.ts' && taken.test(read(file)));
    expect(wrong).toEqual([]);
    expect(taken.test(read('src/stats/robust-sd.ts'))).toBe(true);
  });

  it('the pure middle imports nothing that touches the world', () => {
    const wrong = files.filter(isPure).flatMap((file) =>
      importsOf(file)
        .filter((name) =>
          name.startsWith('src/')
            ? !isPure(name)
            : name.startsWith('@actions/') || (name.startsWith('node:') && !pureBuiltIns.includes(name)),
        )
        .map((name) => `${file} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('the pure middle mentions no process, network, clock or chance', () => {
    const worldly =
      /\bprocess\.|\bfetch\(|\bDate\.now\(|new Date\(\)|\bMath\.random\(|\bperformance\.|\bset(Timeout|Interval)\(/;
    const wrong = files.filter(isPure).filter((file) => worldly.test(withoutComments(read(file))));
    expect(wrong).toEqual([]);
  });

  it('only src/github, the calls of the cache and the actions know GitHub’s packages', () => {
    const edge = /^src\/(github\/|stores\/cache\/cache-toolkit\.ts|action\.ts|monitor\.ts)/;
    const wrong = files
      .filter((file) => !edge.test(file))
      .filter((file) =>
        importsOf(file).some((name) => name.startsWith('@actions/') || name.startsWith('src/github/')),
      );
    expect(wrong).toEqual([]);
  });

  it('the recorder knows neither of its two facades, nor who asks', () => {
    const above = ['buildrunner', 'builder', 'commands', 'stores', 'analyze', 'detect'];
    const wrong = files
      .filter((file) => roomOf(file) === 'recorder')
      .flatMap((file) => importsOf(file).map((name) => [file, name] as const))
      .filter(([, name]) => name.startsWith('src/') && above.includes(roomOf(name)));
    expect(wrong).toEqual([]);
  });

  it('nothing but the entries imports an entry', () => {
    const entries = ['src/action.ts', 'src/cli.ts', 'src/index.ts', 'src/monitor.ts'];
    expect(files.filter((file) => importsOf(file).some((name) => entries.includes(name)))).toEqual([]);
  });

  it('every file opens with a sentence that says what it is', () => {
    const silent = files.filter((file) => !/^(#!.*\n+)?\/\*\*/.test(read(file)));
    expect(silent).toEqual([]);
  });
});
