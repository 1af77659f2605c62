/** How much a property test tries: on each change the same few inputs, in the weekly checks others and many more. */

export const propertySeed = Number(process.env['PROPERTY_SEED'] ?? 1);

const times = Number(process.env['PROPERTY_RUNS'] ?? 1);

/** Number of inputs on each change. */
export function runs(count: number): number {
  return count * times;
}
