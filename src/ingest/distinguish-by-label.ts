/**
 * Distinguishes measurements and steps with equal names by other properties in the log, and lists the names without
 * any.
 */

/** One of several with the same name. */
export interface SameName {
  /** The name from reading: with a number at the end, except for the first. */
  readonly given: string;
  /** Other properties in the log, the most distinctive first; null: absent. */
  readonly properties: readonly (string | null)[];
}

/** All entries with the same name, by name. */
export type SameNames = ReadonlyMap<string, readonly SameName[]>;

export interface Labelled {
  /** The stable name, by the name from reading. */
  readonly names: ReadonlyMap<string, string>;
  /** The names that only the order in the log distinguishes. */
  readonly numbered: readonly string[];
}

export function distinguishByLabel(groups: readonly SameNames[]): Labelled {
  const names = new Map<string, string>();
  const numbered: string[] = [];
  for (const group of groups)
    for (const [name, all] of group) {
      if (all.length < 2) continue;
      const labels = labelAll(all.map(({ properties }) => properties));
      const counts = new Map<string, number>();
      all.forEach(({ given }, place) => {
        const labelled = labels[place] === '' ? name : `${name} [${labels[place]}]`;
        const count = (counts.get(labelled) ?? 0) + 1;
        counts.set(labelled, count);
        names.set(given, count === 1 ? labelled : `${labelled} #${count}`);
      });
      if (counts.size < all.length) numbered.push(name);
    }
  return { names, numbered };
}

/** The first property that distinguishes all, else all properties that differ. */
function labelAll(properties: readonly (readonly (string | null)[])[]): readonly string[] {
  const columns = (properties[0] ?? []).map((_, at) =>
    properties.map((each) => (each[at] ?? '').slice(0, 100)),
  );
  const varied = columns.filter((column) => new Set(column).size > 1);
  const sure = varied.find((column) => new Set(column).size === properties.length);
  return properties.map((_, place) =>
    (sure === undefined ? varied : [sure])
      .map((column) => column[place] ?? '')
      .filter((label) => label !== '')
      .join(', '),
  );
}

/** The new name, also for measurements of the same subject: `name › bytes`. */
export function renameLabelled(name: string, names: ReadonlyMap<string, string>): string {
  for (let end = name.length; end > 0; end = name.lastIndexOf(' › ', end - 1)) {
    const labelled = names.get(name.slice(0, end));
    if (labelled !== undefined) return labelled + name.slice(end);
  }
  return name;
}
