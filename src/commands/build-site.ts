/** Builds a trend site in a folder from histories; unchanged files are left alone. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { claimFolder, hasReceipt, readReceiptText, releaseFolder } from '../io/folder-receipt.ts';
import { removeBelow, writeIfChanged } from '../io/sync-files.ts';
import type { Problem } from '../model/problem.ts';
import type { JudgeOptions } from '../site/judge-history.ts';
import { historyFolder, nameHistory } from '../site/name-file.ts';
import { nameIngredients, readReceipt, writeReceipt } from '../site/plan-site.ts';
import type { SiteFile, Tag } from '../site/site-data.ts';
import { isSitePage } from '../site/site-page.ts';
import { type HistoryEntry, writeHistory } from '../site/write-history.ts';
import { badgeKinds, badgePath, writeIndex } from '../site/write-index.ts';
import type { FoundHistory } from '../stores/find-histories.ts';

/** Histories, and their repositories. */
export interface SiteSource {
  /** As named by the user. */
  readonly label: string;
  /**
   * Called each time the site is built.
   * @throws for any fault of the file system or the storage
   */
  readonly read: () => Promise<readonly FoundHistory[]>;
  /** '' for the only one. */
  readonly repository: string;
  readonly url: string | null;
  readonly tags: readonly Tag[];
}

export interface SiteOptions {
  readonly out: string;
  /** null: derived from the sources. */
  readonly title: string | null;
  readonly judge: JudgeOptions;
  /** Texts of the files that affect how builds are judged. */
  readonly settings: readonly (string | null)[];
}

export interface SiteOutcome {
  readonly histories: number;
  /** Histories that changed since the last build. */
  readonly changed: number;
  readonly builds: number;
  readonly series: number;
  readonly written: number;
  readonly problems: readonly Problem[];
}

/** @throws for any fault of the file system */
export async function buildSite(sources: readonly SiteSource[], options: SiteOptions): Promise<SiteOutcome> {
  const entries: HistoryEntry[] = [];
  const problems: Problem[] = [];
  const { branch } = options.judge;
  let isBranchKnown = branch === null;
  let changed = 0;
  let written = 0;
  for (const source of sources) {
    for (const found of await source.read()) {
      problems.push(...found.problems);
      isBranchKnown ||= found.history.builds.some((build) => build.branch === branch);
      const made = await updateHistory(source, found, options);
      entries.push(made.entry);
      problems.push(...made.problems);
      changed += Number(made.written > 0);
      written += made.written;
    }
  }
  if (entries.length === 0) return { histories: 0, changed, builds: 0, series: 0, written, problems };
  if (!isBranchKnown) problems.push(describeBranch(`${branch}`));
  for (const file of writeIndex(options.title ?? nameSite(sources), entries))
    written += Number(await writeIfChanged(options.out, file.path, file.text));
  await removeStale(options.out, entries);
  return {
    histories: entries.length,
    changed,
    builds: entries.reduce((sum, { builds }) => sum + builds, 0),
    series: entries.reduce((sum, { series }) => sum + series.length, 0),
    written,
    problems,
  };
}

function describeBranch(branch: string): Problem {
  const what = `No stored build is from the baseline branch \`${branch}\`, so no series has a status.`;
  const fix = 'Name another branch with `--branch NAME` or `baseline-branch`.';
  return { level: 'warning', code: 'no-branch', where: 'site', what, fix };
}

function nameSite(sources: readonly SiteSource[]): string {
  const [only] = sources;
  const name = only?.repository || only?.url?.split('/').slice(-2).join('/') || '';
  return sources.length === 1 && name !== '' ? `Build trends of ${name}` : 'Build trends';
}

/** A series or a build that is no longer in the history. */
const dataFile = /^[sb]-\w+\.js$/;

interface Updated {
  readonly entry: HistoryEntry;
  readonly written: number;
  readonly problems: readonly Problem[];
}

const mostTries = 3;

async function updateHistory(
  { repository, url, tags }: SiteSource,
  { series: name, segments, history }: FoundHistory,
  { out, judge, settings }: SiteOptions,
): Promise<Updated> {
  const commits = new Set(history.builds.map(({ commit }) => commit));
  const firstMs = history.builds[0]?.startTimeMs ?? 0;
  // A tag older than the history has no effect.
  const own = tags.filter(({ commit, timeMs }) => commits.has(commit) || timeMs >= firstMs);
  const made = nameIngredients({ name, repository, url, segments, tags: own, settings });
  const folder = join(out, historyFolder(nameHistory(repository, name)));
  const before = readReceipt(await readReceiptText(folder), made);
  if (before !== null) return { entry: before.entry, written: 0, problems: [] };
  let written = 0;
  for (let tries = 1; ; tries++) {
    const claim = await claimFolder(folder);
    const once = await writeFiles(out, writeHistory({ history, name, repository, url, tags: own }, judge));
    written += once.written;
    const isAlone = await releaseFolder(folder, claim, writeReceipt({ made, entry: once.entry }));
    if (isAlone || tries === mostTries)
      return { entry: once.entry, written: written + 1, problems: isAlone ? [] : [describeOther(out)] };
  }
}

/** Writes the files of a history, and removes those of series and builds that are no longer in it. */
async function writeFiles(
  out: string,
  writer: Generator<SiteFile, HistoryEntry>,
): Promise<{ readonly entry: HistoryEntry; readonly written: number }> {
  const files = new Set<string>();
  let written = 0;
  let step = writer.next();
  for (; !step.done; step = writer.next()) {
    files.add(basename(step.value.path));
    written += Number(await writeIfChanged(out, step.value.path, step.value.text));
  }
  const folder = historyFolder(step.value.id);
  for (const file of await readdir(join(out, folder)))
    if (dataFile.test(file) && !files.has(file)) await removeBelow(out, join(folder, file));
  return { entry: step.value, written };
}

function describeOther(out: string): Problem {
  const what = 'Another process is writing this site.';
  return {
    level: 'warning',
    code: 'site',
    where: out,
    what,
    fix: 'Run the command again when it has finished.',
  };
}

/** Histories that are no longer in the site, and their badges. A folder without our receipt is left alone. */
async function removeStale(out: string, entries: readonly HistoryEntry[]): Promise<void> {
  const ids = new Set(entries.map(({ id }) => id));
  for (const { name } of await readdir(join(out, 'data'), { withFileTypes: true })) {
    const folder = historyFolder(name);
    if (ids.has(name) || !(await hasReceipt(join(out, folder)))) continue;
    await removeBelow(out, folder);
    for (const kind of badgeKinds) await removeBelow(out, badgePath(name, kind));
  }
}

async function readTextOrNull(path: string): Promise<string | null> {
  return await readFile(path, 'utf8').catch(() => null);
}

/** A foreign file that would be overwritten in the folder; null: the site may be written there. */
export async function findForeignFile(out: string): Promise<string | null> {
  const page = await readTextOrNull(join(out, 'index.html'));
  if (page !== null) return isSitePage(page) ? null : 'index.html';
  const fixed = ['data/index.js', 'site.css', 'site.js', 'badges/regressions.svg'];
  return fixed.find((path) => existsSync(join(out, path))) ?? null;
}
