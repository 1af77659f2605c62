/** A long name, cut in its middle: what it is part of stays in sight, and the end that distinguishes it. */

/** At most `most` characters; what is longer has `…` where its middle was. */
export function cutMiddle(name: string, most: number): string {
  if (name.length <= most) return name;
  // The cost of a hostile name does not grow with its length.
  const near = most * 8;
  const bounded = name.length > 2 * near ? `${name.slice(0, near)}${name.slice(-near)}` : name;
  const characters = Array.from(bounded);
  if (characters.length <= most) return name;
  const end = Math.floor(most * 0.6);
  return `${characters.slice(0, most - end - 1).join('')}…${characters.slice(-end).join('')}`;
}
