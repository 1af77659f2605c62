/** Changes that the configuration expects: `acknowledge` entries, kept in Git with the code that they are about. */
import type { Problem } from '../model/problem.ts';

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
