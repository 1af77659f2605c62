/** Statistics of webpack and Rspack as JSON. Reference: https://webpack.js.org/api/stats/ */
import type { Draft } from '../../ingest/draft.ts';
import type { Format, Sample } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import { readLastDocument } from '../../ingest/read-records.ts';
import { collectSizes } from './add-sizes.ts';

export const webpackStats: Format = {
  id: 'webpack-stats',
  title: 'webpack and Rspack stats',
  versions: 'webpack 4.47 and 5.113, Rspack 2.3',
  family: 'sizes',
  reference: 'https://webpack.js.org/api/stats/',
  howTo: '`webpack --json=stats.json`, `rspack build --json=stats.json`',
  claims: isStats,
  read: async (input, draft) => {
    let whole: Bundle = { sizes: collectSizes(), errors: [] };
    const isMany = hasSeveralCompilers(input.sample);
    const start = (): void => {
      whole = { sizes: collectSizes(), errors: [] };
    };
    const visit = (record: Fields, key: string | null): void => {
      if (key === 'assets') addAsset(record, whole);
      else if (key === 'errors') whole.errors.push(record);
      else if (key === 'children') {
        // Those of a single compiler are helpers of plugins; it lists their files itself.
        if (isMany) readChild(record, draft);
      } else if (key === null && !isMany && areStats(Object.keys(record))) finish(record, whole, draft);
    };
    const arrays = ['assets', 'errors', 'modules', 'chunks', 'children'];
    await readLastDocument(input, draft, arrays, { start, visit });
  },
};

function isStats({ shape, keys, text }: Sample): boolean {
  if (shape !== 'object') return false;
  return (
    areStats(keys) ||
    (keys.includes('children') && /"outputPath"\s*:/.test(text) && /"builtAt"\s*:\s*\d/.test(text))
  );
}

/** The keys of one compilation. */
function areStats(keys: readonly string[]): boolean {
  const isOne =
    keys.includes('builtAt') &&
    keys.includes('hash') &&
    (keys.includes('outputPath') || keys.includes('assets'));
  // A compilation that failed early has only errors.
  return isOne || (keys.includes('errorsCount') && keys.includes('warningsCount'));
}

/** Several compilers have only an array in common. */
function hasSeveralCompilers({ keys }: Sample): boolean {
  return !keys.includes('builtAt') && keys.includes('children');
}

interface Bundle {
  readonly sizes: ReturnType<typeof collectSizes>;
  readonly errors: Fields[];
}

function readChild(child: Fields, draft: Draft): void {
  const bundle: Bundle = { sizes: collectSizes(), errors: readList(child, 'errors').filter(isFields) };
  for (const asset of readList(child, 'assets').filter(isFields)) addAsset(asset, bundle);
  finish(child, bundle, draft);
}

/** A hash in the name of a file whose information has none, as before webpack 5. */
const hashInName = /(?<=[-._/])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,32}(?=\.)/g;

/** The file information lists the hashes in its name. */
function addAsset(asset: Fields, { sizes }: Bundle): void {
  const info = readFields(asset, 'info');
  const hashes = ['contenthash', 'chunkhash', 'fullhash', 'modulehash']
    .flatMap((key) => (typeof info[key] === 'string' ? [info[key]] : readList(info, key)))
    .filter((hash): hash is string => typeof hash === 'string' && hash.length >= 4);
  const name = readText(asset, 'name') ?? 'file';
  const stable =
    hashes.length > 0
      ? hashes.reduce((text, hash) => text.replaceAll(hash, '*'), name)
      : name.replaceAll(hashInName, '*');
  sizes.add(stable, readNumber(asset, 'size'));
}

function finish(stats: Fields, { sizes, errors }: Bundle, draft: Draft): void {
  const tool = 'rspackVersion' in stats ? 'rspack' : 'webpack';
  const name = readText(stats, 'name') ?? tool;
  const durationMs = readNumber(stats, 'time');
  const builtAtMs = readTime(stats, 'builtAt');
  const hasFailed = errors.length > 0 || (readNumber(stats, 'errorsCount') ?? 0) > 0;
  const [error = {}] = errors;
  draft.addTask({
    name,
    kind: 'build',
    startTimeMs: builtAtMs === null || durationMs === null ? null : builtAtMs - durationMs,
    durationMs,
    result: hasFailed ? 'failure' : 'success',
    failure: { message: readText(error, 'message'), ...placeOf(error) },
  });
  // A failed compilation has written less than usual.
  if (!hasFailed) sizes.finish(draft, name);
}

/** `./src/a.js` and `3:0-19`. */
function placeOf(error: Fields): { file?: string; line?: number | null } {
  const file = readText(error, 'moduleName')?.replace(/^\.\//, '');
  return file === undefined ? {} : { file, line: Number.parseInt(readText(error, 'loc') ?? '', 10) || null };
}
