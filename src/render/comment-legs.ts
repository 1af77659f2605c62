/**
 * One comment shared by the jobs of a run. Each owns one section between hidden markers and replaces only that; the
 * result depends on the set of sections, not on their order. Sections of older runs are removed, and a late job of an
 * older run changes nothing (run ids rise with time, so this also holds for older head commits). The last line names
 * the commit: a newer one may have no result.
 */

import { plural } from '../model/counts.ts';
import { countStandings } from '../words/count-standings.ts';
import { isCommit } from '../words/numbers.ts';
import { type Standing, standingIcons, standings } from '../words/standing.ts';
import { commentLimit } from './comment.ts';
import { escapeMarkdown, escapeName, tableRow } from './escape.ts';

/** The content of one job. */
export interface Leg {
  /** Distinguishes the jobs of one run, e.g. the matrix values. */
  readonly key: string;
  /** Distinguishes jobs and steps with one key, within one attempt: letters and digits; '' when not known. */
  readonly job: string;
  readonly standing: Standing;
  /** Sort key among sections of the same standing. */
  readonly order: number;
  /** Its verdict, one line of plain text. */
  readonly headline: string;
  /** The first step, one line of Markdown; '' for none. */
  readonly advice: string;
  /** The comment of this job alone, without a marker. */
  readonly body: string;
  readonly runId: string;
  /** 0: in place of all jobs of a run that has no section. */
  readonly attempt: number;
  /** The commit of the run; null when not known. */
  readonly commit: string | null;
}

/** A section of an existing comment. */
interface Section extends Omit<Leg, 'key' | 'commit'> {
  /** The form of the key in the markers. */
  readonly slug: string;
  /** The key as HTML. */
  readonly label: string;
}

/** More jobs than a matrix can have are not shown; the least severe are dropped first. */
const maxLegs = 256;
/** Up to this number of jobs each has a row with its verdict, and details below; more are a list of names. */
const maxRows = 64;
/** Up to this number of jobs the verdicts are complete, with advice. */
const maxWhole = 16;
/** Maximum number of characters for markers, row and title of a section. */
const frames = { whole: 1_830, short: 900 } as const;
const encodedLimits = { label: 150, headline: 420, shortHeadline: 180, advice: 480 } as const;

/**
 * Puts a job's section into the comment.
 * @param existing the current comment, or null without one.
 * @param marker hidden first line that identifies the comment.
 * @returns the new comment, at most 60,000 characters; `existing` itself if the job's run is older.
 */
export function mergeLeg(existing: string | null, leg: Leg, marker: string): string {
  const own = toSection(leg);
  const sections = existing === null ? [] : readSections(existing);
  if (sections.some((section) => isLater(section.runId, own.runId))) return existing ?? '';
  const stands = (section: Section): boolean => section.runId === own.runId && section.attempt > 0;
  if (own.attempt === 0 && sections.some(stands)) return existing ?? '';
  const ofRun = sections.filter(stands);
  const before = findReplaced(ofRun, own);
  const others = ofRun.filter((section) => section !== before);
  const isLate = ofRun.some((section) => section.slug === own.slug && section.attempt > own.attempt);
  const all = isLate ? ofRun : [...others, own];
  return `${writeSections(all.sort(compareSections).slice(0, maxLegs), marker)}${writeCommit(leg)}`;
}

/**
 * The section that a job's section replaces. One of another job in the same attempt stays; of an earlier attempt the
 * worst is replaced, because its job is the one that is rerun.
 */
function findReplaced(sections: readonly Section[], own: Section): Section | undefined {
  const rivals = sections.filter((section) => section.slug === own.slug);
  const same = rivals.find((section) => section.job === own.job && section.attempt === own.attempt);
  return same ?? rivals.filter((section) => section.attempt < own.attempt).sort(compareSections)[0];
}

/** The properties that distinguish one job of a comment from the others. */
type LegIdentity = Pick<Leg, 'key' | 'job' | 'runId' | 'attempt'>;

/** Whether another job of the same attempt reports under the same key: the two cannot be distinguished. */
export function hasSibling(existing: string, leg: LegIdentity): boolean {
  const slug = slugOf(leg.key);
  return readSections(existing).some(
    (section) =>
      section.slug === slug &&
      section.runId === leg.runId &&
      section.attempt === leg.attempt &&
      section.job !== leg.job,
  );
}

/** Whether a job of this run has a section: then no result of an older run is left. */
export function isOfRun(existing: string, runId: string): boolean {
  return readSections(existing).some((section) => section.runId === runId);
}

/** The standings of the jobs of a comment, by `slugOf(key)`; of several the worst. */
export function readStandings(existing: string): Map<string, Standing> {
  const sections = readSections(existing).sort(compareSections).reverse();
  return new Map(sections.map((section) => [section.slug, section.standing]));
}

/**
 * The previous standing of this job: in an earlier attempt or run. null if its own section cannot be identified among
 * several, so that nothing is wrongly reported as resolved.
 */
export function readStanding(existing: string, leg: LegIdentity): Standing | null {
  const slug = slugOf(leg.key);
  const own = readSections(existing).filter(
    (section) =>
      section.slug === slug &&
      (section.runId !== leg.runId || section.attempt < leg.attempt || section.job === leg.job),
  );
  return own.length === 1 && own[0] ? own[0].standing : null;
}

/** FNV-1a, twice 32 bits from two starts. https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
export function slugOf(key: string): string {
  const bytes = new TextEncoder().encode(key);
  const halves = [0x811c9dc5, 0x1b873593].map((start) => {
    const sum = bytes.reduce((value, byte) => Math.imul(value ^ byte, 0x01000193), start);
    return (sum >>> 0).toString(16).padStart(8, '0');
  });
  return halves.join('');
}

function toSection({ key, commit: _, ...leg }: Leg): Section {
  return {
    ...leg,
    slug: slugOf(key),
    label: labelOf(key),
    headline: cutEncoded(leg.headline, encodedLimits.headline),
    advice: fitAdvice(leg.advice),
    order: Math.max(0, Math.trunc(leg.order)),
    job: leg.job.replace(/\W/g, '').slice(0, 20),
    runId: leg.runId.replace(/\D|^0+(?=\d)/g, '') || '0',
    body: leg.body
      .replace(/\r\n?/g, '\n')
      .replace(/<!(?=-)/g, '&lt;!')
      .trim(),
  };
}

/** Letters of most languages are long when they are encoded; the end of a name distinguishes the jobs of a matrix. */
function labelOf(key: string): string {
  for (let most = 60; most >= 12; most -= 4) {
    const label = escapeName(key, most);
    if (label !== '' && label.length <= 70 && encode(label).length <= encodedLimits.label) return label;
  }
  return slugOf(key);
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/**
 * The longest prefix whose encoded form has at most `most` characters; cutting twice gives the same as cutting once.
 */
function cutEncoded(text: string, most: number): string {
  const line = text.toWellFormed().replaceAll(/\s+/g, ' ').trim();
  if (encode(line).length <= most) return line;
  let kept = '';
  let size = encode('…').length;
  for (const character of line) {
    size += encode(character).length;
    if (size > most) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A text that is too long loses its links first. */
function fitAdvice(advice: string): string {
  const isLong = encode(advice).length > encodedLimits.advice;
  return cutEncoded(isLong ? advice.replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1') : advice, encodedLimits.advice);
}

/** Run ids are whole numbers that may outgrow a double. */
function isLater(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareSections(a: Section, b: Section): number {
  const bySeverity = standings.indexOf(a.standing) - standings.indexOf(b.standing);
  return bySeverity || a.order - b.order || compare(a.slug, b.slug) || compare(a.job, b.job);
}

const sectionPattern = new RegExp(
  String.raw`<!-- build-telemetry:leg:([0-9a-f]{16}):start v=(${standings.join('|')}) o=(\d+) r=(\d+) a=(\d+)(?: j=(\w+))? n=(\S*) h=(\S*) s=(\S*) -->\n([\s\S]*?)\n?<!-- build-telemetry:leg:\1:end -->`,
  'g',
);
/** For a section with only its name: the marker need not repeat it. */
const namePattern = /^<p>\S+ <code>(.*)<\/code><\/p>$/;
const framePattern = /^<details><summary>.*<\/summary>\n\n([\s\S]*)\n\n<\/details>$/;

function readSections(comment: string): Section[] {
  const matches = comment.replaceAll('\r\n', '\n').matchAll(sectionPattern);
  return Array.from(matches, (found) => {
    const [
      ,
      slug = '',
      standing,
      order,
      runId = '0',
      attempt,
      job = '',
      label = '',
      headline = '',
      advice = '',
      text = '',
    ] = found;
    return {
      slug,
      standing: standing as Standing,
      order: Number(order),
      runId,
      attempt: Number(attempt),
      job,
      label: label === '' ? (namePattern.exec(text)?.[1] ?? slug) : decode(label),
      headline: decode(headline),
      advice: decode(advice),
      body: label === '' ? '' : (framePattern.exec(text)?.[1] ?? text),
    };
  });
}

/** People may edit a comment. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function writeSections(sections: readonly Section[], marker: string): string {
  const [only] = sections;
  if (sections.length === 1 && only !== undefined)
    return `${marker}\n${mark(only, shorten(only.body, commentLimit - 2_000))}\n`;
  const count = sections.length;
  const shown = sections.map((section) => fitSection(section, count));
  const title = `### ${countStandings(sections.map(({ standing }) => standing))}`;
  if (count > maxRows) return `${[`${marker}\n${title}`, ...shown.map(nameSection)].join('\n')}\n`;
  const parts = [`${marker}\n${title}`, writeTable(shown), writeAdvice(shown), ...shown.map(frameSection)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The same for all jobs of a run. GitHub links and shortens the hash. */
function writeCommit({ commit }: Leg): string {
  return isCommit(commit) ? `\nResult for commit ${commit}.\n` : '';
}

/**
 * The space of a section depends only on the number of jobs: whatever one update shortened, every later one would
 * have shortened too, so the order of updates has no effect.
 */
function fitSection(section: Section, count: number): Section {
  if (count > maxRows) return { ...section, headline: '', advice: '', body: '' };
  const isWhole = count <= maxWhole;
  const room = Math.floor((commentLimit - 2_000) / count) - (isWhole ? frames.whole : frames.short);
  return {
    ...section,
    headline: isWhole ? section.headline : cutEncoded(section.headline, encodedLimits.shortHeadline),
    advice: isWhole ? section.advice : '',
    body: shorten(withoutRepeats(section), room),
  };
}

/** The row contains the verdict, and advice is given once for all. */
function withoutRepeats({ body, standing }: Section): string {
  // One paragraph for a job without findings.
  if (isCalm(standing) && !body.includes('\n\n')) return '';
  return body
    .replace(/^#{1,6} .*\n*/, '')
    .replace(/^\*\*What to do\*\*\n(?:\d+\. .*\n?)+(?:\n… and .*\n)?\n*/m, '')
    .trim();
}

function isCalm(standing: Standing): boolean {
  return ['fine', 'open', 'partial', 'unjudged', 'incomplete'].includes(standing);
}

function mark(
  { slug, standing, order, runId, attempt, job, label, headline, advice }: Section,
  text: string,
): string {
  const facts = `v=${standing} o=${order} r=${runId} a=${attempt}${job === '' ? '' : ` j=${job}`} n=${encode(label)} h=${encode(headline)} s=${encode(advice)}`;
  const end = `<!-- build-telemetry:leg:${slug}:end -->`;
  return `<!-- build-telemetry:leg:${slug}:start ${facts} -->\n${text === '' ? '' : `${text}\n`}${end}`;
}

function writeTable(sections: readonly Section[]): string {
  const rows = [...Map.groupBy(sections, rowOf)].map(([, group]) => {
    const [first] = group;
    const names = group.map(({ label }) => `<code>${label}</code>`).join(', ');
    const headline = group.length === 1 ? first?.headline : withoutBaseline.exec(first?.headline ?? '')?.[0];
    return tableRow([
      `${standingIcons[first?.standing ?? 'unjudged']}&nbsp;${names}`,
      escapeMarkdown(headline ?? '', 140),
    ]);
  });
  return ['| Job | Result |', '|:--|:--|', ...rows].join('\n');
}

/** The common text of jobs without a baseline, before their own name or number of builds. */
const withoutBaseline = /^(?:No baseline yet|Regression detection starts after [^:]*)/;

/** Jobs in one row: those that only wait for more builds. */
function rowOf({ standing, headline, slug, job }: Section): string {
  const waits = standing === 'unjudged' ? withoutBaseline.exec(headline) : null;
  return waits?.[0] ?? `${slug} ${job}`;
}

const maxAdvice = 3;

/** Advice for the jobs that need it, each once, with the job or the number of jobs. */
function writeAdvice(sections: readonly Section[]): string {
  const needing = new Map<string, Section[]>();
  for (const section of sections)
    if (section.advice !== '' && section.standing !== 'fine')
      needing.set(section.advice, [...(needing.get(section.advice) ?? []), section]);
  const lines = [...needing].slice(0, maxAdvice).map(([advice, [first, ...others]], index) => {
    const whose = others.length > 0 ? plural(others.length + 1, 'job') : `<code>${first?.label}</code>`;
    return `${index + 1}. ${advice} (${whose})`;
  });
  return lines.length === 0 ? '' : `**What to do**\n${lines.join('\n')}`;
}

/** The details of a job, folded. */
function frameSection(section: Section): string {
  const { standing, label, body } = section;
  const title = `${standingIcons[standing]} <code>${label}</code>`;
  return mark(section, body === '' ? '' : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`);
}

/** A section in a list that is too long for a table. */
function nameSection(section: Section): string {
  const name = `<p>${standingIcons[section.standing]} <code>${section.label}</code></p>`;
  return mark({ ...section, label: '' }, name);
}

const shortened = '\n\nShortened here; the summary of this job has everything.';

/** The longest form that fits: everything, without folded blocks, the first paragraph, nothing. */
function shorten(body: string, room: number): string {
  const whole = body.endsWith(shortened) ? body.slice(0, -shortened.length) : body;
  const unfolded = whole.replace(/^<details>[\s\S]*?^<\/details>\n*/gm, '').trim();
  const [first = ''] = whole.split('\n\n');
  return [body, unfolded + shortened, first + shortened].find((form) => form.length <= room) ?? '';
}
