/** Which modules may import which, and which may access the outside world. See docs/architecture.md. */
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

const page = read('docs/architecture.md');
const namesIn = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string);

/** The cells of each row of the table under a heading. */
function readTable(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) => row.split('|').slice(1, -1));
}

interface Module {
  readonly mayImport: readonly string[];
  readonly touches: string;
}

/** In the order of the table. */
const modules = new Map<string, Module>(
  readTable('Modules').map(([name, , imports, touches]) => [
    namesIn(name)[0] ?? '',
    { mayImport: namesIn(imports), touches: touches?.trim() ?? '' },
  ]),
);

/** The module of a file: the longest name in the table that its path begins with. */
function moduleOf(file: string): string {
  const parts = file
    .replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .split('/');
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('/');
    if (modules.has(name)) return name;
  }
  return '';
}
const isPure = (file: string): boolean => modules.get(moduleOf(file))?.touches === 'nothing';
/** It may import modules that access the outside world, but does not access it itself. */
const touchesNothing = (file: string): boolean =>
  isPure(file) || modules.get(moduleOf(file))?.touches === 'nothing itself';

/** Hashing, compression and streams are functions of their input. */
const pureBuiltIns = ['node:crypto', 'node:stream', 'node:zlib'];

describe('architecture', () => {
  it('reads the source files', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(importsOf('src/analyze.ts')).toContain('src/detect/detect.ts');
  });

  it('every file is in a module of the table, and every module has files', () => {
    expect(files.filter((file) => moduleOf(file) === '')).toEqual([]);
    const used = new Set(files.map(moduleOf));
    expect([...modules.keys()].filter((module) => !used.has(module))).toEqual([]);
  });

  it('a module of the table imports only modules above it', () => {
    const order = [...modules.keys()];
    const wrong = [...modules].flatMap(([module, { mayImport }]) =>
      mayImport.filter((other) => order.indexOf(other) < 0 || order.indexOf(other) >= order.indexOf(module)),
    );
    expect(wrong).toEqual([]);
  });

  it('every import is one that the table allows', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('src/') && moduleOf(name) !== moduleOf(file))
        .filter((name) => !modules.get(moduleOf(file))?.mayImport.includes(moduleOf(name)))
        .map((name) => `${file} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('no files import each other in a circle, not even types', () => {
    expect(findCircles()).toEqual([]);
  });

  it('a stage of detection imports no later one: collect, judge, conclude', () => {
    const stages = ['collect', 'judge', 'conclude'];
    const stageOf = (file: string): number => stages.indexOf(/^src\/detect\/(\w+)\//.exec(file)?.[1] ?? '');
    const wrong = files
      .filter((file) => stageOf(file) >= 0)
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => stageOf(name) > stageOf(file))
          .map((name) => `${file} → ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('a host is chosen in one place: by the entry, or the command, that runs it', () => {
    const opens = (host: string): string[] => files.filter((file) => importsOf(file).includes(host));
    expect(opens('src/github/action-host.ts')).toEqual(['src/action.ts']);
    expect(opens('src/commands/local-host.ts')).toEqual([
      'src/commands/check-command.ts',
      'src/commands/compare-command.ts',
      'src/commands/record-command.ts',
    ]);
  });

  it.each(readTable('Where is …?').map(([question = '', ...cells]) => [question.trim(), cells] as const))(
    'the page names the location of %s',
    (_, [named, held]) => {
      const texts = namesIn(named).map(read);
      expect(texts.length).toBeGreaterThan(0);
      expect(texts.length).toBeLessThanOrEqual(2);
      expect(namesIn(held).filter((text) => !texts.some((each) => each.includes(text)))).toEqual([]);
    },
  );

  it('a file named index.ts holds no logic', () => {
    const passedOn = /export( type)?\s*(\{[^}]*\}|\*( as \w+)?)\s*from\s*'[^']+';/g;
    const indexes = files.filter((file) => basename(file) === 'index.ts');
    expect(indexes).toEqual(['src/index.ts']);
    for (const file of indexes) expect(withoutComments(read(file)).replaceAll(passedOn, '').trim()).toBe('');
  });

  it('two files never share a name', () => {
    const names = files.map((file) => basename(file));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('a file declares no name that it could import, and two files export none: a word has one meaning', () => {
    const declared = files.flatMap((file) => {
      const found = read(file).matchAll(
        /^(export )?(?:async |abstract )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm,
      );
      return Array.from(found, ([, exported, name]) => ({
        file,
        name: name as string,
        isExported: !!exported,
      }));
    });
    const mayImport = (file: string, other: string): boolean =>
      moduleOf(file) === moduleOf(other) ||
      modules.get(moduleOf(file))?.mayImport.includes(moduleOf(other)) === true;
    // Markdown, HTML, the page and the terminal have one function each for the same part of a report.
    const isPartOfReport = (file: string, name: string): boolean =>
      /^(render|page)/.test(moduleOf(file)) && name.startsWith('write');
    const byName = Map.groupBy(declared, ({ name }) => name);
    const wrong = declared.flatMap(({ file, name, isExported }) =>
      (byName.get(name) ?? [])
        .filter((other) => other.isExported && other.file !== file && !isPartOfReport(file, name))
        .filter((other) => isExported || mayImport(file, other.file))
        .map((other) => `${name}: ${file}, ${other.file}`),
    );
    expect(wrong).toEqual([]);
  });

  it('stats use no package but simple-statistics, and parquet none but hyparquet', () => {
    const packagesOf = (module: string): Set<string> =>
      new Set(
        files
          .filter((file) => moduleOf(file) === module)
          .flatMap(importsOf)
          .filter((name) => !name.startsWith('src/'))
          .map((name) => name.split('/')[0] as string),
      );
    expect([...packagesOf('stats')]).toEqual(['simple-statistics']);
    expect([...packagesOf('parquet')].sort()).toEqual(['hyparquet', 'hyparquet-writer', 'node:zlib']);
    expect([...packagesOf('settings')]).toEqual(['yaml']);
  });

  it('a quantile is computed in one place', () => {
    const taken = /import \{[^}]*quantile[^}]*\} from 'simple-statistics'/i;
    // Its quartiles estimate a spread, by another rule, and are never shown.
    const wrong = files.filter((file) => file !== 'src/stats/robust-sd.ts' && taken.test(read(file)));
    expect(wrong).toEqual([]);
    expect(taken.test(read('src/stats/robust-sd.ts'))).toBe(true);
  });

  it('folders are created in one place: a recursive `mkdir` of Node.js may never end', () => {
    const recursive = /mkdir(Sync)?\([^;]*recursive/;
    expect(files.filter((file) => recursive.test(withoutComments(read(file))))).toEqual([]);
  });

  it('requests are made in one place: only there `fetch` uses a proxy', () => {
    const called = /(?<![.\w])fetch\(/;
    expect(files.filter((file) => called.test(withoutComments(read(file))))).toEqual(['src/io/fetch-url.ts']);
  });

  it('the pure middle imports nothing that accesses the outside', () => {
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

  it('the pure middle uses no process, network, clock or randomness', () => {
    const worldly =
      /\bprocess\.|\bfetch\(|\bDate\.now\(|new Date\(\)|\bMath\.random\(|\bperformance\.|\bset(Timeout|Interval)\(/;
    const wrong = files.filter(touchesNothing).filter((file) => worldly.test(withoutComments(read(file))));
    expect(wrong).toEqual([]);
  });

  it('judging code uses no power function except explicit multiplication: it differs between versions of Node.js', () => {
    const power = /Math\.pow\(|[\w)\]] \*\* (?!\d)|(?<!\b\d[\d_]*) \*\* [-\d]/;
    const judges = ['stats', 'metrics', 'detect', 'compare', 'thresholds', 'conclude', 'analyze', 'words'];
    const wrong = files.filter(
      (file) => judges.includes(moduleOf(file)) && power.test(withoutComments(read(file))),
    );
    expect(wrong).toEqual([]);
  });

  it('only src/github, the calls of the cache, the actions and one import know GitHub’s packages', () => {
    const edge =
      /^src\/(github\/|stores\/cache\/cache-toolkit\.ts|action\.ts|comment-action\.ts|monitor\.ts|commands\/import-runs\.ts)/;
    const wrong = files
      .filter((file) => !edge.test(file))
      .filter((file) =>
        importsOf(file).some((name) => name.startsWith('@actions/') || name.startsWith('src/github/')),
      );
    expect(wrong).toEqual([]);
  });

  it('every file opens with a sentence that describes it', () => {
    const silent = files.filter((file) => !/^(#!.*\n+)?\/\*\*/.test(read(file)));
    expect(silent).toEqual([]);
  });
});

/** Groups of files that reach each other, by Tarjan's algorithm for strongly connected components. */
function findCircles(): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    stack.push(file);
    let low = own;
    for (const name of importsOf(file).filter((each) => files.includes(each))) {
      if (!order.has(name)) low = Math.min(low, visit(name));
      else if (stack.includes(name)) low = Math.min(low, lowest.get(name) ?? (order.get(name) as number));
    }
    lowest.set(file, low);
    if (low === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) circles.push(circle);
    }
    return low;
  };
  for (const file of files) if (!order.has(file)) visit(file);
  return circles;
}
