/** `build-telemetry site`: a static site with the trends of one or many histories. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { watchFolder } from '../io/watch-folder.ts';
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { escapeTerminal } from '../render/escape.ts';
import { codeOwnersPaths } from '../settings/code-owners.ts';
import { configPath } from '../settings/options.ts';
import type { SiteOptions, SiteOutcome } from './build-site.ts';
import { type Arguments, printProblem } from './command.ts';
import { historyFlag } from './find-history.ts';
import { type NamedSource, readSiteSources } from './find-site-sources.ts';
import { readLocalConfig } from './local-config.ts';
import { readOwners } from './read-owners.ts';
import { type Answer, defineView, jsonFlag, refuse, refuseUnused } from './view.ts';

const defaultOut = 'site';
const defaultPort = 8321;

export const siteCommand = defineView(
  {
    name: 'site',
    operands: '[DIR | OWNER/REPO=DIR | s3://BUCKET/PREFIX]... [--out DIR]',
    summary: 'Write a static site with the trends of one or many histories, for GitHub Pages or a laptop.',
    flags: [
      { name: 'out', short: 'o', value: 'DIR', description: `Folder of the site; ${defaultOut} by default.` },
      { name: 'title', value: 'TEXT', description: 'Title of the site.' },
      {
        name: 'branch',
        value: 'NAME',
        description:
          'Baseline branch; by default baseline-branch of the configuration, or main, master or trunk.',
      },
      {
        name: 'repository',
        value: 'URL',
        description:
          'Page of the repository, to link commits and runs; by default that of the remote origin.',
      },
      {
        name: 'serve',
        description: 'Serve the site on this machine, and build it again when a history changes.',
      },
      { name: 'port', value: 'N', description: `Port of --serve; ${defaultPort} by default.` },
      historyFlag,
      jsonFlag,
    ],
  },
  async (args) => {
    if (args.flags['serve'] === undefined) refuseUnused(args, ['port'], 'without --serve');
    else refuseUnused(args, ['json'], 'with --serve');
    const sources = await readSiteSources(args);
    const options = await readSiteOptions(args);
    // The code for pages is large, and no other command needs it.
    const { buildSite, findForeignFile } = await import('./build-site.ts');
    const foreign = await findForeignFile(options.out);
    if (foreign !== null)
      refuse(
        options.out,
        `Its ${foreign} does not belong to a trend site.`,
        'Name another folder with `--out DIR`.',
      );
    const outcome = await buildSite(sources, options);
    for (const problem of outcome.problems) printProblem(problem);
    if (outcome.histories === 0)
      refuse(
        sources.map(({ label }) => label).join(', ') || args.operands.join(', '),
        'No history is stored there.',
        'Store a build with `build-telemetry check LOG`, or name the folder of a history.',
      );
    if (args.flags['serve'] !== undefined) return await serve(args, sources, options);
    return describe(outcome, options.out);
  },
);

function describe(outcome: SiteOutcome, out: string): Answer {
  const { problems: _, ...facts } = outcome;
  const text = `${escapeTerminal(out)}: ${plural(outcome.series, 'series', 'series')} of ${plural(outcome.builds, 'build')} in ${plural(outcome.histories, 'history', 'histories')}; ${plural(outcome.written, 'file')} written. Open ${escapeTerminal(join(out, 'index.html'))}.\n`;
  return { text, json: { out, ...facts } };
}

async function readSiteOptions(args: Arguments): Promise<SiteOptions> {
  const { config, baselineBranch, gateOn } = readLocalConfig();
  const branch = args.flags['branch'] ?? baselineBranch;
  const owners = codeOwnersPaths.find((path) => existsSync(path));
  const texts = [configPath, owners].map((path) =>
    path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : null,
  );
  return {
    out: args.flags['out'] ?? defaultOut,
    title: args.flags['title'] ?? null,
    judge: { config, gateOn, branch, ownersOf: await readOwners() },
    settings: [...texts, branch, gateOn],
  };
}

function describeReadFault({ message }: Error, folders: readonly string[]): Problem {
  const gone = folders.find((folder) => !existsSync(folder));
  const problem = { level: 'warning', code: 'site', where: gone ?? 'site' } as const;
  if (gone === undefined) return { ...problem, what: `${message}.`, fix: '' };
  const what = 'The folder was deleted; the site still shows its last content.';
  return { ...problem, what, fix: 'The folder is read again once it exists.' };
}

const settleMs = 300;

/** Runs until the process is asked to end. */
async function serve(
  args: Arguments,
  sources: readonly NamedSource[],
  options: SiteOptions,
): Promise<Answer> {
  const port = Number(args.flags['port'] ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refuse('--port', `\`${args.flags['port']}\` is not a port.`, `Write a number such as ${defaultPort}.`);
  const [{ buildSite }, { serveSite }] = await Promise.all([
    import('./build-site.ts'),
    import('./serve-site.ts'),
  ]);
  const server = await serveSite(resolve(options.out), port);
  const folders = sources.flatMap(({ watched }) => watched ?? []);
  process.stdout.write(`Serving ${options.out} at ${server.url}; stop with Ctrl+C.\n`);
  let waiting: NodeJS.Timeout | null = null;
  const rebuild = (): void => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = setTimeout(() => {
      // A history that is being written is read again after its next change.
      buildSite(sources, options).then(
        ({ written }) => (written > 0 ? server.reload() : undefined),
        (error: Error) => printProblem(describeReadFault(error, folders)),
      );
    }, settleMs);
  };
  const ends = folders.map((folder) => watchFolder(folder, rebuild));
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  if (waiting !== null) clearTimeout(waiting);
  for (const end of ends) end();
  await server.close();
  return { text: '', json: undefined };
}
