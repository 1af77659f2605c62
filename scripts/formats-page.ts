/**
 * The text of docs/formats.md: a table from the list of formats, and a hand-written section for each, in `formats/`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { buildRunnerTypes } from '../src/formats/buildrunner/buildrunner-types.ts';
import { type Format, formats } from '../src/formats/read-build.ts';
import { families } from '../src/ingest/format.ts';
import { defaultLimits, type Limits, limitSpecs, showAmount } from '../src/settings/limits.ts';

const unitOf = (key: keyof Limits) =>
  Object.values(limitSpecs).find((spec) => spec.key === key)?.value.unit ?? 'count';
const limit = (key: keyof Limits): string => showAmount(defaultLimits[key], unitOf(key));
const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');
const typesOf = (level: string): string[] =>
  Object.keys(buildRunnerTypes).filter((type) => buildRunnerTypes[type] === level);

const folder = new URL('formats/', import.meta.url);

function readSection(id: string): string {
  const text = readFileSync(new URL(`${id}.md`, folder), 'utf8');
  return text.replaceAll(/\{(\w+) types\}/g, (_, level: string) => listed(typesOf(level)));
}

/** The README with its table of formats: one row per family, between two marks. */
export function renderReadme(text: string): string {
  const rows = families.flatMap((family) => {
    const titles = formats.filter((format) => format.family === family).map(({ title }) => title);
    if (titles.length === 0) return [];
    return [`| ${family} | ${titles.sort((a, b) => a.localeCompare(b, 'en')).join(' · ')} |\n`];
  });
  const table = `| | |\n|---|---|\n${rows.join('')}`;
  return text.replace(
    /(<!-- formats -->\n)[\s\S]*?(?=<!-- \/formats -->)/,
    (_, mark) => `${mark}\n${table}\n`,
  );
}

/** @throws when a format has no section, or a section no format */
export function renderFormatsPage(): string {
  const sorted = [...formats].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = sorted.map(({ id }) => id);
  const sections = new Map(ids.map((id) => [id, readSection(id)]));
  const unused = readdirSync(folder).filter((file) => !sections.has(file.replace(/\.md$/, '')));
  if (unused.length > 0) throw new Error(`No format has the section ${unused.join(', ')}.`);
  const row = ({ id, title, versions, howTo, reference }: Format): string =>
    `| [\`${id}\`](#${id}) | [${title}](${reference}) | ${versions} | ${howTo.replaceAll('|', '\\|')} |`;
  return `# Formats

The table is generated from the list of formats by \`npm run generate\`. It names the versions whose files were tested; other versions usually work, too. The files are real, except those of k6, Bencher Metric Format and BenchmarkDotNet, and an independent script counts the contents of the real ones.

| \`format\` | what | versions that were read | how to get it |
|---|---|---|---|
${sorted.map(row).join('\n')}

## How files are read

- **Format.** It is detected from the content of a file, never from its name. A file that no format recognises, or more than one, is refused with a reason; \`format\` sets one format for all files.
- **Encoding.** Plain, or compressed with gzip or zstd; UTF-8 with or without a byte order mark, or UTF-16 with one.
- **Other text.** Skipped: words before and between JSON lines, lines before and after a document (\`yarn run v1.22\`, \`Done in 3.2s.\`), colours, and the prefixes of log lines by GitHub, GitLab, Jenkins, TeamCity, Buildkite, Kubernetes, journald, Docker and workspace tools (\`web:test: \`, \`[1] \`). The mixed output of several named programs is read program by program.
- **Several files** are one build. Equal names in several files are distinguished by the parts of their paths that differ.
- **Several builds in one file**, as from \`cat a.json b.json\`: the last one is read, and a note states this. Reports of tests and benchmarks are added up instead, and equal names are numbered. A file with reports of several formats is refused, unless you set \`format\`: then the others are left out.
- **Names** are the same in every run: times of the run, ids, addresses, browser versions, dynamic ports, seeds, workers, containers, temporary folders and CI checkouts are masked, in every format. The report lists once what was masked.

Another format? [How to add one](adding-a-format.md).

${[...sections.values()].join('\n')}
## Limits

| what | limit | in \`limits:\` | beyond it |
|---|---|---|---|
| file | ${limit('fileBytes')} | \`file-size\` | the rest is not read; the build is incomplete |
| decompressed | ${limit('decompressedBytes')} | \`decompressed-size\` | the rest is not read; the build is incomplete |
| growth by decompression | ${limit('decompressionRatio')} times, above 64 MiB | \`decompression-ratio\` | the rest is not read; the build is incomplete |
| one record | ${limit('recordBytes')} | \`record-size\` | it is skipped; the build is incomplete |
| nesting of a record | ${limit('depth')} levels | \`depth\` | it is skipped; the build is incomplete |
| a name | ${limit('nameLength')} characters | \`name-length\` | it is cut |
| tasks of a build | ${limit('tasks')} | \`tasks\` | they are summed up by kind; the build is incomplete |
| damaged records | none | | the build is incomplete |
| lines of other programs that look like records | 10 or 1%, whichever is more | | the build is reported, but not compared |

The configuration file changes them; sizes are bytes, or numbers with a unit such as \`MiB\` or \`MB\`:

\`\`\`yaml
limits:
  file-size: 2 GiB
  tasks: 500000
\`\`\`

More tasks need more memory: some 100 MB for each 200,000.

A file that ends too early, for example after a killed tool, makes the build incomplete, and the message names the byte where it is cut off. If the rest is too short to recognise its format, the message also names the nearest format. An incomplete build is never part of a baseline. Fields are read by allow-list: command lines, environments, prompts, outputs and stack traces are not. For a failed test or task the first lines of its message (8 lines, 1,000 characters), its file and its line are read for the reports; text in the form of a token and known secrets become \`***\`. The history keeps a fingerprint of the first line and the error type, never the text. Messages of events are cut to their first line.
`;
}
