/** Gives the work of one file stable names. */

import { plural } from '../model/counts.ts';
import type { Metric } from '../model/metric.ts';
import type { LogSpan, Task } from '../model/task.ts';
import { cleanName } from './clean-text.ts';
import type { ReportProblem } from './collect-problems.ts';
import { distinguishByLabel, renameLabelled, type SameNames } from './distinguish-by-label.ts';
import { distinguishByPlace, type LogPlace } from './distinguish-by-place.ts';
import { listNameMasks, maskName } from './mask-secrets.ts';
import { stableName } from './stable-name.ts';

/** The named items of a file. */
interface Named {
  readonly tasks: readonly Task[];
  readonly metrics: readonly Metric[];
  readonly spans: readonly LogSpan[];
}

/** Space for the suffixes that distinguish equal names. */
const suffixLength = 80;

/**
 * @param places of tasks in a list, by their id
 * @param clockMs time of the run; null if the file does not contain it
 */
export function nameTasks(
  { sameNames, ...found }: Named & { readonly sameNames: readonly SameNames[] },
  places: ReadonlyMap<string, LogPlace>,
  options: {
    readonly clockMs: number | null;
    readonly nameLength: number;
    /** Secrets that this process knows. */
    readonly masks: readonly string[];
    readonly report: ReportProblem;
  },
): Named {
  const { clockMs, nameLength, masks, report } = options;
  const labelled = distinguishByLabel(sameNames);
  const { tasks, metrics, spans } = labelled.names.size === 0 ? found : renameAll(found, labelled.names);
  const masked = createMask(clockMs, listNameMasks(masks));
  const stable = tasks.map((task) => {
    const place = places.get(task.id);
    const parts =
      place === undefined
        ? [masked.name(task.name)]
        : [...place.suites.map(masked.name), masked.title(task.name)];
    const name = cleanName(joinNames(parts), place === undefined ? nameLength : nameLength - suffixLength);
    return name === task.name || name === '' ? task : { ...task, name };
  });
  // For the report of masked parts.
  for (const { file } of places.values()) if (file !== null) masked.name(file);
  const apart = distinguishByPlace(stable, places, {
    rawNames: tasks,
    maskPlace: (place) => maskPlace(place, masked.name),
  });
  masked.report(report);
  reportNumbered(apart.numbered, labelled.numbered, report);
  return {
    tasks: apart.tasks,
    metrics: nameMetrics(metrics, masked.name),
    spans: spans.map((span) => ({ ...span, name: masked.name(span.name) || span.name })),
  };
}

/** @param entries names of items that are not tests */
function reportNumbered(tests: number, entries: readonly string[], report: ReportProblem): void {
  const countNames = (count: number): string => plural(count, 'name is used', 'names are used');
  if (tests > 0) {
    const what = `${countNames(tests)} for several tests: they are numbered by their order in the log.`;
    report('info', 'equal-names', what, 'Give each test a name of its own, or the file that it is in.');
  }
  const [first] = entries;
  if (first === undefined) return;
  const what = `${countNames(entries.length)} for several entries, such as \`${first.slice(0, 200)}\`: they are numbered by their order in the log.`;
  report('info', 'equal-names', what, 'Give each a name of its own.');
}

function renameAll(found: Named, names: ReadonlyMap<string, string>): Named {
  const rename = <T extends { readonly name: string }>(item: T): T => {
    const name = renameLabelled(item.name, names);
    return name === item.name ? item : { ...item, name };
  };
  return { ...found, tasks: found.tasks.map(rename), metrics: found.metrics.map(rename) };
}

/** Joins names without repetitions: a class contains its package. */
export function joinNames(parts: readonly string[]): string {
  let joined = '';
  let last = '';
  for (const part of parts) {
    const name = part.trim();
    if (name === '') continue;
    const isRepeated = name.startsWith(last) && (name.length === last.length || name[last.length] === '.');
    if (last !== '' && !isRepeated) joined += `${last} › `;
    last = name;
  }
  return joined + last;
}

function maskPlace(place: LogPlace, mask: (name: string) => string): LogPlace {
  return place.file === null ? place : { ...place, file: mask(place.file) };
}

/** Two measurements stay separate if only masked parts distinguished them. */
function nameMetrics(metrics: readonly Metric[], mask: (name: string) => string): readonly Metric[] {
  const counts = new Map<string, Map<string, number>>();
  return metrics.map((metric) => {
    const name = mask(metric.name) || metric.name;
    const raws = counts.get(name) ?? new Map<string, number>();
    counts.set(name, raws);
    const place = raws.get(metric.name) ?? raws.size + 1;
    raws.set(metric.name, place);
    const distinct = place === 1 ? name : `${name} #${place}`;
    return distinct === metric.name ? metric : { ...metric, name: distinct };
  });
}

const shownMasked = 3;
/** Suites and files are named repeatedly. */
const rememberedNames = 5_000;

function createMask(
  clockMs: number | null,
  masks: readonly string[],
): {
  readonly name: (name: string) => string;
  readonly title: (name: string) => string;
  readonly report: (report: ReportProblem) => void;
} {
  const examples = new Set<string>();
  const known = new Map<string, string>();
  let count = 0;
  const mask = (name: string, isTitle: boolean): string => {
    let isMasked = false;
    const note = (found: string): void => {
      isMasked = true;
      if (examples.size < shownMasked) examples.add(found);
    };
    const stable = stableName(maskName(name, masks), { clockMs, note, isTitle });
    if (isMasked) count += 1;
    return stable;
  };
  return {
    name: (name) => {
      const before = known.get(name);
      if (before !== undefined) return before;
      const stable = mask(name, false);
      if (known.size < rememberedNames) known.set(name, stable);
      return stable;
    },
    title: (name) => mask(name, true),
    report: (report) => {
      if (count === 0) return;
      const shown = [...examples].map((example) => `\`${example.slice(0, 60)}\``).join(', ');
      const contain = plural(count, 'name contains', 'names contain');
      report(
        'info',
        'masked-names',
        `${contain} a part that changes from run to run and is masked: ${shown}.`,
      );
    },
  };
}
