/** Who may import whom, and who may touch the world. See docs/architecture.md. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
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

const folderOf = (file: string): string => file.split('/').slice(0, 2).join('/');
const pure = ['ingest', 'history', 'stats', 'detect', 'thresholds', 'metrics', 'render'].map(
  (name) => `src/${name}`,
);
const pureFiles = [
  'model',
  'options',
  'config',
  'outputs',
  'analyze',
  'alerts',
  'conclude',
  'headline',
  'judge-stored',
  'levels',
  'suggest',
  'version',
].map((name) => `src/${name}.ts`);
const isPure = (file: string): boolean => pure.includes(folderOf(file)) || pureFiles.includes(file);

/** Hashing, compression and streams are functions of their input. */
const pureBuiltIns = ['node:crypto', 'node:stream', 'node:zlib'];

describe('architecture', () => {
  it('sees the source', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(importsOf('src/analyze.ts')).toContain('src/detect/index.ts');
  });

  it('model imports nothing', () => {
    expect(importsOf('src/model.ts')).toEqual([]);
  });

  it('stats know only each other and simple-statistics', () => {
    const foreign = files
      .filter((file) => file.startsWith('src/stats/'))
      .flatMap(importsOf)
      .filter((name) => !name.startsWith('src/stats/') && name !== 'simple-statistics');
    expect(foreign).toEqual([]);
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

  it('only src/github and the two actions know GitHub’s packages', () => {
    const edge = ['src/action.ts', 'src/monitor.ts'];
    const wrong = files
      .filter((file) => !file.startsWith('src/github/') && !edge.includes(file))
      .filter((file) =>
        importsOf(file).some((name) => name.startsWith('@actions/') || name.startsWith('src/github/')),
      );
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
