/** Densities of Student's t distribution. */

/** With 3 degrees of freedom. Source: scipy.stats.t(3).pdf. */
export function student3(z: number): number {
  const base = 1 + (z * z) / 3;
  return 0.367_552_596_947_861_4 / (base * base);
}

/** With 4 degrees of freedom. Source: scipy.stats.t(4).pdf. */
export function student4(z: number): number {
  const base = 1 + (z * z) / 4;
  return 0.375 / (base * base * Math.sqrt(base));
}
