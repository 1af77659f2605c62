/** esbuild's metafile, which Bun and Rolldown write as well. Reference: https://esbuild.github.io/api/#metafile */
import type { Format } from '../../ingest/format.ts';
import { isFields, readFields, readNumber, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { collectSizes } from './add-sizes.ts';

export const esbuildMetafile: Format = {
  id: 'esbuild-metafile',
  title: 'esbuild metafile',
  versions: 'esbuild 0.28',
  family: 'sizes',
  reference: 'https://esbuild.github.io/api/#metafile',
  howTo: '`esbuild app.js --bundle --metafile=meta.json --outdir=dist`',
  claims: ({ shape, keys, text }) =>
    shape === 'object' &&
    keys.includes('inputs') &&
    keys.every((key) => key === 'inputs' || key === 'outputs') &&
    /"bytes"\s*:\s*\d/.test(text) &&
    /"imports"\s*:\s*\[/.test(text),
  read: async (input, draft) => {
    const sizes = collectSizes();
    await readRecords(input, draft, [], (metafile) => {
      const outputs = readFields(metafile, 'outputs');
      for (const path of Object.keys(outputs)) {
        const output = readFields(outputs, path);
        const name = path.replaceAll(/(?<=[-._/])[A-Z2-7]{8}(?=\.)/g, '*');
        // A file named by its hash alone is identified by its entry point.
        const entry = name === path ? null : readText(output, 'entryPoint');
        if (isFields(outputs[path]))
          sizes.add(entry === null ? name : `${name} (${entry})`, readNumber(output, 'bytes'));
      }
    });
    sizes.finish(draft, 'esbuild');
    // A build that fails writes no metafile.
    if (draft.facts.complete && draft.hasMetrics()) draft.facts.result = 'success';
  },
};
