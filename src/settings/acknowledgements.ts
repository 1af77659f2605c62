/** Changes that the configuration expects: `acknowledge` entries, kept in Git with the code that they are about. */
import type { Build } from '../model/build.ts';
import type { History } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { SeriesKey } from '../model/series.ts';
import { plural } from '../words/numbers.ts';
import { matchPattern } from './regression-rules.ts';

/** One entry. */
export interface Acknowledgement {
  /** `build`, or a name of a task or measurement with `*` wildcards. */
  readonly series: string;
  readonly reason: string;
  readonly owner: string;
  /** Day it ends, `YYYY-MM-DD`; it holds through that day in UTC. */
  readonly expires: string;
  /** Commit that the new level starts from, at least 7 hexadecimal digits; null: whatever change is seen now. */
  readonly since: string | null;
  /** Where it stands, for messages. */
  readonly where: string;
}

const dayMs = 86_400_000;
/** Days before the end in which it warns. */
const warnDays = 14;

/** The entry for a series that holds at a time; the first that matches. */
export function findAcknowledgement(
  entries: readonly Acknowledgement[],
  key: SeriesKey,
  nowMs: number,
): Acknowledgement | null {
  return entries.find((entry) => matches(entry, key) && nowMs < endOf(entry)) ?? null;
}

function matches({ series }: Acknowledgement, key: SeriesKey): boolean {
  return key.scope === 'build' ? series === 'build' : matchPattern(series, key.task ?? '');
}

function endOf({ expires }: Acknowledgement): number {
  return Date.parse(`${expires}T00:00:00Z`) + dayMs;
}

/** What the entries are held against. */
export interface Acknowledged {
  readonly build: Build;
  readonly history: History;
  /** Series of this build that could be judged. */
  readonly series: readonly SeriesKey[];
  /** Entries that a change or a baseline still needs. */
  readonly needed: ReadonlySet<Acknowledgement>;
  readonly nowMs: number;
}

/** What is to be said of the entries: that they end soon, have ended, or match nothing. */
export function reviewAcknowledgements(
  entries: readonly Acknowledgement[],
  { build, history, series, needed, nowMs }: Acknowledged,
): Problem[] {
  return entries.flatMap((entry): Problem[] => {
    const tell = (level: Problem['level'], code: string, what: string, fix: string): Problem[] => [
      { level, code, where: entry.where, what: `The acknowledgement of \`${entry.series}\` ${what}`, fix },
    ];
    const left = Math.ceil((endOf(entry) - nowMs) / dayMs);
    const by = `${entry.owner}: ${entry.reason}`;
    if (left <= 0)
      return tell(
        'warning',
        'acknowledgement-expired',
        `ended on ${entry.expires} (${by}).`,
        'Mend the regression, renew the entry, or remove it.',
      );
    if (!isKnown(entry.series, build, history))
      return tell(
        'warning',
        'acknowledgement-unused',
        'matches no series of this build, nor of the newest ones.',
        'Correct its pattern, or remove it.',
      );
    if (entry.since !== null && !isBuilt(entry.since, build, history))
      return tell(
        'warning',
        'acknowledgement-unused',
        `begins at the commit ${entry.since}, of which no build is stored.`,
        'Write the commit that came to the baseline branch, or leave `since` out.',
      );
    if (left <= warnDays)
      return tell(
        'warning',
        'acknowledgement-expires',
        `ends on ${entry.expires}, in ${plural(left, 'day')} (${by}).`,
        'Mend the regression, or renew the entry.',
      );
    if (!needed.has(entry) && series.some((key) => matches(entry, key)))
      return tell('info', 'acknowledgement-done', 'has nothing left to excuse.', 'Remove it.');
    return [];
  });
}

const newestBuilds = 20;

/** A task may be left out of a build, or come from a cache, and be there again in the next. */
function isKnown(pattern: string, { tasks, metrics }: Build, { builds, series }: History): boolean {
  if (pattern === 'build' || builds.length === 0) return true;
  if ([...tasks, ...metrics].some(({ name }) => matchPattern(pattern, name))) return true;
  const first = builds.length - newestBuilds;
  for (const { name, build } of series)
    if (matchPattern(pattern, name) && (build.at(-1) ?? -1) >= first) return true;
  return false;
}

function isBuilt(since: string, { context }: Build, { builds }: History): boolean {
  return builds.length === 0 || [context, ...builds].some(({ commit }) => commit?.startsWith(since) === true);
}

const keys = ['series', 'reason', 'owner', 'expires', 'since'] as const;

/** Reads the configuration's `acknowledge`. */
export function readAcknowledgements(written: unknown): { entries: Acknowledgement[]; problems: Problem[] } {
  const problems: Problem[] = [];
  if (written === undefined || written === null) return { entries: [], problems };
  if (!Array.isArray(written)) {
    problems.push(
      wrong('acknowledge', 'This is not a list of entries.', 'Write `- series: build` under it.'),
    );
    return { entries: [], problems };
  }
  const entries = written.flatMap((value, index) => readEntry(value, `acknowledge[${index}]`, problems));
  return { entries, problems };
}

function readEntry(value: unknown, where: string, problems: Problem[]): Acknowledgement[] {
  const before = problems.length;
  const entry = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >;
  for (const key of Object.keys(entry).filter((name) => !keys.includes(name as never)))
    problems.push(
      wrong(
        `${where}.${key}`,
        `There is no key \`${key}\` in an acknowledgement.`,
        `Known are ${keys.join(', ')}.`,
      ),
    );
  const text = (key: 'series' | 'reason' | 'owner'): string => {
    const found = entry[key];
    if (typeof found === 'string' && found.trim() !== '') return found.trim();
    problems.push(wrong(`${where}.${key}`, `It has no \`${key}\`.`, `Write \`${key}: …\`.`));
    return '';
  };
  const read = {
    series: text('series'),
    reason: text('reason'),
    owner: text('owner'),
    expires: readDay(entry['expires'], `${where}.expires`, problems),
    since: readCommit(entry['since'], `${where}.since`, problems),
    where: `configuration key \`${where}\``,
  };
  return problems.length > before ? [] : [read];
}

function readDay(value: unknown, where: string, problems: Problem[]): string {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // The 30th of February would be taken for the 2nd of March.
  if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)) return text;
  problems.push(
    wrong(
      where,
      `\`${text}\` is not a day.`,
      'Write `expires: 2027-01-31`; an entry without an end is forgotten.',
    ),
  );
  return '';
}

function readCommit(value: unknown, where: string, problems: Problem[]): string | null {
  if (value === undefined || value === null) return null;
  const text = String(value).toLowerCase();
  // A number has lost its zeros in front, or was `12345e7`.
  if (typeof value === 'string' && /^[0-9a-f]{7,64}$/.test(text)) return text;
  problems.push(
    wrong(where, `\`${text}\` is not a commit.`, 'Write at least its first 7 digits, in quotes.'),
  );
  return null;
}

function wrong(where: string, what: string, fix: string): Problem {
  return {
    level: 'error',
    code: 'invalid-acknowledgement',
    where: `configuration key \`${where}\``,
    what,
    fix,
  };
}
