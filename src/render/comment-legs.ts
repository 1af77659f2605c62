/**
 * One comment shared by the legs of a matrix. Each leg owns one section between hidden markers and replaces
 * only that; the result depends on the set of sections, not on the order in which they came. Sections of
 * older runs go, and a late leg of an older run changes nothing (run ids rise with time, so this also holds
 * for older head commits).
 */
import type { Verdict } from '../model/report.ts';
import { plural } from '../words/numbers.ts';
import { verdictIcons } from '../words/phrases.ts';
import { escapeHtml } from './escape.ts';

/** What one leg says. */
export interface Leg {
  /** Tells the legs of one run apart, e.g. the matrix values. */
  readonly key: string;
  readonly verdict: Verdict;
  /** Place among the sections of the same verdict. */
  readonly order: number;
  /** The comment of this leg alone, without a marker. */
  readonly body: string;
  readonly runId: string;
  readonly attempt: number;
}

/** A section as it stands in a comment. */
interface Section extends Omit<Leg, 'key'> {
  /** What the markers carry for the key. */
  readonly slug: string;
  /** The key as HTML. */
  readonly label: string;
}

/** Characters of a whole comment, below GitHub's 65,536. */
const commentLimit = 60_000;
/** More legs than a matrix can have are not shown; the mildest go first. */
const maxLegs = 256;
/** Above this many legs a section is its title alone. */
const maxBodies = 64;
/** Characters that markers and title of a section take at most. */
const frame = 290;

/**
 * Puts a leg's section into the comment.
 * @param existing the comment as it stands, or null when there is none.
 * @param marker hidden first line that finds the comment again.
 * @returns the new comment, at most 60,000 characters; `existing` itself when the leg's run is an older one.
 */
export function mergeLeg(existing: string | null, leg: Leg, marker: string): string {
  const own = toSection(leg);
  const sections = existing === null ? [] : readSections(existing);
  if (sections.some((section) => isLater(section.runId, own.runId))) return existing ?? '';
  const others = sections.filter((section) => section.runId === own.runId && section.slug !== own.slug);
  const before = sections.find((section) => section.runId === own.runId && section.slug === own.slug);
  const newest = before !== undefined && before.attempt > own.attempt ? before : own;
  return writeSections([...others, newest].sort(compareSections).slice(0, maxLegs), marker);
}

/** The verdicts that a comment holds, by `slugOf(key)`: what was said before. */
export function readVerdicts(existing: string): Map<string, Verdict> {
  return new Map(readSections(existing).map((section) => [section.slug, section.verdict]));
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

function toSection({ key, ...leg }: Leg): Section {
  const label = escapeHtml(key, 60);
  return {
    ...leg,
    slug: slugOf(key),
    label: label.length > 70 ? slugOf(key) : label,
    order: Math.max(0, Math.trunc(leg.order)),
    runId: leg.runId.replace(/\D|^0+(?=\d)/g, '') || '0',
    body: leg.body
      .replace(/\r\n?/g, '\n')
      .replace(/<!(?=-)/g, '&lt;!')
      .trim(),
  };
}

/** Run ids are whole numbers that may outgrow a double. */
function isLater(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length;
}

const severities: readonly Verdict[] = ['fail', 'warn', 'pass'];

function compareSections(a: Section, b: Section): number {
  const bySeverity = severities.indexOf(a.verdict) - severities.indexOf(b.verdict);
  return bySeverity || a.order - b.order || (a.slug < b.slug ? -1 : 1);
}

const sectionPattern =
  /<!-- build-telemetry:leg:([0-9a-f]{16}):start v=(fail|warn|pass) o=(\d+) r=(\d+) a=(\d+)(?: n=(\S*))? -->\n([\s\S]*?)\n<!-- build-telemetry:leg:\1:end -->/g;
const framePattern =
  /^(?:<details(?: open)?><summary>|<p>)\S+ <code>(.*)<\/code>(?:<\/summary>|<\/p>)(?:\n\n([\s\S]*)\n\n<\/details>)?$/;

function readSections(comment: string): Section[] {
  const matches = comment.replaceAll('\r\n', '\n').matchAll(sectionPattern);
  return Array.from(matches, ([, slug = '', verdict, order, runId = '0', attempt, name, text = '']) => {
    const framed = name === undefined ? framePattern.exec(text) : null;
    return {
      slug,
      verdict: verdict as Verdict,
      order: Number(order),
      runId,
      attempt: Number(attempt),
      label: name === undefined ? (framed?.[1] ?? slug) : decodeURIComponent(name),
      body: framed === null ? text : (framed[2] ?? ''),
    };
  });
}

function writeSections(sections: readonly Section[], marker: string): string {
  const [only] = sections;
  if (sections.length === 1 && only !== undefined) {
    const name = encodeURIComponent(only.label);
    return `${marker}\n${mark(only, shorten(only.body, commentLimit - 1_000), ` n=${name}`)}\n`;
  }
  const room = Math.floor((commentLimit - 1_000) / sections.length) - frame;
  const texts = sections.map((section) => mark(section, frameBody(section, sections.length, room), ''));
  return `${[`${marker}\n### ${countVerdicts(sections)}`, ...texts].join('\n\n')}\n`;
}

function mark(section: Section, text: string, name: string): string {
  const { slug, verdict, order, runId, attempt } = section;
  const start = `<!-- build-telemetry:leg:${slug}:start v=${verdict} o=${order} r=${runId} a=${attempt}${name} -->`;
  return `${start}\n${text}\n<!-- build-telemetry:leg:${slug}:end -->`;
}

/** A section among several: open when it needs a look. */
function frameBody(section: Section, legs: number, room: number): string {
  const title = `${verdictIcons[section.verdict]} <code>${section.label}</code>`;
  // How much room a section gets depends on nothing but its own verdict and the number of legs: what one
  // update shortened, every later state would have shortened too, so no order of updates shows in the end.
  const body = legs > maxBodies ? '' : shorten(section.body, section.verdict === 'pass' ? room / 2 : room);
  if (body === '') return `<p>${title}</p>`;
  return `<details${section.verdict === 'pass' ? '' : ' open'}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

const shortened = '\n\nShortened here; the summary of this job has everything.';

/** The longest form that fits: all, without folded blocks, the first paragraph, nothing. */
function shorten(body: string, room: number): string {
  const whole = body.endsWith(shortened) ? body.slice(0, -shortened.length) : body;
  const unfolded = whole.replace(/^<details>[\s\S]*?^<\/details>\n*/gm, '').trim();
  const [first = ''] = whole.split('\n\n');
  return [body, unfolded + shortened, first + shortened].find((form) => form.length <= room) ?? '';
}

function countVerdicts(sections: readonly Section[]): string {
  const count = (verdict: Verdict) => sections.filter((section) => section.verdict === verdict).length;
  const [fail, warn, pass] = [count('fail'), count('warn'), count('pass')];
  if (fail + warn === 0) return `${verdictIcons.pass} All ${plural(pass, 'build')} are fine`;
  const parts = [
    fail > 0 ? `${fail} of ${plural(sections.length, 'build')} failed the check` : '',
    warn > 0
      ? `${fail > 0 ? warn : `${warn} of ${plural(sections.length, 'build')}`} ${warn === 1 ? 'needs' : 'need'} a look`
      : '',
    pass > 0 ? `${pass} ${pass === 1 ? 'is' : 'are'} fine` : '',
  ];
  return `${verdictIcons[fail > 0 ? 'fail' : 'warn']} ${parts.filter((part) => part !== '').join(', ')}`;
}
