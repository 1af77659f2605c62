/** Distinguishes measurements and steps of one name by their other facts in the log, and lists those that have none. */

/** One of several of a name. */
export interface SameName {
  /** The name that it was given when it was read: with a number behind it, but for the first. */
  readonly given: string;
  /** Other facts that its log gives, the most distinctive first; null: not given. */
  readonly said: readonly (string | null)[];
}

/** All of a name, by it. */
export type SameNames = ReadonlyMap<string, readonly SameName[]>;

export interface Labelled {
  /** The name in every run, by the name that was given. */
  readonly names: ReadonlyMap<string, string>;
  /** The names that nothing but the order of their log tells apart. */
  readonly numbered: readonly string[];
}

export function distinguishByLabel(groups: readonly SameNames[]): Labelled {
  const names = new Map<string, string>();
  const numbered: string[] = [];
  for (const group of groups)
    for (const [name, all] of group) {
      if (all.length < 2) continue;
      const labels = labelAll(all.map(({ said }) => said));
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

/** The first thing that tells all apart, else all things that differ. */
function labelAll(said: readonly (readonly (string | null)[])[]): readonly string[] {
  const columns = (said[0] ?? []).map((_, at) => said.map((each) => (each[at] ?? '').slice(0, 100)));
  const varied = columns.filter((column) => new Set(column).size > 1);
  const sure = varied.find((column) => new Set(column).size === said.length);
  return said.map((_, place) =>
    (sure === undefined ? varied : [sure])
      .map((column) => column[place] ?? '')
      .filter((label) => label !== '')
      .join(', '),
  );
}

/** The name, also of what was measured of the same thing beside it: `name › bytes`. */
export function renameLabelled(name: string, names: ReadonlyMap<string, string>): string {
  for (let end = name.length; end > 0; end = name.lastIndexOf(' › ', end - 1)) {
    const labelled = names.get(name.slice(0, end));
    if (labelled !== undefined) return labelled + name.slice(end);
  }
  return name;
}
