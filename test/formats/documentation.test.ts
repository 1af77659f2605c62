/** The pages about formats are correct: their examples are read. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/read-build.ts';
import { createDraft } from '../../src/ingest/draft.ts';
import type { Format } from '../../src/ingest/format.ts';
import { openInput } from '../../src/ingest/open-input.ts';
import { defaultLimits } from '../../src/settings/limits.ts';
import { buildOf, lines, sourceOf } from '../source-of.ts';

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] as string,
  );

describe('formats.md', () => {
  it('has a section for each format', () => {
    for (const { id } of formats) expect(page('formats.md')).toContain(`\n## ${id}\n`);
  });

  it('shows logs that are read without any problem', async () => {
    const firstOf = (id: string): string =>
      blocks(page('formats.md').split(`\n## ${id}\n`)[1] ?? '', 'json')[0] ?? '';
    const [canonical, buildRunner] = [firstOf('build-telemetry'), firstOf('buildrunner')];
    const own = await buildOf(canonical);
    expect(own).toMatchObject({
      formats: ['build-telemetry'],
      problems: [],
      complete: true,
      durationMs: 767_558,
    });
    expect([own.tasks, own.events, own.metrics, own.spans].map((list) => list.length)).toEqual([2, 1, 1, 1]);
    const other = await buildOf(buildRunner);
    expect(other).toMatchObject({ formats: ['buildrunner'], problems: [], complete: true, durationMs: 5000 });
  });
});

describe('adding-a-format.md', () => {
  it('shows an adapter that works', async () => {
    const [source = ''] = blocks(page('adding-a-format.md'), 'ts');
    const folder = new URL('../../src/', import.meta.url).href;
    const script = stripTypeScriptTypes(source).replaceAll("from '../", `from '${folder}`);
    const { example }: { example: Format } = await import(
      `data:text/javascript,${encodeURIComponent(script)}`
    );
    const log = lines(
      { exampleVersion: 1, step: 'compile', startedAt: '2026-01-01T00:00:00Z', ms: 5, ok: true },
      { exampleVersion: 1, step: 'link', ms: 7, ok: false },
      { exampleVersion: 1, step: '' },
    );
    const { input } = await openInput(sourceOf(log).open, defaultLimits);
    expect([...formats, example].filter((format) => format.claims(input.sample))).toEqual([example]);
    const draft = createDraft('log', defaultLimits);
    await example.read(input, draft);
    const { tasks, problems } = draft.finish();
    expect(tasks.map(({ name, durationMs, result }) => [name, durationMs, result])).toEqual([
      ['compile', 5, 'success'],
      ['link', 7, 'failure'],
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['unnamed-task']);
  });
});
